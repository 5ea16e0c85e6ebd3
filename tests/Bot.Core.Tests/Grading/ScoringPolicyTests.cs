using Bot.Core.Grading;
using Bot.Core.Questions;
using CsCheck;
using static Bot.Core.Tests.Grading.Given;

namespace Bot.Core.Tests.Grading;

public sealed class ScoringPolicyTests
{
    private static readonly Gen<KeyPointJudgement> AnyPoint =
        Gen.Select(Gen.Double[0, 1], Gen.Double[0, 1], Gen.Double[0.01, 10], Gen.Bool, Gen.Bool)
            .Select((covered, partly, weight, doubtful, generic) => Judged(covered, partly * (1 - covered), weight, doubtful, generic));

    private static readonly Gen<RedFlagJudgement> AnyFlag =
        Gen.Select(Gen.Double[0, 1], Gen.Enum<Severity>(), Gen.Bool, Gen.Bool)
            .Select((probability, severity, doubtful, generic) => Flagged(probability, severity, doubtful, generic));

    private static readonly Gen<Assessment> AnyAssessment =
        Gen.Select(AnyPoint.Array[0, 8], AnyFlag.Array[0, 4], Gen.Bool, Gen.Bool).Select((points, flags, empty, supported) =>
            new Assessment { KeyPoints = [.. points], RedFlags = [.. flags], IsEmpty = empty, LanguageSupported = supported, Model = "test@1" });

    [Theory]
    [InlineData(3, 1, 75, VerdictKind.Strong)]
    [InlineData(2, 3, 40, VerdictKind.Mixed)]
    [InlineData(1, 0, 100, VerdictKind.Strong)]
    [InlineData(1, 2, 100.0 / 3, VerdictKind.Weak)]
    [InlineData(0, 4, 0, VerdictKind.Weak)]
    public void Covered_points_are_counted_against_missing_ones(int covered, int missing, double score, VerdictKind kind)
    {
        var verdict = Decide([.. Enumerable.Repeat(Judged(1), covered), .. Enumerable.Repeat(Judged(0), missing)]);

        Assert.Equal(score, verdict.Score, 6);
        Assert.Equal(kind, verdict.Kind);
        Assert.Equal(1, verdict.Confidence, 9);
    }

    [Fact]
    public void Half_a_point_is_worth_half_and_a_heavy_one_more() =>
        Assert.Equal(100 * (3 + 0.5) / 4, Decide([Judged(1, weight: 3), Judged(0, partly: 1)]).Score, 6);

    [Theory]
    [InlineData(Severity.Minor, 90)]
    [InlineData(Severity.Major, 75)]
    [InlineData(Severity.Fatal, 50)]
    public void A_raised_flag_costs_what_its_severity_says(Severity severity, double score) =>
        Assert.Equal(score, Decide([Judged(1)], Flagged(1, severity)).Score, 9);

    [Fact]
    public void Two_fatal_flags_do_not_take_more_than_there_is() =>
        Assert.Equal(0, Decide([Judged(0.5)], Flagged(1, Severity.Fatal), Flagged(1, Severity.Fatal)).Score);

    [Fact]
    public void A_doubtful_flag_costs_nothing_but_may_leave_the_verdict_open()
    {
        var verdict = Decide([Judged(1)], Flagged(0.5, Severity.Fatal, doubtful: true));

        Assert.Equal(100, verdict.Score);
        Assert.Equal(VerdictKind.NotSure, verdict.Kind);
        Assert.Equal(0.5, verdict.Confidence, 9);
    }

    [Fact]
    public void A_doubt_that_changes_nothing_is_no_reason_to_be_unsure() =>
        Assert.Equal(VerdictKind.Weak, Decide([Judged(0.5, doubtful: true), Judged(0), Judged(0), Judged(0)]).Kind);

    [Fact]
    public void A_doubtful_point_that_decides_leaves_the_verdict_open() =>
        Assert.Equal(VerdictKind.NotSure, Decide([Judged(0.5, doubtful: true)]).Kind);

    [Fact]
    public void Generic_criteria_are_not_scored() =>
        Assert.Equal(100, Decide([Judged(1), Judged(0, generic: true)], Flagged(1, generic: true)).Score);

    [Fact]
    public void With_nothing_to_score_nothing_is_held_against_the_member() =>
        Assert.Equal((0, VerdictKind.NotSure), Decide([Judged(0, generic: true)]) is var verdict ? (verdict.Score, verdict.Kind) : default);

