using System.Collections.Immutable;
using Bot.Core.Grading.Lexical;
using Bot.Inference.Models;
using Bot.Inference.Small;
using Bot.Inference.Tokens;

namespace Bot.Inference.CrossEncoders;

/// <summary>A stretch of an answer that is held against each criterion: a sentence, or two neighbours.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Tokens">The ids of its tokens; at least one.</param>
internal sealed record Passage(TextSpan Span, ImmutableArray<int> Tokens)
{
    /// <summary>Cuts an answer into its sentences, and after them the pairs of neighbours that fit. What repeats the question is left out.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="sentences">Its sentences.</param>
    /// <param name="reading">Tells what repeats the question.</param>
    /// <param name="tokens">Cuts text.</param>
    /// <param name="limits">How long a passage may be, and how many sentences are looked at.</param>
    public static ImmutableArray<Passage> Cut(string answer, IReadOnlyList<TextSpan> sentences, LexicalReading reading, ITextTokens tokens, WindowLimits limits)
    {
        var single = sentences
            .Take(limits.MostSentences)
            .Select(span => reading.IsCopied(span.Start, span.End) ? null : new Passage(span, tokens.Encode(span.Of(answer))))
            .Select(passage => passage is { Tokens.IsEmpty: false } ? passage : null)
            .ToArray();
        var pairs = single.Zip(single.Skip(1))
            .Where(pair => pair is ({ } one, { } other) && one.Tokens.Length + other.Tokens.Length <= limits.LongestWindow)
            .Select(pair => pair.First!.Span with { End = pair.Second!.Span.End })
            .Select(span => new Passage(span, tokens.Encode(span.Of(answer))));
        return [.. single.OfType<Passage>().Concat(pairs).Select(passage => passage with { Tokens = passage.Tokens[..Math.Min(passage.Tokens.Length, limits.LongestWindow)] })];
    }
}
