using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Numerics.Tensors;
using Bot.Inference.Pairs;

namespace Bot.Inference.Small;

/// <summary>One answer, measured against criteria: first it says which pairs have to be judged, then it turns their judgements into features.</summary>
/// <remarks>
/// The model was trained on these measures; the training side records samples that hold the two together. How a window stands is
/// also measured against all criteria of the request, so that a fluent answer to the question does not count for each of them.
/// </remarks>
internal sealed class Measurement
{
    private const int WindowsAStatement = 3;
    private const double LengthPenalty = 0.02;
    private const double NearlyEqual = 0.7;

    private readonly IReadOnlyList<AnswerWindow> _windows;
    private readonly FrozenSet<int> _asked;
    private readonly StaticVectors _vectors;
    private readonly Alignment _alignment;
    private readonly int _longestWindow;
    private readonly List<TokenPair> _pairs = [];
    private readonly ImmutableArray<Prepared> _criteria;

    /// <param name="criteria">The criteria.</param>
    /// <param name="windows">The windows of the answer; at least one.</param>
    /// <param name="asked">The pieces of the question.</param>
    /// <param name="vectors">The vectors of all pieces.</param>
    /// <param name="longestWindow">The pieces that a window may have.</param>
    public Measurement(IEnumerable<Criterion> criteria, IReadOnlyList<AnswerWindow> windows, FrozenSet<int> asked, StaticVectors vectors, int longestWindow)
    {
        (_windows, _asked, _vectors, _longestWindow) = (windows, asked, vectors, longestWindow);
        _alignment = new Alignment(vectors, [.. windows.Select(window => window.Tokens)]);
        var sets = windows.Select(window => window.Tokens.ToHashSet()).ToArray();
        _criteria = [.. criteria.Select(criterion => Prepare(criterion, sets))];
    }

    /// <summary>Gets what has to be judged.</summary>
    public IReadOnlyList<TokenPair> Pairs => _pairs;

    /// <summary>Turns judgements into what was measured of each criterion.</summary>
    /// <param name="logits">One judgement a pair of <see cref="Pairs"/>.</param>
    public ImmutableArray<Measured> Finish(IReadOnlyList<PairLogits> logits)
    {
        if (_criteria.IsEmpty)
            return [];
        var odds = _criteria.Select(one => one.Main.Select(judged => Odds(logits[judged.Pair])).ToArray()).ToArray();
        var all = new AllCriteria(
            Mean(one => one.Recall),
            Mean(one => one.NewRecall),
            Mean(one => one.Exact),
            Mean(one => one.Positive),
            _criteria.Average(one => one.Recall.Max()),
            odds.Average(ofOne => ofOne.DefaultIfEmpty(Measured.NoOdds).Max()),
            _criteria.Where(one => !one.Criterion.IsRedFlag).Select(one => (double)one.Recall.Max()).DefaultIfEmpty().Average());
        return [.. _criteria.Select((one, i) => Finish(one, odds[i], all, logits))];
    }

    private Prepared Prepare(Criterion criterion, HashSet<int>[] sets)
    {
        var main = criterion.Main;
        ImmutableArray<int> beyondTheQuestion = [.. main.Where(token => !_asked.Contains(token))];
        var fresh = beyondTheQuestion.IsEmpty ? main : beyondTheQuestion;
        var recall = _alignment.Recall(main);
        var said = criterion.Said.IsEmpty ? null : _alignment.Recall(criterion.Said);
        var (positive, negative) = (LikenessTo(criterion.Positive), LikenessTo(criterion.Negative));
        var hasExemplars = positive.Nearest is not null && negative.Nearest is not null;
        return new Prepared(criterion)
        {
            Recall = recall,
            Back = _alignment.Back(main),
            NewRecall = _alignment.Recall(fresh),
            Exact = Exact(main, fresh, sets),
            Main = main.IsEmpty ? [] : [.. Choose(recall).Take(WindowsAStatement).Select(window => Add(main, window))],
            RecallOfSaid = said?.Max() ?? 0,
            Said = said is null ? null : Add(criterion.Said, Choose(said).First()),
            Positive = positive.Best,
            Negative = negative.Best,
            NearestPositive = hasExemplars ? Add(positive.Nearest!.Value.Exemplar, positive.Nearest.Value.Window) : null,
            NearestNegative = hasExemplars ? Add(negative.Nearest!.Value.Exemplar, negative.Nearest.Value.Window) : null,
        };
    }

    // The windows worth judging: those that have most of the statement, the shorter of equals first.
    private IEnumerable<int> Choose(float[] recall) => Enumerable.Range(0, _windows.Count)
        .OrderByDescending(i => recall[i] - (LengthPenalty * _windows[i].Tokens.Length / _longestWindow));

    // By window the likeness to the nearest exemplar; and the one that is nearest of all, with its window.
    private (float[] Best, (ImmutableArray<int> Exemplar, int Window)? Nearest) LikenessTo(ImmutableArray<ImmutableArray<int>> exemplars)
    {
        var best = new float[_windows.Count];
        var (greatest, nearest) = (-1f, ((ImmutableArray<int>, int)?)null);
        foreach (var exemplar in exemplars.Where(exemplar => !exemplar.IsEmpty))
        {
            var likeness = _alignment.Likeness(exemplar);
            TensorPrimitives.Max(best, likeness, best);
            var at = TensorPrimitives.IndexOfMax<float>(likeness);
            if (likeness[at] > greatest)
                (greatest, nearest) = (likeness[at], (exemplar, at));
        }

        return (best, nearest);
    }