    [Fact]
    public void An_empty_answer_is_empty_with_certainty()
    {
        var verdict = Policy.Decide(new Assessment { KeyPoints = [Judged(0.9)], RedFlags = [], IsEmpty = true, Model = "test@1" });

        Assert.Equal((0, VerdictKind.Empty, 1), (verdict.Score, verdict.Kind, verdict.Confidence));
    }

    [Fact]
    public void An_answer_in_another_language_is_scored_but_not_judged()
    {
        var verdict = Policy.Decide(new Assessment { KeyPoints = [Judged(1)], RedFlags = [], LanguageSupported = false, Model = "test@1" });

        Assert.Equal((100, VerdictKind.NotSure), (verdict.Score, verdict.Kind));
    }

    [Fact]
    public void Confidence_is_the_probability_of_the_verdict()
    {
        // Two points, each covered with 0.9: both 0.81 (100), one 0.18 (50), none 0.01 (0).
        Assert.Equal(0.81, Decide([Judged(0.9), Judged(0.9)]).Confidence, 9);

        // A major flag with 0.4 that is not raised: 100 stays strong at 75.
        Assert.Equal(0.81, Decide([Judged(0.9), Judged(0.9)], Flagged(0.4)).Confidence, 9);

        // A fatal one takes 100 to mixed.
        Assert.Equal(0.81 * 0.6, Decide([Judged(0.9), Judged(0.9)], Flagged(0.4, Severity.Fatal)).Confidence, 9);
    }

    [Fact]
    public void Confidence_agrees_with_counting_all_cases()
    {
        double[] weights = [1, 2, 3.3, 0.7];
        double[] covered = [0.9, 0.7, 0.8, 0.2];
        var expected = 0.0;
        for (var cases = 0; cases < 16; cases++)
        {
            var (probability, weight) = (1.0, 0.0);
            for (var i = 0; i < 4; i++)
            {
                var isCovered = (cases >> i & 1) == 1;
                probability *= isCovered ? covered[i] : 1 - covered[i];
                weight += isCovered ? weights[i] : 0;
            }

            expected += weight / 7 is >= 0.4 and < 0.75 ? probability : 0;
        }

        var verdict = Decide([.. weights.Zip(covered, (weight, probability) => Judged(probability, weight: weight))]);

        Assert.Equal(VerdictKind.Mixed, verdict.Kind);
        Assert.Equal(expected, verdict.Confidence, 9);
    }

    [Fact]
    public void Enormous_weights_do_not_break_the_sum() =>
        Assert.Equal(50, Decide([Judged(1, weight: double.MaxValue), Judged(0, weight: double.MaxValue)]).Score, 9);

    [Fact]
    public void A_score_and_a_confidence_always_lie_in_their_range() =>
        AnyAssessment.Sample(assessment => Policy.Decide(assessment) is { Score: >= 0 and <= 100, Confidence: >= 0 and <= 1 });

    [Fact]
    public void One_more_raised_flag_never_raises_the_score() =>
        Gen.Select(AnyAssessment, AnyFlag).Sample((assessment, flag) =>
            Policy.Decide(assessment with { RedFlags = assessment.RedFlags.Add(flag) }).Score <= Policy.Decide(assessment).Score);

    [Fact]
    public void Better_coverage_never_lowers_the_score() =>
        Gen.Select(AnyAssessment, Gen.Double[0, 1]).Sample((assessment, better) =>
            Policy.Decide(assessment with { KeyPoints = [.. assessment.KeyPoints.Select(point => point with { Covered = point.Covered + ((1 - point.Covered) * better), Partly = point.Partly * (1 - better) })] }).Score
            >= Policy.Decide(assessment).Score - 1e-6);

    [Fact]
    public void Settings_that_contradict_each_other_are_refused_with_both_values()
    {
        var result = new ScoringOptionsRules().Validate(null, new ScoringOptions { StrongFrom = 40, MixedFrom = 60.5, MinorFlagCost = 30 });

        Assert.Equal(
            ["StrongFrom (40) has to lie above MixedFrom (60.5).", "MajorFlagCost (25) must not be less than MinorFlagCost (30)."],
            result.Failures!);
    }

    [Fact]
    public void A_setting_out_of_range_is_refused()
    {
        Assert.True(new ScoringOptionsValidator().Validate(null, new ScoringOptions { StrongFrom = 101 }).Failed);
        Assert.True(new ScoringOptionsValidator().Validate(null, new ScoringOptions()).Succeeded);
        Assert.True(new ScoringOptionsRules().Validate(null, new ScoringOptions()).Succeeded);
    }
}
