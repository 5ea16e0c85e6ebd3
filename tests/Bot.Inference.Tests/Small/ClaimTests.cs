using Bot.Core.Questions;
using Bot.Inference.Small;

namespace Bot.Inference.Tests.Small;

public sealed class ClaimTests
{
    [Fact]
    public void A_criterion_is_taken_apart_as_in_training() =>
        Assert.All(Recorded.Rows<Recorded.Claim>("claims.jsonl"), row =>
        {
            var sort = row.Sort is { } name ? Enum.Parse<FlagSort>(name, ignoreCase: true) : (FlagSort?)null;

            Assert.Equal(new Claim(row.Said, row.Missing), row.IsFlag ? Claim.OfRedFlag(row.Text, sort) : Claim.OfKeyPoint(row.Text));
        });

    [Theory]
    [InlineData("Confuses precision with recall", null, "precision is the same as recall", null)]
    [InlineData("Only mentions the number of characters", null, "the number of characters", null)]
    [InlineData("Treats the context as memory", FlagSort.Overclaim, "the context is the same as memory", null)]
    [InlineData("Recommends compression without a check of recall", FlagSort.Omission, "compression", "check of recall")]
    [InlineData("Does not mention padding", null, null, "padding")]
    public void A_flag_asks_for_words_or_for_their_absence(string text, FlagSort? sort, string? said, string? missing) =>
        Assert.Equal(new Claim(said, missing), Claim.OfRedFlag(text, sort));
}
