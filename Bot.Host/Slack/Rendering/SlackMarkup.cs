using System.Text;
using System.Text.RegularExpressions;
using Bot.Core.Chat;

namespace Bot.Host.Slack.Rendering;

/// <summary>
/// Text as Slack takes it: what somebody wrote pings nobody and links nowhere, since &amp;, &lt; and &gt; are escaped, and is shown to
/// the letter, since it stands in plain text. https://docs.slack.dev/messaging/formatting-message-text#escaping
/// </summary>
internal static partial class SlackMarkup
{
    /// <summary>Escapes a text.</summary>
    public static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>Takes the escapes back.</summary>
    public static string Unescape(string text) => text
        .Replace("&lt;", "<", StringComparison.Ordinal)
        .Replace("&gt;", ">", StringComparison.Ordinal)
        .Replace("&amp;", "&", StringComparison.Ordinal);

    /// <summary>Escapes a text and cuts it, so that it fits.</summary>
    public static string Fit(string text, int most)
    {
        var parts = Split(text, most).ToList();
        return parts.Count switch
        {
            0 => "",
            1 => parts[0],
            _ => Split(text, most - 1).First() + "…",
        };
    }

    /// <summary>Escapes a text in parts that each fit; parted at an end of line or a blank where there is one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">The most characters of a part, at least 16.</param>
    public static IEnumerable<string> Split(string text, int most)
    {
        var part = new StringBuilder();
        var cut = 0;
        foreach (var rune in text.Replace("\r\n", "\n", StringComparison.Ordinal).EnumerateRunes())
        {
            var written = rune.Value switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", _ => rune.ToString() };
            if (part.Length + written.Length > most)
            {
                var end = cut > most / 2 ? cut : part.Length;
                if (part.ToString(0, end).TrimEnd() is { Length: > 0 } whole)
                {
                    yield return whole;
                }

                part.Remove(0, end);
                cut = 0;
            }

            part.Append(written);
            if (rune.Value is ' ' or '\n')
            {
                cut = part.Length;
            }
        }

        if (part.ToString().TrimEnd() is { Length: > 0 } last)
        {
            yield return last;
        }
    }

    /// <summary>Tells whether a text names a channel.</summary>
    public static bool NamesChannel(string text) => text.Contains(ChannelMark.Edge, StringComparison.Ordinal);

    /// <summary>Turns the marks of channels in an escaped text into what Slack shows as their names.</summary>
    public static string LinkChannels(string escaped) => Channel.Replace(escaped, "<#$1>");

    [GeneratedRegex("\u2063([A-Z0-9]{1,30})\u2063")]
    private static partial Regex Channel { get; }
}
