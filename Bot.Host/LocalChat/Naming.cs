using System.Globalization;
using System.Text;

namespace Bot.Host.LocalChat;

/// <summary>What members and channels may be called.</summary>
internal static class Naming
{
    /// <summary>The most characters of a name.</summary>
    public const int MostCharacters = 40;

    /// <summary>Reads a member's name: trimmed, 1 to 40 characters, and something to see.</summary>
    /// <returns>The name, or <see langword="null"/>.</returns>
    public static string? ReadMember(string entered)
    {
        var name = entered.Trim();
        var runes = name.EnumerateRunes().ToList();
        return runes.Count is > 0 and <= MostCharacters
            && runes.TrueForAll(rune => rune != Rune.ReplacementChar && (IsJoiner(rune) || !IsInvisible(rune)))
            && runes.Exists(rune => !IsJoiner(rune))
                ? name
                : null;
    }

    /// <summary>Reads a channel's name: lower case, letters, digits, hyphens and underscores; blanks become hyphens.</summary>
    /// <returns>The name, or <see langword="null"/>.</returns>
    public static string? ReadChannel(string entered)
    {
        var name = entered.Trim().TrimStart('#').Trim().ToLowerInvariant().Replace(' ', '-');
        var runes = name.EnumerateRunes().ToList();
        return runes.Count is > 0 and <= MostCharacters && runes.TrueForAll(IsOfChannel) && runes.Exists(Rune.IsLetterOrDigit) ? name : null;
    }

    private static bool IsOfChannel(Rune rune) =>
        rune.Value is '-' or '_'
        || Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    // Scripts and emoji need them between letters.
    private static bool IsJoiner(Rune rune) => rune.Value is 0x200C or 0x200D;

    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control
        or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.PrivateUse;
}
