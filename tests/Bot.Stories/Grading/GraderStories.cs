using Bot.Core.Chat;
using Bot.Stories.Drills;

namespace Bot.Stories.Grading;

public sealed class GraderStories
{
    [Fact]
    public async Task When_the_model_fails_three_times_the_baseline_judges_says_so_and_the_organiser_is_told()
    {
        await using var story = await DailyStories.OpenAsync();
        story.Grader.FailsNext(3);

        await story.AnswersAsync("ana", "a token is a piece of text, and rare words are split");

        Assert.Equal(3, story.Run.Log.TakeErrors().Count(error => error.Contains("The model fell over.", StringComparison.Ordinal)));
        // What the baseline finds is not the subject here.
        var feedback = Assert.Single(story.Platform.Shown, delivery => delivery is { Way: DeliveryWay.Reply, OnlyFor: "ana" });
        Assert.Equal("Judged by lexical@1, because the usual grader failed · Counts for the leaderboard", feedback.Message.Footer);
        Assert.EndsWith(
            """
            bot (directly to olga): The grader failed
              played@1 failed three times on an answer. lexical@1, the simple grader of last resort, judged it instead. The log has the cause.
            """,
            story.Transcript,
            StringComparison.Ordinal);
        Assert.Equal("failed | 3 | 1", story.Record.Rows("SELECT state, attempts, (SELECT count(*) FROM verdict) FROM answer"));
    }

    [Fact]
    public async Task A_model_that_fails_twice_judges_at_the_third_attempt()
    {
        await using var story = await DailyStories.OpenAsync();
        story.Grader.FailsNext(2);

        await story.AnswersAsync("ana", "a token is a piece of text, and rare words are split");

        Assert.Equal("graded | played@1", story.Record.Rows("SELECT state, (SELECT model FROM verdict) FROM answer"));
        Assert.Equal(2, story.Run.Log.TakeErrors().Count);
    }

    [Fact]
    public async Task A_model_that_hangs_is_stopped_when_its_lease_ends_and_the_others_answers_are_judged()
    {
        await using var story = await DailyStories.OpenAsync();
        story.Grader.HangsNext(3);
        await story.PressesAsync("ana", "Answer");
        await story.PressesAsync("ben", "Answer");

        await story.HandsInAnswerAsync("ana", "a token is a piece of text");
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await story.UntilAsync($"the model hangs the {attempt}. time", () => story.Grader.Begun == attempt);
            story.Pass(TimeSpan.FromMinutes(1));
        }

        await story.HandsInAnswerAsync("ben", "a token is a piece of text");
        await story.RestAsync();

        Assert.Equal(
            """
            ana | failed
            ben | graded
            """,
            story.Record.Rows("SELECT m.display_name, a.state FROM answer a JOIN member m ON m.id = a.member_id ORDER BY 1"));
        Assert.Equal(3, story.Run.Log.TakeErrors().Count);
    }

    [Fact]
    public async Task An_answer_that_was_being_judged_when_the_bot_died_is_judged_once_when_it_is_back()
    {
        await using var story = await DailyStories.OpenAsync();
        story.Grader.HangsNext(1);
        await story.PressesAsync("ana", "Answer");
        await story.HandsInAnswerAsync("ana", "a token is a piece of text");
        await story.UntilAsync("the model was asked", () => story.Grader.Begun == 1);

        await story.CrashAsync();
        await story.ComeBackAsync();

        Assert.Equal("graded | 1 | 1", story.Record.Rows(
            "SELECT state, (SELECT count(*) FROM verdict), (SELECT count(*) FROM points) FROM answer"));
        Assert.Single(story.Platform.Shown, delivery => delivery is { OnlyFor: "ana", Message.Title: "Mixed: 50 of 100" });
    }

    [Fact]
    public async Task An_answer_that_kills_the_bot_three_times_is_left_to_the_baseline()
    {
        await using var story = await DailyStories.OpenAsync();
        story.Grader.HangsNext(3);
        await story.PressesAsync("ana", "Answer");
        await story.HandsInAnswerAsync("ana", "a token is a piece of text");
        for (var life = 1; life <= 3; life++)
        {
            await story.UntilAsync($"the model was asked in life {life}", () => story.Grader.Begun == life);
            await story.CrashAsync();
            await story.ComeBackAsync(atRest: false);
        }

        await story.RestAsync();

        Assert.Equal("failed", story.Record.Read<string>("SELECT state FROM answer"));
        Assert.Equal(3, story.Grader.Begun);
    }
}
