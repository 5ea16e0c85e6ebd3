using System.Collections.Immutable;
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

    [Theory]
    [InlineData(0, "INSERT INTO round_question")] // The round is decided, and committed.
    [InlineData(0, "UPDATE round_question SET state = 'queued'")] // The announcement is out, the first question is decided.
    [InlineData(1, "WHERE o.state = 'pending' AND o.awaits_contact = 0")] // It was read what is to be posted.
    [InlineData(1, "closes_at_ms = @Value + 1000 * seconds")] // The question is open.
    [InlineData(2, "INSERT INTO answer")] // An answer is stored.
    [InlineData(2, "INSERT INTO verdict")] // It is judged.
    [InlineData(3, "UPDATE round_question SET state = 'closed'")] // The question is closed.
    [InlineData(3, "UPDATE round_question SET result_id")] // Its result is decided.
    [InlineData(3, "UPDATE round_question SET state = 'revealed'")] // Its result is out, the next question is decided.
    [InlineData(4, "closes_at_ms = @Value + 1000 * seconds")] // The last question is open.
    [InlineData(5, "UPDATE round_question SET state = 'closed'")] // The last question is closed.
    [InlineData(5, "SET state = 'closed', closed_at_ms")] // The round is closed.
    [InlineData(5, "SET reveal_id")] // The summary is decided.
    [InlineData(5, "SET state = 'revealed', revealed_at_ms")] // The summary is out.
    public async Task Dying_right_after_any_step_of_a_round_goes_on_rightly(int phase, string step)
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, RoundStories.OfThree);
        Func<Task>[] course =
        [
            () => story.HandInAsync("olga", new ChatAction.Command("drill start", ImmutableDictionary<string, string>.Empty.Add("questions", "2"))),
            () => PassAsync(story, 20),
            () => story.HandsInAnswerAsync("ana", "a token is a piece of text"),
            () => PassAsync(story, 60),
            () => PassAsync(story, 10),
            () => PassAsync(story, 60),
        ];
        foreach (var (number, takeAsync) in course.Index())
        {
            if (number == 2)
            {
                await story.PressesAsync("ana", "Answer");
            }

            if (number != phase)
            {
                await takeAsync();
                await story.RestAsync();
                continue;
            }

            var isOver = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            story.Run.DieWhenClosed(step, isOver);
            await takeAsync();
            await isOver.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
            await story.CrashAsync();
            await story.ComeBackAsync();
        }

        Assert.Equal("revealed", story.Record.Read<string>("SELECT state FROM occurrence"));
        Assert.Equal("50", story.Record.Rows("SELECT points FROM points"));
        Assert.Equal(
            ["Rapid-fire round", "Question 1 of 2", "Time is up: question 1 of 2", "Question 2 of 2", "Time is up: question 2 of 2", "The round is over"],
            story.Platform.Shown.Where(delivery => delivery.Way is DeliveryWay.Post).Select(delivery => delivery.Message.Title));
    }

    private static Task PassAsync(BotStory story, int seconds)
    {
        story.Pass(TimeSpan.FromSeconds(seconds));
        return Task.CompletedTask;
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
