using System.Globalization;
using System.Text;
using Bot.Core.Grading.Lexical;
using Microsoft.ML.Tokenizers;

namespace Bot.Inference.Tokens;

/// <summary>Text as BERT reads it: control characters dropped, ideographs apart, and, where the model wants it, small letters without accents.</summary>
/// <remarks>
/// The program runs with invariant globalization, in which .NET takes no accent apart; the accents are those that the baseline
/// folds, which are all of the Latin alphabets.
/// </remarks>
/// <param name="lowercase">Whether letters are put into small ones without accents.</param>
internal sealed class BertText(bool lowercase) : Normalizer
{
    public override string Normalize(ReadOnlySpan<char> original) => Normalize(original.ToString());

    public override string Normalize(string original)
    {
        var text = new StringBuilder(original.Length);
        foreach (var rune in original.EnumerateRunes())
        {
            if (rune.Value is '\t' or '\n' or '\r' || Rune.GetUnicodeCategory(rune) is UnicodeCategory.SpaceSeparator)
                text.Append(' ');
            else if (IsIdeograph(rune.Value))
                text.Append(' ').Append(rune.ToString()).Append(' ');
            else if (!IsDropped(rune))
                text.Append(lowercase ? Lower(rune) : rune.ToString());
        }

        return text.ToString();
    }

    private bool IsDropped(Rune rune) => rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate => true,
        UnicodeCategory.NonSpacingMark => lowercase,
        _ => false,
    };

    private static string Lower(Rune rune)
    {
        var lower = Rune.ToLowerInvariant(rune).ToString();
        return !rune.IsAscii && Rune.IsLetter(rune) && Folding.Of(lower).Text is { Length: 1 } plain ? plain : lower;
    }

    private static bool IsIdeograph(int value) => value is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x20000 and <= 0x2CEAF)
        or (>= 0xF900 and <= 0xFAFF) or (>= 0x2F800 and <= 0x2FA1F);
}
