using System.Collections.Immutable;
using Bot.Core.Grading;
using Bot.Core.Questions;

namespace Bot.Core.Tests.Grading;

internal static class Given
{
    public static readonly ScoringPolicy Policy = new(new ScoringOptions());

    public static KeyPointJudgement Judged(double covered, double partly = 0, double weight = 1, bool doubtful = false, bool generic = false) =>
        new() { Text = "point", Weight = weight, Covered = covered, Partly = partly, Doubtful = doubtful, Generic = generic };

    public static RedFlagJudgement Flagged(double probability, Severity severity = Severity.Major, bool doubtful = false, bool generic = false) =>
        new() { Text = "flag", Severity = severity, Probability = probability, Doubtful = doubtful, Generic = generic };

    public static Verdict Decide(ImmutableArray<KeyPointJudgement> points, params ImmutableArray<RedFlagJudgement> flags) =>
        Policy.Decide(new Assessment { KeyPoints = points, RedFlags = flags, Model = "test@1" });
}
