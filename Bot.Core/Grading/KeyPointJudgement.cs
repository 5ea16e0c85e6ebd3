namespace Bot.Core.Grading;

/// <summary>What a grader thinks of one key point.</summary>
public sealed record KeyPointJudgement
{
    /// <summary>Gets the key point's text.</summary>
    public required string Text { get; init; }

    /// <summary>Gets the key point's weight, above 0.</summary>
    public required double Weight { get; init; }

    /// <summary>Gets the probability that the answer makes the point in full.</summary>
    /// <value>Between 0 and 1.</value>
    public required double Covered
    {
        get;
        init => field = Probability.Check(value);
    }

    /// <summary>Gets the probability that the answer makes the point in part.</summary>
    /// <value>Between 0 and 1; with <see cref="Covered"/> at most 1.</value>
    public double Partly
    {
        get;
        init => field = Probability.Check(value);
    }

    /// <summary>Gets a value indicating whether the point is boilerplate of its bank; it is shown but never scored.</summary>
    public bool Generic { get; init; }

    /// <summary>Gets a value indicating whether the probability lies in the grader's band of doubt.</summary>
    public bool Doubtful { get; init; }

    /// <summary>Gets the words of the answer that decided it, verbatim, or <see langword="null"/>.</summary>
    public string? Evidence { get; init; }

    /// <summary>Gets the state: missing when that is more likely than anything else together, otherwise the likelier of the other two.</summary>
    public CoverageState State =>
        AtLeastPartly < 0.5 ? CoverageState.Missing
        : Covered >= Partly ? CoverageState.Covered
        : CoverageState.Partly;

    /// <summary>Gets the probability that the answer makes the point in full or in part.</summary>
    public double AtLeastPartly => Math.Min(1, Covered + Partly);

    /// <summary>Gets how much of the point is expected to be covered: P(covered) + P(partly) / 2.</summary>
    public double ExpectedCoverage => Math.Min(1, Covered + (Partly / 2));
}

/// <summary>How much of a key point an answer covers.</summary>
public enum CoverageState
{
    /// <summary>Nothing of it.</summary>
    Missing,

    /// <summary>A part of it.</summary>
    Partly,

    /// <summary>All of it.</summary>
    Covered,
}
