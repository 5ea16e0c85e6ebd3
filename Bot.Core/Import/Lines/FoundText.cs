using System.Globalization;
using System.Text;

namespace Bot.Core.Import.Lines;

/// <summary>Text of a file: made fit to be kept, or to be named in a message.</summary>
internal static class FoundText
{
    private const int MostInMessage = 60;

    /// <summary>Gives a text of a file for use in a message: short, on one line, without what could upset a terminal.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            if (quoted.Length > MostInMessage)
            {
                quoted.Append('…');
                break;
            }

            quoted.Append(Rune.GetUnicodeCategory(rune) switch
            {
                UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => " ",
                UnicodeCategory.Format => "",
                _ => rune.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>
    /// Makes a text fit to be kept: a tab or another line end becomes what packs may hold, control characters and halves of characters are
    /// left out, white space at the ends is taken off. Everything else stays as it is, markup and mentions included: they are made harmless where they are shown.
    /// </summary>
    public static string Tidy(string text)
    {
        var tidy = new StringBuilder(text.Length);
        foreach (var rune in text.Replace("\r\n", "\n", StringComparison.Ordinal).EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '\n' or '\r' or 0x2028 or 0x2029:
                    tidy.Append('\n');
                    break;
                case '\t':
                    tidy.Append(' ');
                    break;
                case 0xFEFF or 0xFFFD:
                case < 0x20 or (>= 0x7F and < 0xA0):
                    break;
                default:
                    tidy.Append(rune.ToString());
                    break;
            }
        }

        return tidy.ToString().Trim();
    }
}
