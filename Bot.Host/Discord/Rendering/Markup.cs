using System.Text;
using System.Text.RegularExpressions;

namespace Bot.Host.Discord.Rendering;

/// <summary>Plain text in a place where Discord reads markup. https://support.discord.com/hc/articles/210298617</summary>
internal static partial class Markup
{
    private const string Special = "\\*_~`|<>[]@:";
    private const string SpecialAtLineStart = "#-+";

    /// <summary>Writes a text so that it is shown as it is.</summary>
    public static string Escape(string text) => Split(text, int.MaxValue).SingleOrDefault() ?? "";

    /// <summary>Writes a text so that it is shown as it is, in parts that each fit; parted at an end of line or a blank where there is one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">The most characters of a part, at least 16.</param>
    public static IEnumerable<string> Split(string text, int most)
    {
        var part = new StringBuilder();
        var (isLineStart, cut) = (true, 0);
        var digits = 0;
        foreach (var rune in text.Replace("\r\n", "\n", StringComparison.Ordinal).EnumerateRunes())
        {
            var isSpecial = rune.IsAscii && (Special.Contains((char)rune.Value, StringComparison.Ordinal)
                || (isLineStart && SpecialAtLineStart.Contains((char)rune.Value, StringComparison.Ordinal))
                || (digits > 0 && rune.Value is '.' or ')'));
            if (part.Length + rune.Utf16SequenceLength + (isSpecial ? 1 : 0) > most)
            {
                var end = cut > most / 2 ? cut : part.Length;
                if (Finish(part.ToString(0, end)) is { Length: > 0 } whole)
                {
                    yield return whole;
                }

                part.Remove(0, end);
                (isLineStart, cut) = (part.Length == 0, 0);
            }

            if (isSpecial)
            {
                part.Append('\\');
            }

            part.Append(rune.ToString());
            if (rune.Value is ' ' or '\n')
            {
                cut = part.Length;
            }

            // Only digits since the line began: a point behind them would make a list.
            digits = rune.IsAscii && char.IsAsciiDigit((char)rune.Value) && (isLineStart || digits > 0) ? digits + 1 : 0;
            isLineStart = rune.Value is '\n' || (isLineStart && rune.Value is ' ');
        }

        if (Finish(part.ToString()) is { Length: > 0 } last)
        {
            yield return last;
        }
    }

    /// <summary>Shortens a text that Discord shows as it is, such as a button's label.</summary>
    public static string Shorten(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1;
        return text[..end] + "…";
    }

    // A channel's mark holds digits alone, which nothing escapes.
    private static string Finish(string part) => Channel.Replace(part.TrimEnd(), "<#$1>");

    [GeneratedRegex("\u2063([0-9]{1,20})\u2063")]
    private static partial Regex Channel { get; }
}
