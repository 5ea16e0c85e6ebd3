namespace Bot.Core.Grading;

/// <summary>Adds judgements up to a score, a verdict and a confidence. Pure.</summary>
/// <param name="options">What judgements are worth.</param>
public sealed class ScoringPolicy(ScoringOptions options)
{
    /// <summary>Decides what an assessment means.</summary>
    /// <param name="assessment">The judgements of one answer.</param>
    /// <returns>The verdict.</returns>
    public Verdict Decide(Assessment assessment)
    {
        var weights = assessment.KeyPoints.Sum(point => point.Weight);
        var score = weights > 0 ? 100 * assessment.KeyPoints.Sum(point => point.Weight * point.ExpectedCoverage) / weights : 0;
        return new Verdict(score, score >= options.StrongFrom ? VerdictKind.Strong : VerdictKind.Weak, 1, assessment);
    }
}
