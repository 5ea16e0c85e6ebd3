using System.Collections.Frozen;

namespace Bot.Inference.Small;

/// <summary>What was measured of an answer for one criterion. Odds are log-odds, between −8 and 8; what is not odds lies between −1 and 1.</summary>
internal sealed record Measured
{
    /// <summary>The odds where nothing was judged.</summary>
    public const double NoOdds = -8;

    /// <summary>Gets all that can be measured, by the name under which a model asks for it.</summary>
    public static FrozenDictionary<string, Func<Measured, double>> Features { get; } = new Dictionary<string, Func<Measured, double>>
    {
        ["recall"] = m => m.Recall.Best,
        ["recallAboveOthers"] = m => m.Recall.AboveOthers,
        ["recallAboveAverage"] = m => m.RecallAboveAverage,
        ["likeness"] = m => m.Likeness,
        ["backOfBest"] = m => m.BackOfBest,
        ["newRecall"] = m => m.NewRecall.Best,
        ["newRecallAboveOthers"] = m => m.NewRecall.AboveOthers,
        ["exact"] = m => m.Exact.Best,
        ["exactAboveOthers"] = m => m.Exact.AboveOthers,
        ["odds"] = m => m.Odds,
        ["oddsOfSecond"] = m => m.OddsOfSecond,
        ["contradiction"] = m => m.Contradiction,
        ["oddsAboveOthers"] = m => m.OddsAboveOthers,
        ["hasExemplars"] = m => m.Exemplars is null ? 0 : 1,
        ["likenessToPositive"] = m => m.Exemplars?.Positive.Best ?? 0,
        ["likenessToNegative"] = m => m.Exemplars?.LikenessToNegative ?? 0,
        ["likenessLead"] = m => m.Exemplars is { } exemplars ? exemplars.Positive.Best - exemplars.LikenessToNegative : 0,
        ["positiveAboveOthers"] = m => m.Exemplars?.Positive.AboveOthers ?? 0,
        ["oddsOfPositive"] = m => m.Exemplars?.OddsOfPositive ?? 0,
        ["oddsOfNegative"] = m => m.Exemplars?.OddsOfNegative ?? 0,
        ["statementLength"] = m => Math.Log(1 + m.Criterion.Main.Length),
        ["isRedFlag"] = m => m.Criterion.IsRedFlag ? 1 : 0,
        ["isOmission"] = m => m.Criterion.IsOmission ? 1 : 0,
        ["hasSaid"] = m => m.Said is null ? 0 : 1,
        ["recallOfSaid"] = m => m.Said?.Recall ?? 0,
        ["oddsOfSaid"] = m => m.Said?.Odds ?? 0,
        ["substance"] = m => m.Substance,
        ["isReference"] = m => m.Criterion.IsReference ? 1 : 0,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Gets the criterion.</summary>
    public required Criterion Criterion { get; init; }

    /// <summary>Gets how much of the statement is found in one window.</summary>
    public required Standing Recall { get; init; }

    /// <summary>Gets by how much that exceeds the mean of all criteria.</summary>
    public required double RecallAboveAverage { get; init; }

    /// <summary>Gets how much a window and the statement have of each other at most.</summary>
    public required double Likeness { get; init; }

    /// <summary>Gets how much of the window with the best recall is found in the statement.</summary>
    public required double BackOfBest { get; init; }

    /// <summary>Gets how much is found of what the statement has beyond the question.</summary>
    public required Standing NewRecall { get; init; }

    /// <summary>Gets how much of the statement, without what the question has too, stands to the letter in one window.</summary>
    public required Standing Exact { get; init; }

    /// <summary>Gets the odds that the best window says the statement.</summary>
    public required double Odds { get; init; }

    /// <summary>Gets the odds of the second best.</summary>
    public required double OddsOfSecond { get; init; }

    /// <summary>Gets the greatest odds that a window contradicts the statement.</summary>
    public required double Contradiction { get; init; }

    /// <summary>Gets by how much <see cref="Odds"/> exceeds the mean of all criteria.</summary>
    public required double OddsAboveOthers { get; init; }

    /// <summary>Gets what was measured against the exemplars, when there are some of both sides.</summary>
    public ExemplarsMeasured? Exemplars { get; init; }

    /// <summary>Gets what was measured of what has to be said for an omission to count, when that is something particular.</summary>
    public SaidMeasured? Said { get; init; }

    /// <summary>Gets how much of the key points is found altogether.</summary>
    public required double Substance { get; init; }

    /// <summary>Gets the window that speaks most for the statement or a positive exemplar, the shortest of near equals.</summary>
    public AnswerWindow? Decisive { get; init; }
}

/// <summary>How much of something the windows of an answer have.</summary>
/// <param name="Best">The most that one has.</param>
/// <param name="AboveOthers">The most by which one has more of it than it has, in the mean, of the same of all criteria.</param>
internal readonly record struct Standing(double Best, double AboveOthers);

/// <summary>An answer beside the nearest exemplars of a criterion.</summary>
/// <param name="Positive">How much a window and a positive exemplar have of each other.</param>
/// <param name="LikenessToNegative">The same of a negative one, at most.</param>
/// <param name="OddsOfPositive">The odds that it says the nearest positive one.</param>
/// <param name="OddsOfNegative">The odds that it says the nearest negative one.</param>
internal sealed record ExemplarsMeasured(Standing Positive, double LikenessToNegative, double OddsOfPositive, double OddsOfNegative);

/// <summary>An answer beside what it has to say for an omission to count.</summary>
/// <param name="Recall">How much of it is found in one window.</param>
/// <param name="Odds">The odds that the window with the best recall says it.</param>
/// <param name="Decisive">That window.</param>
internal sealed record SaidMeasured(double Recall, double Odds, AnswerWindow Decisive);
