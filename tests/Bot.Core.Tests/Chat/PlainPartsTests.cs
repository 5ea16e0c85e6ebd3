using Bot.Core.Chat;

namespace Bot.Core.Tests.Chat;

public sealed class PlainPartsTests
{
    [Fact]
    public void A_platform_that_draws_nothing_still_says_what_became_of_each_criterion()
    {
        var plain = PlainParts.Of(new MessageView
        {
            Title = "Mixed: 50 of 100",
            Score = new ScoreView(50, ScoreMark.Mixed),
            Criteria =
            [
                new CriterionView(CriterionMark.Missing, "Both ends are reached in constant time", null),
                new CriterionView(CriterionMark.Covered, "First in, first out", "the first one leaves first"),
                new CriterionView(CriterionMark.Covered, "It has two ends", null),
                new CriterionView(CriterionMark.Raised, "Takes it for a stack", "the newest leaves first"),
                new CriterionView(CriterionMark.Partly, "Names a use", "in printers"),
            ],
            Fields = [new FieldView("You wrote", "…")],
        });

        Assert.Equal(
            [
                new FieldView("Covered", "• First in, first out — you wrote “the first one leaves first”\n• It has two ends"),
                new FieldView("Partly covered", "• Names a use — you wrote “in printers”"),
                new FieldView("Missing", "• Both ends are reached in constant time"),
                new FieldView("Red flags", "• Takes it for a stack — you wrote “the newest leaves first”"),
                new FieldView("You wrote", "…"),
            ],
            plain.Fields);
        Assert.Null(plain.Score);
        Assert.Empty(plain.Criteria);
    }

    [Fact]
    public void Standings_become_lines_and_the_reader_finds_the_own_one()
    {
        var plain = PlainParts.Of(new MessageView
        {
            Fields = [new FieldView("Round", "3 questions")],
            Standings = [new StandingView(1, "Ana", 1_250, "14 answers", IsReader: false), new StandingView(7, "Ben", 90, "1 answer", IsReader: true) { FollowsGap = true }],
        });

        Assert.Equal(
            [new FieldView("Round", "3 questions"), new FieldView("Standings", "1. Ana: 1,250 (14 answers)\n…\n7. Ben: 90 (1 answer) ← you")],
            plain.Fields);
        Assert.Empty(plain.Standings);
    }

    [Fact]
    public void What_has_neither_criteria_nor_standings_stays_as_it_is()
    {
        var view = new MessageView { Title = "Question of the day", Text = "What is a queue?", Fields = [new FieldView("Open until", "tomorrow")] };

        var plain = PlainParts.Of(view);

        Assert.Equal(view.Fields, plain.Fields.AsEnumerable());
        Assert.Equal(view with { Fields = [] }, plain with { Fields = [] });
    }
}
