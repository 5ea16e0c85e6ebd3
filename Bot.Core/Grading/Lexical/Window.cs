namespace Bot.Core.Grading.Lexical;

/// <summary>A stretch of an answer that is compared with a criterion.</summary>
/// <param name="Kind">What it spans.</param>
/// <param name="From">Its first token.</param>
/// <param name="To">Its last token, exclusive.</param>
/// <param name="Sentence">The ordinal of its (first) sentence.</param>
internal readonly record struct Window(WindowKind Kind, int From, int To, int Sentence);

/// <summary>What a window spans.</summary>
internal enum WindowKind
{
    /// <summary>A part of a sentence.</summary>
    Clause,

    /// <summary>A sentence, or 40 words of one that does not end.</summary>
    Sentence,

    /// <summary>Two neighbouring sentences.</summary>
    Pair,

    /// <summary>All of a short answer.</summary>
    Whole,
}

/// <summary>Cuts an answer into windows: clauses, sentences, pairs of sentences, and all of a short answer.</summary>
internal static class WindowCutter
{
    /// <summary>The words after which a sentence without an end is cut.</summary>
    public const int LongestSentence = 40;

    private const int LongestWhole = 120;
    private const int ShortestClause = 4;

    /// <param name="tokens">The answer.</param>
    /// <param name="most">How many windows are cut; the rest of the answer is left.</param>
    /// <returns>The windows, and how many tokens they reach.</returns>
    public static (List<Window> Windows, int Reached) Cut(IReadOnlyList<Token> tokens, int most)
    {
        var windows = new List<Window>();
        var (from, before, sentence) = (0, -1, 0);
        while (from < tokens.Count && windows.Count < most)
        {
            var to = EndOfSentence(tokens, from);
            AddClauses(tokens, from, to, sentence, windows);
            windows.Add(new Window(WindowKind.Sentence, from, to, sentence));
            if (before >= 0)
                windows.Add(new Window(WindowKind.Pair, before, to, sentence - 1));
            (before, from, sentence) = (from, to, sentence + 1);
        }

        if (sentence > 2 && from <= LongestWhole)
            windows.Add(new Window(WindowKind.Whole, 0, from, 0));
        return (windows, from);
    }

    private static int EndOfSentence(IReadOnlyList<Token> tokens, int from)
    {
        var to = from + 1;
        while (to < tokens.Count && tokens[to].Before != Boundary.Sentence && to - from < LongestSentence)
            to++;
        return to;
    }

    private static void AddClauses(IReadOnlyList<Token> tokens, int from, int to, int sentence, List<Window> windows)
    {
        var start = from;
        for (var at = from + 1; at <= to; at++)
        {
            if (at < to && (at - start < ShortestClause || !StartsClause(tokens[at])))
                continue;
            if (at - start < to - from && at - start >= ShortestClause)
                windows.Add(new Window(WindowKind.Clause, start, at, sentence));
            start = at;
        }
    }

    private static bool StartsClause(Token token) =>
        token.Before >= Boundary.Comma || token.Word is "but" or "because" or "while" or "whereas" or "although" or "however" or "so" or "which";
}
