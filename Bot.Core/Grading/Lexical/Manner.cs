namespace Bot.Core.Grading.Lexical;

/// <summary>What the little words of an answer give away: whether it makes statements, and in which language.</summary>
internal static class Manner
{
    private const int WordsWithoutGlue = 4;
    private const double GlueExpected = 0.25;
    private const int LongestPiece = 3;
    private const int PiecesOfAList = 4;
    private const double ShareOfAList = 0.7;
    private const double WorthOfAList = 0.5;
    private const int WordsToTellALanguage = 8;

    /// <summary>
    /// How much stretches of an answer read as statements rather than a list of keywords: (glue words + 1) ÷ (0.25 × (words − 4) + 1),
    /// at most 1, and half of that when most of the words stand in a row of short pieces without glue ("softmax, key dimension, …").
    /// Ten keywords in a row get 0.4, twenty 0.2; four words are always a statement. A repeated sentence counts once.
    /// </summary>
    public static double Statement(IReadOnlyList<Token> tokens, params IEnumerable<(int From, int To)> stretches)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var (glue, words, pieces, inPieces) = (0, 0, 0, 0);
        foreach (var (from, to) in stretches)
        {
            if (!seen.Add(string.Join(' ', tokens.Skip(from).Take(to - from).Select(token => token.Word))))
                continue;
            words += to - from;
            for (var start = from; start < to;)
            {
                var end = start + 1;
                while (end < to && tokens[end].Before == Boundary.None)
                    end++;
                var ofThePiece = Enumerable.Range(start, end - start).Count(i => IsGlue(tokens[i].Word));
                glue += ofThePiece;
                if (ofThePiece == 0 && end - start <= LongestPiece)
                {
                    pieces++;
                    inPieces += end - start;
                }

                start = end;
            }
        }

        var isList = pieces >= PiecesOfAList && inPieces >= ShareOfAList * words;
        return Math.Min(1, (glue + 1) / ((GlueExpected * Math.Max(0, words - WordsWithoutGlue)) + 1)) * (isList ? WorthOfAList : 1);
    }

    /// <summary>
    /// Whether an answer is not English: more than half of its letters are not Latin; or, from eight words on, it has more function
    /// words of its neighbours than English ones, or hardly an English function word and hardly a word of the rubric.
    /// </summary>
    public static bool IsForeign(IReadOnlyList<Token> tokens, Func<Token, bool> isOfTheRubric)
    {
        var (latin, letters) = (0, 0);
        foreach (var letter in tokens.SelectMany(token => token.Word).Where(char.IsLetter))
        {
            letters++;
            latin += letter < 0x250 ? 1 : 0;
        }

        if (letters >= WordsToTellALanguage && latin * 2 < letters)
            return true;
        if (tokens.Count < WordsToTellALanguage)
            return false;
        double english = tokens.Count(token => EnglishWords.Function.Contains(token.Word) || PolarityMarker.IsCue(token.Word));
        double foreign = tokens.Count(token => EnglishWords.Foreign.Contains(token.Word));
        double rubric = tokens.Count(isOfTheRubric);
        return (foreign > english && foreign >= 0.15 * tokens.Count)
            || (english < 0.1 * tokens.Count && rubric < 0.15 * tokens.Count);
    }

    private static bool IsGlue(string word) => EnglishWords.Glue.Contains(word) || PolarityMarker.IsCue(word);
}
