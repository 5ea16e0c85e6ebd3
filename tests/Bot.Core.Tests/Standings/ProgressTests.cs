using Bot.Core.Grading;
using Bot.Core.Questions;
using Bot.Core.Standings;

namespace Bot.Core.Tests.Standings;

public sealed class ProgressTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Nineteen_judged_answers_show_no_trend_and_twenty_do()
    {
        var nineteen = Enumerable.Range(0, 19).Select(_ => Judged(50)).ToList();

        Assert.Null(Progress.Of(nineteen, Now, "UTC").Trend);
        Assert.Equal((80.0, 50.0), Progress.Of([.. Enumerable.Range(0, 10).Select(_ => Judged(80)), .. nineteen], Now, "UTC").Trend);
    }

    [Fact]
    public void An_answer_that_could_not_be_judged_reliably_is_in_no_average()
    {
        var progress = Progress.Of([Judged(80), Judged(0) with { Kind = VerdictKind.NotSure }, Waiting], Now, "UTC");

        Assert.Equal((3, 1, 1, 80.0), (progress.Counted, progress.Judged, progress.Waiting, progress.Average));
    }

    [Fact]
    public void A_topic_needs_two_judged_answers_and_is_named_best_first()
    {
        var progress = Progress.Of(
            [
                Judged(40) with { Topic = "Attention" },
                Judged(60) with { Topic = "Attention" },
                Judged(90) with { Topic = "Serving" },
                Judged(80) with { Topic = "Serving" },
                Judged(100) with { Topic = "Training" },
                Judged(100) with { Topic = null },
            ],
            Now,
            "UTC");

        Assert.Equal([new Share("Serving", 2, 85), new Share("Attention", 2, 50)], progress.Topics);
    }

    [Fact]
    public void Levels_stand_in_their_order() =>
        Assert.Equal(
            [new Share("core", 1, 30), new Share("expert", 2, 50)],
            Progress.Of([Judged(40) with { Level = Level.Expert }, Judged(30) with { Level = Level.Core }, Judged(60) with { Level = Level.Expert }], Now, "UTC").Levels);

    private static ProgressEntry Waiting { get; } = new(Now, Counts: true, null, null, "Attention", null, "What?");

    private static ProgressEntry Judged(double score) => new(Now, Counts: true, score, VerdictKind.Mixed, null, null, "What?");
}
