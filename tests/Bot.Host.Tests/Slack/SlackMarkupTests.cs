using Bot.Host.Slack.Rendering;
using CsCheck;

namespace Bot.Host.Tests.Slack;

public sealed class SlackMarkupTests
{
    [Theory]
    [InlineData("<!channel> & <@U1>", "&lt;!channel&gt; &amp; &lt;@U1&gt;")]
    [InlineData("&lt; stays as it was typed", "&amp;lt; stays as it was typed")]
    public void What_means_something_to_slack_is_escaped(string typed, string written) => Assert.Equal(written, SlackMarkup.Escape(typed));

    [Fact]
    public void Parts_fit_lose_nothing_and_tear_no_escape_apart() =>
        Gen.Select(Gen.String, Gen.Int[16, 60]).Sample((typed, most) =>
        {
            var parts = SlackMarkup.Split(typed, most).ToList();
            Assert.All(parts, part => Assert.True(part.Length <= most));
            Assert.Equal(Seen(typed.Replace("\r\n", "\n", StringComparison.Ordinal)), Seen(string.Concat(parts.Select(SlackMarkup.Unescape))));
        });

    [Fact]
    public void A_text_that_is_cut_to_fit_fits() =>
        Gen.Select(Gen.String, Gen.Int[17, 60]).Sample((typed, most) => Assert.True(SlackMarkup.Fit(typed, most).Length <= most));

    // Lone halves of a pair are shown as a sign for what cannot be shown.
    private static string Seen(string text) =>
        string.Concat(text.EnumerateRunes().Where(rune => !System.Text.Rune.IsWhiteSpace(rune)).Select(rune => rune.ToString()));
}
