using System.Collections.Immutable;
using System.Text;
using Bot.Core.Grading.Lexical;
using Microsoft.ML.Tokenizers;

namespace Bot.Inference.Small;

/// <summary>Splits a text into the pieces of the model's vocabulary: folded, in runs of letters, runs of digits and single signs, each by longest match.</summary>
/// <remarks>Safe for many callers at once. Special tokens that somebody types ("[SEP]") are signs and letters like any other.</remarks>
internal sealed class WordPieces
{
    /// <summary>The id of what fills up a batch.</summary>
    public const int Padding = 0;

    /// <summary>The id of a word that the vocabulary cannot spell.</summary>
    public const int Unknown = 1;

    private const int LongestWord = 40;

    private static readonly string[] Special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];

    private readonly WordPieceTokenizer _tokenizer;

    private WordPieces(WordPieceTokenizer tokenizer, int count) => (_tokenizer, Count) = (tokenizer, count);

    /// <summary>Gets how many pieces there are.</summary>
    public int Count { get; }

    /// <summary>Reads a vocabulary.</summary>
    /// <param name="vocabulary">One piece a line, its line its id; the pieces that continue a word begin with "##".</param>
    /// <exception cref="InvalidDataException">It is no vocabulary of this kind.</exception>
    public static WordPieces Read(Stream vocabulary)
    {
        using var content = new MemoryStream();
        vocabulary.CopyTo(content);
        var lines = Encoding.UTF8.GetString(content.GetBuffer(), 0, (int)content.Length).TrimEnd('\n').Split('\n');
        if (!lines.AsSpan().StartsWith(Special))
            throw new InvalidDataException($"A vocabulary begins with the lines {string.Join(' ', Special)}.");
        if (lines.Distinct(StringComparer.Ordinal).Count() < lines.Length)
            throw new InvalidDataException("A line of the vocabulary stands there twice.");
        content.Position = 0;
        var options = new WordPieceOptions { Normalizer = new Folded(), PreTokenizer = new Runs(), MaxInputCharsPerWord = LongestWord };
        return new WordPieces(WordPieceTokenizer.Create(content, options), lines.Length);
    }

    /// <summary>Encodes a text.</summary>
    /// <param name="text">The text as it was written; may hold anything.</param>
    /// <returns>The ids of its pieces; none when it has no visible character.</returns>
    public ImmutableArray<int> Encode(string text) => [.. _tokenizer.EncodeToIds(text)];

    /// <summary>Encodes a text up to so many pieces.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">The pieces that are kept.</param>
    public ImmutableArray<int> Encode(string text, int most)
    {
        // The tokenizer stops before a word that would go beyond its limit, so the limit leaves room for one.
        var ids = _tokenizer.EncodeToIds(text, most + LongestWord, out _, out _);
        return [.. ids.Take(most)];
    }

    private sealed class Folded : Normalizer
    {
        public override string Normalize(string original) => Folding.Of(original).Text;

        public override string Normalize(ReadOnlySpan<char> original) => Normalize(original.ToString());
    }

    private sealed class Runs : PreTokenizer
    {
        public override IEnumerable<(int Offset, int Length)> PreTokenize(string text)
        {
            for (var i = 0; i < text.Length;)
            {
                var start = i++;
                if (SentenceCutter.IsSpace(text[start]))
                    continue;
                while (i < text.Length && KindOf(text[start]) is not Kind.Sign and var kind && KindOf(text[i]) == kind)
                    i++;
                yield return (start, i - start);
            }
        }

        public override IEnumerable<(int Offset, int Length)> PreTokenize(ReadOnlySpan<char> text) => PreTokenize(text.ToString());

        private static Kind KindOf(char character) =>
            char.IsAsciiLetterLower(character) ? Kind.Letter : char.IsAsciiDigit(character) ? Kind.Digit : Kind.Sign;

        private enum Kind
        {
            Letter,
            Digit,
            Sign,
        }
    }
}
