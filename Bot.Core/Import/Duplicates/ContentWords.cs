using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Bot.Core.Grading.Lexical;

namespace Bot.Core.Import.Duplicates;

/// <summary>The stems of the words by which two texts are compared.</summary>
internal static partial class ContentWords
{
    private static readonly FrozenSet<string> Denials = new[] { "not", "no", "never", "none", "cannot", "without", "nor" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Words by which something is asked, and which say nothing about what.</summary>
    private static readonly FrozenSet<string> Asking = new[]
    {
        "explain", "describe", "compare", "walk", "what", "how", "why", "when", "name", "give", "tell", "difference", "use", "used", "using", "work", "works", "matter", "matters", "need", "needed", "necessary", "not", "design", "build", "implement",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Gives the stems of a text's words, without those that say nothing of what it is about.</summary>
    public static HashSet<string> Of(string text) => Plain(text)
        .Where(word => !EnglishWords.Function.Contains(word) && !Asking.Contains(word))
        .Select(EnglishStemmer.Stem)
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>Tells how much of two texts' words they share: 0 for nothing, 1 for all. Dice (1945).</summary>
    public static double Alike(HashSet<string> one, HashSet<string> other) =>
        one.Count + other.Count == 0 ? 0 : 2.0 * one.Count(other.Contains) / (one.Count + other.Count);

    /// <summary>Tells whether a text denies something.</summary>
    public static bool Denies(string text) => text.Contains("n't", StringComparison.OrdinalIgnoreCase) || Plain(text).Any(Denials.Contains);

    /// <summary>Gives the figures in a text, as they are written.</summary>
    public static HashSet<string> Figures(string text) => Figure.Matches(text).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> Plain(string text) =>
        Word.Matches(Folding.Of(text).Text.ToLowerInvariant().Replace("-", "", StringComparison.Ordinal)).Select(match => match.Value);

    [GeneratedRegex(@"[\p{L}\p{N}]+")]
    private static partial Regex Word { get; }

    [GeneratedRegex(@"\d+(?:[.,]\d+)*")]
    private static partial Regex Figure { get; }
}
