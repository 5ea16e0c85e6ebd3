using System.Globalization;
using System.Text.RegularExpressions;

namespace Bot.Core.Import.Lines;

/// <summary>Finds what a bank says about how many questions it has.</summary>
internal static partial class ClaimText
{
    /// <summary>Finds a claim about the whole bank, such as "85+ questions" or "Total: 368 questions".</summary>
    public static (string Text, int Claimed)? Find(string text)
    {
        var match = Total.Match(text);
        return match.Success ? (match.Value.Trim(), int.Parse(match.Groups["n"].Value, CultureInfo.InvariantCulture)) : null;
    }

    /// <summary>Splits a section's heading from its claim: "Basics (12 Questions)".</summary>
    public static (string Heading, int? Claimed) Split(string heading)
    {
        var match = OfSection.Match(heading);
        return match.Success ? (heading[..match.Index].Trim(), int.Parse(match.Groups["n"].Value, CultureInfo.InvariantCulture)) : (heading, null);
    }

    [GeneratedRegex(@"\b(?<n>\d{1,5})\+?\s+(?:[A-Za-z&-]+\s+){0,2}(?:questions|q&as?)(?![\w&])", RegexOptions.IgnoreCase)]
    private static partial Regex Total { get; }

    [GeneratedRegex(@"\s*\((?<n>\d{1,5})\+?\s+questions?\)\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex OfSection { get; }
}
