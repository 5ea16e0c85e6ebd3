using Bot.Core.Drills.Rounds;
using Bot.Core.Grading;
using Bot.Core.Members;
using Bot.Core.Questions;
using CsCheck;

namespace Bot.Core.Tests.Drills.Rounds;

public sealed class RoundRulesTests
{
    private static readonly DateTimeOffset Nine = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static readonly RoundQuestion Open = new()
    {
        Position = 0,
        Question = new QuestionId(new Guid(1, 0, 0, new byte[8])),
        Revision = new RevisionId(new Guid(2, 0, 0, new byte[8])),
        Lasts = TimeSpan.FromSeconds(60),
        State = RoundQuestionState.Open,
        OpenedAt = Nine,
        ClosesAt = Nine.AddSeconds(60),
    };

    [Theory]
    [InlineData(0, 60)]
    [InlineData(30, 60)]
    [InlineData(31, 65)]
    [InlineData(50, 70)] // 20 words more, about 5.04 seconds, in steps of five.
    [InlineData(149, 90)] // 119 words more, half a minute.
    public void A_question_takes_longer_by_the_time_that_reading_it_takes_beyond_a_short_one(int words, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), ReadingTime.Of(string.Join(" \n", Enumerable.Repeat("word", words)), 60, 30));

    [Theory]
    [InlineData(RoundQuestionState.Waiting, 0, false)]
    [InlineData(RoundQuestionState.Open, 59.999, true)]
    [InlineData(RoundQuestionState.Open, 60, false)]
    [InlineData(RoundQuestionState.Closed, 59.999, true)] // It was received in time, and the bot came to it late.
    [InlineData(RoundQuestionState.Revealed, 59.999, true)]
    [InlineData(RoundQuestionState.Revealed, 60, false)]
    [InlineData(RoundQuestionState.Cancelled, 1, false)]
    [InlineData(RoundQuestionState.Queued, 70, true)] // It is about to be opened once more.
    public void An_answer_counts_by_when_it_was_received(RoundQuestionState state, double seconds, bool counts) =>
        Assert.Equal(counts, (Open with { State = state }).Takes(Nine.AddSeconds(seconds)));

    [Fact]
    public void A_question_that_was_never_opened_takes_no_answers_while_its_post_is_on_the_way() =>
        Assert.False((Open with { State = RoundQuestionState.Queued, OpenedAt = null, ClosesAt = null }).Takes(Nine));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(15, 0.75)]
    [InlineData(60, 0)]
    [InlineData(-5, 1)] // The platform's clock was ahead.
    [InlineData(90, 0)]
    [InlineData(120, 1)] // Opened once more at that moment.
    [InlineData(150, 0.5)]
    public void The_time_left_is_a_part_of_the_questions_own(double seconds, double left) =>
        Assert.Equal(left, (Open with { ReopenedAt = Nine.AddSeconds(120), ClosesAt = Nine.AddSeconds(180) }).TimeLeft(Nine.AddSeconds(seconds)), 6);

    [Fact]
    public void Speed_adds_at_most_its_part_of_the_score_and_a_doubtful_answer_is_worth_nothing()
    {
        Assert.Equal(new RoundPoints(80, 20), RoundStandings.Worth(Open, Answered(0, 80, VerdictKind.Strong), 0.25));
        Assert.Equal(new RoundPoints(80, 10), RoundStandings.Worth(Open, Answered(30, 80, VerdictKind.Strong), 0.25));
        Assert.Equal(new RoundPoints(80, 0), RoundStandings.Worth(Open, Answered(0, 80, VerdictKind.Strong), 0));
        Assert.Equal(default, RoundStandings.Worth(Open, Answered(0, 80, VerdictKind.NotSure), 0.25));
        Assert.Equal(default, RoundStandings.Worth(Open, Answered(0, 80, VerdictKind.Strong) with { Verdict = null }, 0.25));
    }

    [Fact]
    public void Whoever_has_the_better_score_is_never_behind_one_who_is_quicker_by_more_than_the_bonus_allows() =>
        Gen.Select(Gen.Int[0, 100], Gen.Int[0, 100], Gen.Double[0, 60], Gen.Double[0, 60]).Sample((better, worse, slow, quick) =>
        {
            var one = RoundStandings.Worth(Open, Answered(slow, better, VerdictKind.Mixed), 0.25).Total;
            var other = RoundStandings.Worth(Open, Answered(quick, worse, VerdictKind.Mixed), 0.25).Total;
            return better < worse * 1.25 || one >= other;
        });

    private static CountedAnswer Answered(double seconds, int score, VerdictKind kind) => new(
        new MemberId(Guid.Empty), Open.Question, Nine.AddSeconds(seconds), new Verdict(score, kind, 1, new Assessment { KeyPoints = [], RedFlags = [], Model = "played@1" }));
}
