using Bot.Core.Grading;

namespace Bot.Core.Tests.Grading;

public sealed class KeyPointJudgementTests
{
    [Theory]
    [InlineData(0.9, 0.05, CoverageState.Covered)]
    [InlineData(0.2, 0.7, CoverageState.Partly)]
    [InlineData(0.1, 0.2, CoverageState.Missing)]
    [InlineData(0.3, 0.3, CoverageState.Covered)]
    [InlineData(0.28, 0.32, CoverageState.Partly)]
    [InlineData(0.24, 0.25, CoverageState.Missing)]
    public void A_point_is_missing_when_that_is_likelier_than_the_rest_together(double covered, double partly, CoverageState state) =>
        Assert.Equal(state, new KeyPointJudgement { Text = "point", Weight = 1, Covered = covered, Partly = partly }.State);
}
