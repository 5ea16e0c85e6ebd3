namespace Bot.Core.Grading;

/// <summary>Adds judgements up to a score, a verdict and a confidence. Pure.</summary>
/// <remarks>
/// <para>
/// The score is 100 × Σ weight × expected coverage ÷ Σ weight, minus what each raised red flag costs, clamped to 0–100.
/// Generic criteria count neither for nor against. A rubric with nothing to score gives 0 and is not-sure.
/// </para>
/// <para>
/// The verdict is not-sure when the language is not supported, or when settling the doubtful criteria would change it: all
/// doubtful key points missing and all doubtful flags raised on the one side, all covered and none raised on the other.
/// </para>
/// <para>
/// The confidence of weak, mixed and strong is the probability that the settled score (every key point missing, partly or
/// fully covered, every flag raised or not, independently of each other) falls into the verdict's range. The confidence of
/// not-sure is the probability that the verdict which the score alone suggests would have been wrong. Where nothing was
/// weighed (an empty answer, an unsupported language, nothing to score) the verdict is a fact and its confidence 1.
/// </para>
/// </remarks>
/// <param name="options">What judgements are worth.</param>
public sealed class ScoringPolicy(ScoringOptions options)
{
    // Sums of shares such as 3 × 1/3 must not miss a cut score by a rounding error.
    private const int Decimals = 9;

    /// <summary>Decides what an assessment means.</summary>
    /// <param name="assessment">The judgements of one answer.</param>
    /// <returns>The verdict.</returns>
    public Verdict Decide(Assessment assessment)
    {
        if (assessment.IsEmpty)
            return new Verdict(0, VerdictKind.Empty, 1, assessment);

        var points = Shares(assessment);
        var flags = assessment.RedFlags.Where(flag => !flag.Generic).ToArray();
        var raised = flags.Where(flag => flag.Raised).Sum(Cost);
        var score = Score(points.Sum(point => point.Share * point.Judgement.ExpectedCoverage) - raised);
        if (points.Length == 0 || !assessment.LanguageSupported)
            return new Verdict(score, VerdictKind.NotSure, 1, assessment);

        var kind = KindOf(score);
        var right = RightWith(kind, points, flags);
        var worst = points.Sum(point => point.Judgement.Doubtful ? 0 : point.Share * point.Judgement.ExpectedCoverage)
            - raised - flags.Where(flag => flag.Doubtful).Sum(Cost);
        var best = points.Sum(point => point.Share * (point.Judgement.Doubtful ? 1 : point.Judgement.ExpectedCoverage)) - raised;
        return KindOf(Score(worst)) == KindOf(Score(best))
            ? new Verdict(score, kind, right, assessment)
            : new Verdict(score, VerdictKind.NotSure, 1 - right, assessment);
    }

    // Divided by the greatest weight first: weights may be so large that their sum is infinite.
    private static (KeyPointJudgement Judgement, double Share)[] Shares(Assessment assessment)
    {
        var scored = assessment.KeyPoints.Where(point => !point.Generic).ToArray();
        var greatest = scored.Length == 0 ? 1 : scored.Max(point => point.Weight);
        var sum = scored.Sum(point => point.Weight / greatest);
        return [.. scored.Select(point => (point, 100 * (point.Weight / greatest) / sum))];
    }

    private static double Score(double points) => Math.Clamp(Math.Round(points, Decimals), 0, 100);

    private double Cost(RedFlagJudgement flag) => options.CostOf(flag.Severity);

    private VerdictKind KindOf(double score) =>
        score >= options.StrongFrom ? VerdictKind.Strong
        : score >= options.MixedFrom ? VerdictKind.Mixed
        : VerdictKind.Weak;

    private double RightWith(VerdictKind kind, (KeyPointJudgement Judgement, double Share)[] points, RedFlagJudgement[] flags)
    {
        var distribution = ScoreDistribution.Of(
            points.Select(point => (point.Share, point.Judgement.Covered, point.Judgement.Partly)),
            flags.Select(flag => (Cost(flag), flag.Probability)));
        var strong = distribution.AtLeast(options.StrongFrom);
        var mixedOrStrong = distribution.AtLeast(options.MixedFrom);
        return Math.Clamp(
            kind switch
            {
                VerdictKind.Strong => strong,
                VerdictKind.Mixed => mixedOrStrong - strong,
                _ => 1 - mixedOrStrong,
            },
            0,
            1);
    }
}
