using System.Globalization;
using System.Text;

namespace Bot.Core.Grading.Lexical;

/// <summary>A text as it is matched, with the way back: each folded character knows where it stood in the original.</summary>
/// <remarks>
/// The program runs with invariant globalization, where <see cref="string.Normalize()"/> leaves everything but ASCII as it is.
/// So the compatibility forms that turn up in answers are folded here: full-width letters, ligatures, mathematical letters,
/// sub- and superscripts, accents, typographic quotes and dashes. Invisible characters are dropped.
/// </remarks>
internal sealed class Folding
{
    private const string Accented = "àáâãäåāăąçćĉċčďđèéêëēĕėęěĝğġģĥħìíîïĩīĭįıĵķĺļľŀłñńņňòóôõöøōŏőŕŗřśŝşšţťŧùúûüũūŭůűųŵýÿŷźżž";
    private const string Plain = "aaaaaaaaacccccddeeeeeeeeegggghhiiiiiiiiijklllllnnnnooooooooorrrsssstttuuuuuuuuuuwyyyzzz";
    private const string MathematicalLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private readonly StringBuilder _text = new();
    private readonly List<(int Start, int End)> _origin = [];

    private Folding()
    {
    }

    /// <summary>The folded text.</summary>
    public string Text => field ??= _text.ToString();

    /// <param name="original">The text; may hold anything, lone surrogates included.</param>
    /// <param name="limit">How many characters of the original are read.</param>
    public static Folding Of(string original, int limit = int.MaxValue)
    {
        var folding = new Folding();
        var end = Math.Min(original.Length, limit);
        for (var i = 0; i < end;)
        {
            var (rune, length) = Rune.TryGetRuneAt(original, i, out var found) ? (found, found.Utf16SequenceLength) : (Rune.ReplacementChar, 1);
            folding.Add(rune, i, i + length);
            i += length;
        }

        return folding;
    }

    /// <summary>Where the folded character stood in the original.</summary>
    public (int Start, int End) OriginOf(int index) => _origin[index];

    private void Add(Rune rune, int start, int end)
    {
        if (rune.IsAscii)
        {
            Append(char.ToLowerInvariant((char)rune.Value), start, end);
            return;
        }

        if (IsInvisible(rune))
            return;
        foreach (var character in Fold(rune))
            Append(character, start, end);
    }

    private void Append(char character, int start, int end)
    {
        _text.Append(character);
        _origin.Add((start, end));
    }

    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
        || rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800;

    private static string Fold(Rune rune)
    {
        var value = rune.Value;
        return value switch
        {
            0x00A0 or 0x00B7 or 0x3000 or (>= 0x2000 and <= 0x200A) or 0x202F or 0x205F => " ",
            0x2028 or 0x2029 or 0x0085 => "\n",
            0x2018 or 0x2019 or 0x02BC or 0x2032 or 0x00B4 => "'",
            0x201C or 0x201D or 0x201E or 0x00AB or 0x00BB => "\"",
            0x2010 or 0x2011 or 0x2212 => "-",
            0x2012 or 0x2013 or 0x2014 or 0x2015 => "\u2013",
            0x2248 or 0x223C or 0x2243 => "~",
            0x2026 => ".",
            0x2022 or 0x25CF or 0x25E6 or 0x2023 or 0x2043 => "\n",
            0x00D7 or 0x2715 => "x",
            0x221A => "sqrt",
            0x221E => "inf",
            0x00DF => "ss",
            0x0130 => "i",
            0x00E6 or 0x00C6 => "ae",
            0x0153 or 0x0152 => "oe",
            0x00B2 => "^2",
            0x00B3 => "^3",
            0x00B9 => "^1",
            0x2070 or (>= 0x2074 and <= 0x2079) => "^" + (char)('0' + value - 0x2070),
            0x207F => "^n",
            >= 0x2080 and <= 0x2089 => ((char)('0' + value - 0x2080)).ToString(),
            >= 0xFF01 and <= 0xFF5E => char.ToLowerInvariant((char)(value - 0xFEE0)).ToString(),
            0xFB00 => "ff",
            0xFB01 => "fi",
            0xFB02 => "fl",
            0xFB03 => "ffi",
            0xFB04 => "ffl",
            0xFB05 or 0xFB06 => "st",
            0x210A or 0x210E or 0x212F or 0x2134 => value switch { 0x210A => "g", 0x210E => "h", 0x212F => "e", _ => "o" },
            >= 0x1D400 and <= 0x1D6A3 => char.ToLowerInvariant(MathematicalLetters[(value - 0x1D400) % 52]).ToString(),
            >= 0x1D7CE and <= 0x1D7FF => ((char)('0' + ((value - 0x1D7CE) % 10))).ToString(),
            >= 0x24B6 and <= 0x24E9 => ((char)('a' + ((value - 0x24B6) % 26))).ToString(),
            _ => FoldLetter(Rune.ToLowerInvariant(rune)),
        };
    }

    private static string FoldLetter(Rune lower) =>
        // Letters outside the first plane stay letters; which one does not matter, for no rubric is written with them.
        !lower.IsBmp ? Rune.IsLetterOrDigit(lower) ? "\u4E00" : " "
        : Accented.IndexOf((char)lower.Value, StringComparison.Ordinal) is >= 0 and var at ? Plain[at].ToString()
        : lower.ToString();
}
