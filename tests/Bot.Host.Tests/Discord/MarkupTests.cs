using Bot.Core.Chat;
using Bot.Host.Discord.Rendering;
using CsCheck;

namespace Bot.Host.Tests.Discord;

public sealed class MarkupTests
{
    [Theory]
    [InlineData("plain words", "plain words")]
    [InlineData("**bold** _i_ ~~s~~ ||x|| `c`", @"\*\*bold\*\* \_i\_ \~\~s\~\~ \|\|x\|\| \`c\`")]
    [InlineData("@everyone <@1> <#2> [a](b)", @"\@everyone \<\@1\> \<#2\> \[a\](b)")]
    [InlineData("# heading\n- list\n1. list\n> quote", "\\# heading\n\\- list\n1\\. list\n\\> quote")]
    [InlineData("in the middle - # 1. stay", "in the middle - # 1. stay")]
    [InlineData(@"C:\path", @"C\:\\path")]
    public void Text_is_shown_as_it_was_typed(string typed, string written) => Assert.Equal(written, Markup.Escape(typed));

    [Fact]
    public void A_channel_is_shown_by_its_name() => Assert.Equal("in <#123>.", Markup.Escape($"in {ChannelMark.Of("123")}."));

    [Fact]
    public void Parts_fit_lose_nothing_and_tear_nothing_apart() =>
        Gen.Select(Gen.String, Gen.Int[16, 60]).Sample((text, most) =>
        {
            var typed = text.Replace("\u2063", "", StringComparison.Ordinal);
            var parts = Markup.Split(typed, most).ToList();
            Assert.All(parts, part => Assert.True(part.Length <= most));
            Assert.All(parts, part => Assert.False(part.EndsWith('\\') && (part.Length - part.TrimEnd('\\').Length) % 2 == 1));
            Assert.Equal(Letters(typed), Letters(string.Concat(parts)));
        });

    private static string Letters(string text) => string.Concat(text.EnumerateRunes().Where(System.Text.Rune.IsLetterOrDigit));
}
