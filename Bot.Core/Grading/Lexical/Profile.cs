namespace Bot.Core.Grading.Lexical;

/// <summary>A criterion or an exemplar as weighted words, each asserted or not.</summary>
internal sealed class Profile
{
    // A contradiction: this share of what was found has the wrong polarity.
    private const double DeniedFrom = 0.4;

    // When none of the words that the question did not give away is there, the rest counts for little.
    private const double OnlyTheQuestion = 0.3;

    private readonly (int Ordinal, Polarity Polarity, double Weight)[] _terms;
    private readonly bool _hasOwnWords;
    private readonly Lexicon _lexicon;

    public Profile((int Ordinal, Polarity Polarity, double Weight)[] terms, Lexicon lexicon)
    {
        _terms = terms;
        _lexicon = lexicon;
        _hasOwnWords = terms.Any(term => !lexicon.IsOfTheStem(term.Ordinal));
        Total = terms.Sum(term => term.Weight);
    }

    public double Total { get; }

    /// <summary>The share of the words that a stretch of an answer mentions, asserted or not.</summary>
    public double Mentioned(AnswerWords words, int from, int to)
    {
        if (Total <= 0)
            return 0;
        var found = new HashSet<int>(words.Ordinals.AsSpan(from, to - from).ToArray());
        return _terms.Where(term => found.Contains(term.Ordinal)).Sum(term => term.Weight) / Total;
    }

    public IEnumerable<int> Ordinals => _terms.Select(term => term.Ordinal);

    /// <summary>Compares with a stretch of an answer.</summary>
    /// <param name="words">The answer's content words.</param>
    /// <param name="from">The first of them in the stretch.</param>
    /// <param name="to">The last, exclusive.</param>
    /// <param name="marks">One cell for each word of the lexicon, clear; left clear.</param>
    public Overlap Compare(AnswerWords words, int from, int to, byte[] marks)
    {
        var weight = 0.0;
        for (var i = from; i < to; i++)
        {
            weight += words.Weights[i];
            if (words.Ordinals[i] is >= 0 and var ordinal)
                marks[ordinal] |= (byte)(1 << (int)words.Polarities[i]);
        }

        var (same, contrary, own) = (0.0, 0.0, false);
        foreach (var term in _terms)
        {
            var mark = marks[term.Ordinal];
            if (mark == 0)
                continue;
            if (Agrees(term.Polarity, mark))
            {
                same += term.Weight;
                own |= !_lexicon.IsOfTheStem(term.Ordinal);
            }
            else if (Contradicts(term.Polarity, mark))
            {
                contrary += term.Weight;
            }
        }

        for (var i = from; i < to; i++)
        {
            if (words.Ordinals[i] >= 0)
                marks[words.Ordinals[i]] = 0;
        }

        if (Total <= 0)
            return default;
        var recall = Math.Max(0, same - contrary) / Total * (own || !_hasOwnWords ? 1 : OnlyTheQuestion);
        return new Overlap(
            recall,
            Precision: weight > 0 ? Math.Min(1, same / weight) : 0,
            Likeness: 2 * Math.Max(0, same - contrary) / (Total + Math.Max(weight, same)),
            Touched: (same + contrary) / Total,
            IsDenied: contrary > 0 && contrary >= DeniedFrom * (same + contrary));
    }

    private static bool Agrees(Polarity wanted, int mark) => wanted == Polarity.Affirmed ? (mark & 1) != 0 : (mark & 6) != 0;

    private static bool Contradicts(Polarity wanted, int mark) => wanted switch
    {
        Polarity.Affirmed => (mark & 2) != 0,
        Polarity.Denied => (mark & 1) != 0,
        _ => false,
    };
}

/// <summary>How a stretch of an answer compares with a criterion.</summary>
/// <param name="Recall">The share of the criterion's words that are said in its sense, less those said in the opposite sense.</param>
/// <param name="Precision">The share of the stretch's words that belong to the criterion.</param>
/// <param name="Likeness">Both together, as for two sentences that should say the same.</param>
/// <param name="Touched">The share of the criterion's words that are said in either sense.</param>
/// <param name="IsDenied">Whether the stretch says the opposite.</param>
internal readonly record struct Overlap(double Recall, double Precision, double Likeness, double Touched, bool IsDenied);

/// <summary>The content words of an answer, side by side with what the lexicon knows of them.</summary>
internal sealed record AnswerWords(int[] Ordinals, double[] Weights, Polarity[] Polarities);
