using System.Collections.Immutable;
using Bot.Core.Grading.Lexical;
using Bot.Inference.Models;
using Bot.Inference.Tokens;

namespace Bot.Inference.CrossEncoders;

/// <summary>A stretch of an answer that is held against each criterion: a sentence, or two neighbours that fit.</summary>
/// <param name="Text">Its words, verbatim.</param>
/// <param name="Tokens">The ids of its tokens.</param>
/// <param name="Statement">How much it reads as a statement rather than a list of keywords, 0 to 1.</param>
internal sealed record Passage(string Text, ImmutableArray<int> Tokens, double Statement);

/// <summary>An answer, cut into passages.</summary>
/// <param name="Each">Those that are the member's own words; what is copied from the question is left out.</param>
/// <param name="Words">How many words were looked at.</param>
/// <param name="IsCut">Whether there are more.</param>
internal sealed record Passages(ImmutableArray<Passage> Each, int Words, bool IsCut)
{
    private const int ShortestCopy = 4;
    private const double CopiedFrom = 0.6;
    private const int CharactersAWord = 12;

    public static Passages Of(string answer, string stem, ITextTokens tokens, WindowLimits limits)
    {
        var mostCharacters = limits.MostSentences * WindowCutter.LongestSentence * CharactersAWord;
        var words = Tokenizer.Cut(answer, mostCharacters);
        var windows = WindowCutter.Cut(words, int.MaxValue).Windows
            .Where(window => window.Kind is WindowKind.Sentence && window.Sentence < limits.MostSentences)
            .ToList();
        var reached = windows.Count == 0 ? 0 : windows[^1].To;
        var ofTheStem = Triples(Tokenizer.Cut(stem)).ToHashSet();
        var sentences = windows
            .Where(window => !IsCopied(words[window.From..window.To], ofTheStem))
            .Select(window => (Window: window, Passage: Cut(window.From, window.To)))
            .ToList();
        var pairs = sentences.Zip(sentences.Skip(1))
            .Where(pair => pair.First.Window.To == pair.Second.Window.From && pair.First.Passage.Tokens.Length + pair.Second.Passage.Tokens.Length <= limits.LongestWindow)
            .Select(pair => Cut(pair.First.Window.From, pair.Second.Window.To));
        return new Passages(
            [.. sentences.Select(sentence => sentence.Passage).Concat(pairs).Where(passage => !passage.Tokens.IsEmpty)],
            reached,
            IsCut: reached < words.Count || answer.Skip(mostCharacters).Any(char.IsLetterOrDigit));

        Passage Cut(int from, int to)
        {
            var text = answer[words[from].Start..words[to - 1].End];
            var ids = tokens.Encode(text);
            return new Passage(text, ids[..Math.Min(ids.Length, limits.LongestWindow)], Manner.Statement(words, (from, to)));
        }
    }

    private static bool IsCopied(List<Token> sentence, HashSet<(string, string, string)> ofTheStem)
    {
        var triples = Triples(sentence).ToArray();
        return sentence.Count >= ShortestCopy && triples.Count(ofTheStem.Contains) >= CopiedFrom * triples.Length;
    }

    private static IEnumerable<(string, string, string)> Triples(List<Token> tokens)
    {
        for (var i = 0; i + 2 < tokens.Count; i++)
            yield return (tokens[i].Stem, tokens[i + 1].Stem, tokens[i + 2].Stem);
    }
}