    private float[] Exact(ImmutableArray<int> main, ImmutableArray<int> fresh, HashSet<int>[] sets)
    {
        var whole = main.Sum(token => _vectors.Weights[token]);
        return [.. sets.Select(set => whole > 0 ? fresh.Where(set.Contains).Sum(token => _vectors.Weights[token]) / whole : 0)];
    }

    private Judged Add(ImmutableArray<int> statement, int window)
    {
        _pairs.Add(new TokenPair(statement, _windows[window].Tokens, _asked));
        return new Judged(_pairs.Count - 1, window);
    }

    private float[] Mean(Func<Prepared, float[]> measure)
    {
        var mean = new float[_windows.Count];
        foreach (var one in _criteria)
            TensorPrimitives.Add(mean, measure(one), mean);
        TensorPrimitives.Divide(mean, _criteria.Length, mean);
        return mean;
    }

    private Measured Finish(Prepared one, double[] odds, AllCriteria all, IReadOnlyList<PairLogits> logits)
    {
        var ranked = odds.OrderDescending().ToArray();
        var best = ranked.FirstOrDefault(Measured.NoOdds);
        return new Measured
        {
            Criterion = one.Criterion,
            Recall = Beside(one.Recall, all.Recall),
            RecallAboveAverage = one.Recall.Max() - all.BestRecall,
            Likeness = one.Recall.Zip(one.Back, (recall, back) => (recall + back) / 2).Max(),
            BackOfBest = one.Back[TensorPrimitives.IndexOfMax<float>(one.Recall)],
            NewRecall = Beside(one.NewRecall, all.NewRecall),
            Exact = Beside(one.Exact, all.Exact),
            Odds = best,
            OddsOfSecond = ranked.Skip(1).FirstOrDefault(Measured.NoOdds),
            Contradiction = one.Main.Select(judged => Contradiction(logits[judged.Pair])).DefaultIfEmpty(Measured.NoOdds).Max(),
            OddsAboveOthers = best - all.Odds,
            Exemplars = one is { NearestPositive: { } positive, NearestNegative: { } negative }
                ? new ExemplarsMeasured(Beside(one.Positive, all.Positive), one.Negative.Max(), Odds(logits[positive.Pair]), Odds(logits[negative.Pair]))
                : null,
            Said = one.Said is { } said ? new SaidMeasured(one.RecallOfSaid, Odds(logits[said.Pair]), _windows[said.Window]) : null,
            Substance = all.Substance,
            Decisive = DecisiveOf(one, logits),
        };
    }

    // Of windows that speak for it nearly alike, the shortest shows best why.
    private AnswerWindow? DecisiveOf(Prepared one, IReadOnlyList<PairLogits> logits)
    {
        Judged[] exemplar = one.NearestPositive is { } positive ? [positive] : [];
        var judged = one.Main.Concat(exemplar).Select(judged => (Window: _windows[judged.Window], Odds: Odds(logits[judged.Pair]))).ToArray();
        var best = judged.Select(found => found.Odds).DefaultIfEmpty().Max();
        return judged.Where(found => found.Odds >= best - NearlyEqual).Select(found => found.Window).MinBy(window => window.Tokens.Length);
    }

    private static Standing Beside(float[] windows, float[] ofAll)
    {
        var above = new float[windows.Length];
        TensorPrimitives.Subtract(windows, ofAll, above);
        return new Standing(windows.Max(), above.Max());
    }

    private static double Odds(PairLogits logits) => LogOdds(logits.Entails, logits.Neutral, logits.Contradicts);

    private static double Contradiction(PairLogits logits) => LogOdds(logits.Contradicts, logits.Neutral, logits.Entails);

    private static double LogOdds(double one, double other, double third)
    {
        var greater = Math.Max(other, third);
        return Math.Clamp(one - greater - Math.Log(Math.Exp(other - greater) + Math.Exp(third - greater)), Measured.NoOdds, -Measured.NoOdds);
    }

    /// <summary>A criterion beside the windows of the answer, and what is judged for it.</summary>
    private sealed record Prepared(Criterion Criterion)
    {
        /// <summary>By window, how much of the statement it has.</summary>
        public required float[] Recall { get; init; }

        /// <summary>By window, how much of it the statement has.</summary>
        public required float[] Back { get; init; }

        /// <summary>By window, how much it has of what the statement has beyond the question.</summary>
        public required float[] NewRecall { get; init; }

        /// <summary>By window, how much of that it has to the letter.</summary>
        public required float[] Exact { get; init; }

        public required ImmutableArray<Judged> Main { get; init; }

        public required double RecallOfSaid { get; init; }

        public required Judged? Said { get; init; }

        /// <summary>By window, the likeness to the nearest positive exemplar.</summary>
        public required float[] Positive { get; init; }

        /// <summary>By window, the likeness to the nearest negative exemplar.</summary>
        public required float[] Negative { get; init; }

        public required Judged? NearestPositive { get; init; }

        public required Judged? NearestNegative { get; init; }
    }

    /// <summary>The means of all criteria, by window or of the best.</summary>
    private sealed record AllCriteria(float[] Recall, float[] NewRecall, float[] Exact, float[] Positive, double BestRecall, double Odds, double Substance);

    /// <summary>A window that is judged.</summary>
    /// <param name="Pair">The ordinal of the pair.</param>
    /// <param name="Window">The ordinal of the window.</param>
    private readonly record struct Judged(int Pair, int Window);
}
