using Bot.Core.Chat;
using Bot.Stories.Drills;
using Bot.Stories.Stage;

namespace Bot.Stories.Kills;

/// <summary>The bot dies at every step of a daily question's way, and comes back.</summary>
public sealed class CrashStories
{
    [Fact]
    public async Task Dying_before_the_question_was_posted_posts_it_once()
    {
        await using var story = await ScheduledAsync();
        story.Platform.Next(DeliveryWay.Post, Fate.HangsBefore);

        story.Pass(TimeSpan.FromHours(3));
        await story.UntilTriedAsync(DeliveryWay.Post, 1);
        await story.CrashAsync();
        await story.ComeBackAsync();

        await AssertOneDrillAsync(story);
    }

    [Fact]
    public async Task Dying_after_the_question_was_posted_and_before_the_bot_heard_of_it_posts_it_once()
    {
        await using var story = await ScheduledAsync();
        story.Platform.Next(DeliveryWay.Post, Fate.HangsAfterwards);

        story.Pass(TimeSpan.FromHours(3));
        await story.UntilTriedAsync(DeliveryWay.Post, 1);
        await story.CrashAsync();
        await story.ComeBackAsync();

        Assert.Equal(2, story.Platform.Tried.Count(delivery => delivery.Way is DeliveryWay.Post));
        await AssertOneDrillAsync(story);
    }

    [Theory]
    [InlineData("FROM schedule")] // It was read what is planned.
    [InlineData("retired_at_ms IS NULL")] // It was read what can be asked.
    [InlineData("INSERT INTO occurrence_question")] // It was decided, and committed.
    [InlineData("WHERE o.state = 'pending' AND o.awaits_contact = 0")] // It was read what is to be posted.
    [InlineData("SET state = 'open'")] // It was noted that it is posted.
    [InlineData("UPDATE outbox")]
    public async Task Dying_right_after_any_step_of_the_opening_posts_the_question_once(string step)
    {
        await using var story = await ScheduledAsync();
        var isOver = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        story.Run.DieWhenClosed(step, isOver);

        story.Pass(TimeSpan.FromHours(3));
        await isOver.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        await story.CrashAsync();
        await story.ComeBackAsync();

        await AssertOneDrillAsync(story);
    }

    [Theory]
    [InlineData("SET state = 'closed'")]
    [InlineData("SET reveal_id")]
    [InlineData("SET state = 'revealed'")]
    public async Task Dying_right_after_any_step_of_the_end_reveals_the_answer_once(string step)
    {
        await using var story = await ScheduledAsync();
        await story.AdvanceToAsync("2026-03-02 09:00");
        await story.AnswersAsync("ana", "a token is a piece of text");
        var isOver = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        story.Run.DieWhenClosed(step, isOver);

        story.Pass(TimeSpan.FromHours(8));
        await isOver.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        await story.CrashAsync();
        await story.ComeBackAsync();

        Assert.Equal("revealed", story.Record.Read<string>("SELECT state FROM occurrence"));
        Assert.Single(story.Platform.Shown, delivery => delivery.Message.Title == "The question of the day is closed");
    }

    private static async Task AssertOneDrillAsync(BotStory story)
    {
        Assert.Equal("2026-03-02 | open", story.Record.Rows("SELECT local_date, state FROM occurrence"));
        Assert.Single(story.Platform.Shown, delivery => delivery.Way is DeliveryWay.Post);
        await story.AnswersAsync("ana", "a token is a piece of text");
        await story.AdvanceToAsync("2026-03-02 17:00");
        Assert.Equal("2026-03-02 | revealed", story.Record.Rows("SELECT local_date, state FROM occurrence"));
        Assert.Equal(2, story.Platform.Shown.Count(delivery => delivery.Way is DeliveryWay.Post));
    }

    private static async Task<BotStory> ScheduledAsync()
    {
        var story = await BotStory.BeginAsync(Given.MondayMorning, DailyStories.Short);
        await DailyStories.ScheduleAsync(story, ("when", "09:00"), ("topics", "Tokenization"));
        return story;
    }
}
