using System.Collections.Immutable;

namespace Bot.Inference.Small;

/// <summary>A stretch of an answer that is compared with a statement: a sentence, or two neighbours.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Tokens">The ids of its pieces; at least one, at most <see cref="Longest"/>.</param>
/// <param name="First">The ordinal of its first sentence.</param>
/// <param name="Last">The ordinal of its last sentence.</param>
internal sealed record AnswerWindow(TextSpan Span, ImmutableArray<int> Tokens, int First, int Last)
{
    /// <summary>The pieces after which a sentence is cut, and that two neighbours may have together.</summary>
    public const int Longest = 64;

    /// <summary>The sentences of an answer that are looked at.</summary>
    public const int MostSentences = 60;

    /// <summary>Cuts an answer into its sentences, and after them the pairs of neighbours that fit.</summary>
    /// <param name="answer">The answer; may hold anything.</param>
    /// <param name="sentences">Its sentences.</param>
    /// <param name="pieces">The model's vocabulary.</param>
    public static List<AnswerWindow> Cut(string answer, IReadOnlyList<TextSpan> sentences, WordPieces pieces)
    {
        var single = sentences.Take(MostSentences).Select(span => (Span: span, Tokens: pieces.Encode(span.Of(answer), Longest + 1))).ToArray();
        var windows = new List<AnswerWindow>();
        for (var i = 0; i < single.Length; i++)
        {
            if (single[i].Tokens is { Length: > 0 } tokens)
                windows.Add(new AnswerWindow(single[i].Span, tokens[..Math.Min(tokens.Length, Longest)], i, i));
        }

        for (var i = 0; i + 1 < single.Length; i++)
        {
            var ((span, one), (next, other)) = (single[i], single[i + 1]);
            if (!one.IsEmpty && !other.IsEmpty && one.Length + other.Length <= Longest)
                windows.Add(new AnswerWindow(span with { End = next.End }, one.AddRange(other), i, i + 1));
        }

        return windows;
    }
}
