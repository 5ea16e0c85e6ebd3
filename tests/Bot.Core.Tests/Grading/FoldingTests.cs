using Bot.Core.Grading.Lexical;

namespace Bot.Core.Tests.Grading;

public sealed class FoldingTests
{
    [Theory]
    [InlineData("İstanbul ıs", "istanbul is")]
    [InlineData("`kv cache` – it’s", "`kv cache` – it's")]
    [InlineData("ﬁne\u200B √d² 𝐁½ 𠀀🄁", "fine sqrtd^2 b½ \u4E00 ")]
    public void A_text_is_folded(string text, string folded) => Assert.Equal(folded, Folding.Of(text).Text);
}
