using System.Collections.Immutable;
using Bot.Inference.Models;

namespace Bot.Inference.Small;

/// <summary>A stretch of an answer that is compared with a statement: a sentence, or two neighbours.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Tokens">The ids of its pieces; at least one.</param>
/// <param name="First">The ordinal of its first sentence.</param>
/// <param name="Last">The ordinal of its last sentence.</param>
/// <param name="IsCut">Whether it has more pieces than a window may have, so that its end is left.</param>
internal sealed record AnswerWindow(TextSpan Span, ImmutableArray<int> Tokens, int First, int Last, bool IsCut = false)
{
    /// <summary>Cuts an answer into its sentences, and after them the pairs of neighbours that fit.</summary>
    /// <param name="answer">The answer; may hold anything.</param>
    /// <param name="sentences">Its sentences.</param>
    /// <param name="pieces">The model's vocabulary.</param>
    /// <param name="limits">How long a window may be, and how many sentences are looked at.</param>
    public static List<AnswerWindow> Cut(string answer, IReadOnlyList<TextSpan> sentences, WordPieces pieces, WindowLimits limits)
    {
        var longest = limits.LongestWindow;
        var single = sentences.Take(limits.MostSentences).Select(span => (Span: span, Tokens: pieces.Encode(span.Of(answer), longest + 1))).ToArray();
        var windows = new List<AnswerWindow>();
        for (var i = 0; i < single.Length; i++)
        {
            if (single[i].Tokens is { Length: > 0 } tokens)
                windows.Add(new AnswerWindow(single[i].Span, tokens[..Math.Min(tokens.Length, longest)], i, i, tokens.Length > longest));
        }

        for (var i = 0; i + 1 < single.Length; i++)
        {
            var ((span, one), (next, other)) = (single[i], single[i + 1]);
            if (!one.IsEmpty && !other.IsEmpty && one.Length + other.Length <= longest)
                windows.Add(new AnswerWindow(span with { End = next.End }, one.AddRange(other), i, i + 1));
        }

        return windows;
    }
}
