using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Bot.Core.Grading.Lexical;

namespace Bot.Core.Import.Duplicates;

/// <summary>The words by which two texts are compared.</summary>
internal static partial class ContentWords
{
    private static readonly FrozenSet<string> Denials =
        "not no never none cannot without nor dont doesnt didnt isnt arent wasnt werent cant couldnt wont wouldnt shouldnt hasnt havent".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Words by which something is asked, and which say nothing about what.</summary>
    private static readonly FrozenSet<string> Asking =
        "explain describe compare walk what how why when name give tell differ difference use used using work works matter matters need needed necessary not design build implement step example trace define discuss write role common main key actually impact important line sentence practice mean"
            .Split(' ').Select(EnglishStemmer.Stem).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Tells whether a word says something of what a text is about.</summary>
    public static bool Has(Token token) => !EnglishWords.Function.Contains(token.Word) && !Asking.Contains(token.Stem);

    /// <summary>Gives the stems of the words that say what a text is about.</summary>
    public static HashSet<string> Of(string text) => Tokenizer.Cut(text).Where(Has).Select(token => token.Stem).ToHashSet(StringComparer.Ordinal);

    /// <summary>Tells how much of two texts' words they share: 0 for nothing, 1 for all. Dice (1945).</summary>
    public static double Alike(HashSet<string> one, HashSet<string> other) =>
        one.Count + other.Count == 0 ? 0 : 2.0 * one.Count(other.Contains) / (one.Count + other.Count);

    /// <summary>Tells whether a text denies something.</summary>
    public static bool Denies(string text) => Tokenizer.Cut(text).Exists(token => Denials.Contains(token.Word));

    /// <summary>Gives the figures in a text, without what parts their thousands.</summary>
    public static HashSet<string> Figures(string text) =>
        Figure.Matches(text).Select(match => match.Value.Replace(",", "", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex(@"\d+(?:[.,]\d+)*")]
    private static partial Regex Figure { get; }
}
