using System.Collections.Immutable;
using Bot.Core.Chat;
using Bot.Stories.Drills;
using Bot.Stories.Stage;

namespace Bot.Stories.Outbox;

public sealed class DeliveryStories
{
    [Fact]
    public async Task A_post_that_the_platform_refuses_for_good_is_told_to_the_organiser_and_the_drill_is_abandoned()
    {
        await using var story = await ScheduledAsync();
        story.Platform.Next(DeliveryWay.Post, Fate.Refused("The channel is gone."));

        await story.AdvanceToAsync("2026-03-02 09:00");
        await story.AsksAsync("ana", "/daily");

        Assert.Equal(
            """
            bot (directly to olga): I could not post something
              The channel is gone. Please look at the channel and at my permissions there.
            ana: /daily
            bot (to ana): No daily question is open here
              The next one comes Tue 3 Mar 2026, 09:00 (UTC).
            """,
            story.Transcript);
        Assert.Equal("abandoned | The channel is gone.", story.Record.Rows("SELECT state, reason FROM occurrence"));
    }

    [Fact]
    public async Task A_post_that_fails_passingly_is_tried_again_after_growing_waits_and_seen_once()
    {
        await using var story = await ScheduledAsync();
        story.Platform.Next(DeliveryWay.Post, Fate.Busy, Fate.Busy, Fate.Busy, Fate.Busy);

        story.Pass(TimeSpan.FromHours(3));
        await story.UntilTriedAsync(DeliveryWay.Post, 5);

        await story.RestAsync();
        Assert.Equal("open", story.Record.Read<string>("SELECT state FROM occurrence"));
        Assert.Equal(5, story.Platform.Tried.Count(delivery => delivery.Way is DeliveryWay.Post));
        Assert.Single(story.Platform.Shown, delivery => delivery.Way is DeliveryWay.Post);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_keys_are_honoured_an_unknown_outcome_is_tried_again_until_it_is_known_and_seen_once(bool hangs)
    {
        await using var story = await ScheduledAsync();
        var fate = hangs ? Fate.HangsAfterwards : Fate.ConnectionBreaksAfterwards;
        story.Platform.Next(DeliveryWay.Post, fate, fate, fate);

        story.Pass(TimeSpan.FromHours(3));
        await story.UntilTriedAsync(DeliveryWay.Post, 4);

        await story.RestAsync();
        Assert.Equal("open", story.Record.Read<string>("SELECT state FROM occurrence"));
        Assert.Single(story.Platform.Shown, delivery => delivery.Way is DeliveryWay.Post);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_keys_are_not_honoured_an_unknown_outcome_costs_at_most_one_duplicate_and_is_then_left_unknown(bool hangs)
    {
        await using var story = await ScheduledAsync(new StorySetup { DeliversOnce = false });
        var fate = hangs ? Fate.HangsAfterwards : Fate.ConnectionBreaksAfterwards;
        story.Platform.Next(DeliveryWay.Post, fate, fate);

        story.Pass(TimeSpan.FromHours(3));
        await story.UntilTriedAsync(DeliveryWay.Post, 2);
        await story.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal("unknown", story.Record.Read<string>("SELECT state FROM outbox WHERE channel IS NOT NULL"));
        Assert.Equal("open", story.Record.Read<string>("SELECT state FROM occurrence"));
        Assert.Equal(2, story.Platform.Shown.Count(delivery => delivery.Way is DeliveryWay.Post));
        Assert.Single(story.Platform.Shown, delivery => delivery is { OnlyFor: Given.Organiser, Message.Title: "I could not post something" });
    }

    [Fact]
    public async Task Feedback_comes_directly_once_the_handle_to_reply_has_expired()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning);
        await story.AsksAsync("ana", "/quiz topic:Attention");
        story.Grader.HangsNext(1);
        await story.PressesAsync("ana", "Answer");
        await story.HandsInAnswerAsync("ana", "it hides later tokens");
        await story.UntilAsync("the model was asked", () => story.Grader.Begun == 1);
        _ = story.Transcript;

        story.Pass(TimeSpan.FromMinutes(16));
        await story.RestAsync();

        Assert.Single(story.Run.Log.TakeErrors());
        Assert.Equal(
            """
            bot (directly to ana): Strong: 100 of 100
              That would convince an interviewer.
              Covered:
                • it hides later tokens — you wrote “it hides later tokens”
              You wrote: it hides later tokens
              (Judged by played@1)
              [Show a strong answer] [Try again] [Another question]
            """,
            story.Transcript);
    }

    [Fact]
    public async Task Feedback_that_can_be_sent_in_no_way_is_delivered_when_the_member_comes_back()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning);
        await story.AsksAsync("ana", "/quiz topic:Attention");
        story.Platform.Next(DeliveryWay.Reply, Fate.Refused("That handle is too old."));
        story.Platform.Next(DeliveryWay.Direct, Fate.Refused("This member takes no direct messages."));
        await story.AnswersAsync("ana", "it hides later tokens");
        _ = story.Transcript;

        await story.AdvanceAsync(TimeSpan.FromDays(3));
        Assert.Equal("", story.Transcript);
        await story.AsksAsync("ben", "/help");
        _ = story.Transcript;
        await story.AsksAsync("ana", "/quizz");

        Assert.Equal(
            """
            ana: /quizz
            bot (to ana): Strong: 100 of 100
              That would convince an interviewer.
              Covered:
                • it hides later tokens — you wrote “it hides later tokens”
              You wrote: it hides later tokens
              (Judged by played@1)
              [Show a strong answer] [Try again] [Another question]
            bot (to ana): I do not know /quizz. Did you mean /quiz?
            """,
            story.Transcript);
    }

    [Fact]
    public async Task A_direct_message_that_fails_passingly_after_a_refused_reply_arrives_in_the_end()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, new StorySetup { DeliversOnce = false });
        story.Platform.Always(DeliveryWay.Reply, Fate.Refused("That handle is too old."));
        story.Platform.Always(DeliveryWay.Direct, Fate.Busy);

        await story.HandInAsync("ana", new ChatAction.Command("quizz", ImmutableDictionary<string, string>.Empty));
        await story.UntilTriedAsync(DeliveryWay.Direct, 9);
        story.Platform.Always(DeliveryWay.Direct, Fate.Taken);
        await story.UntilTriedAsync(DeliveryWay.Direct, 10);

        await story.RestAsync();
        Assert.Equal("posted", story.Record.Read<string>("SELECT state FROM outbox"));
        Assert.Single(story.Platform.Shown);
    }

    [Fact]
    public async Task A_message_that_is_confirmed_while_the_relay_looks_for_more_is_not_sent_again()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, new StorySetup { DeliversOnce = false });
        var confirm = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var confirmed = new ManualResetEventSlim();
        story.Platform.Next(DeliveryWay.Reply, Fate.TakenWhen(confirm.Task));
        await story.HandInAsync("ana", Help);
        await story.UntilTriedAsync(DeliveryWay.Reply, 1);
        story.Run.Database.Closed = ran =>
        {
            if (ran.Any(sql => sql.Contains("SET state = 'posted'", StringComparison.Ordinal)))
            {
                confirmed.Set();
            }
            else if (ran.Any(sql => sql.Contains("LEFT JOIN outbox p", StringComparison.Ordinal)) && confirm.TrySetResult(true))
            {
                // The relay has read that the message is pending. Before it goes on, the word comes that it was posted.
                Assert.True(confirmed.Wait(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
            }
        };

        await story.HandInAsync("ben", Help);
        await story.RestAsync();
        await story.RestartAsync();

        Assert.Single(story.Platform.Shown, delivery => delivery.OnlyFor == "ana");
    }

    [Fact]
    public async Task A_post_that_falls_due_while_the_relay_looks_for_what_is_due_goes_out_at_once()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, RoundStories.OfThree);
        await story.AsksAsync("olga", "/drill start questions:2");
        var due = Given.MondayMorning.AddSeconds(20);
        story.Run.Database.Closed = ran =>
        {
            if (ran.Any(sql => sql.Contains("LEFT JOIN outbox p", StringComparison.Ordinal)))
            {
                story.Clock.SetUtcNow(due);
            }
        };

        // Timers may ring a little early: the relay looks a moment before the question is due, and finds nothing yet.
        story.Pass(TimeSpan.FromSeconds(19.999));
        await story.UntilAsync("the question is out", () => story.Platform.Shown.Any(delivery => delivery.Message.Title == "Question 1 of 2"));

        Assert.Equal(due, story.Clock.GetUtcNow());
    }

    [Fact]
    public async Task A_daily_question_that_could_not_be_posted_before_its_end_is_not_posted_afterwards()
    {
        await using var story = await ScheduledAsync();
        story.Platform.Always(DeliveryWay.Post, Fate.HangsBefore);

        story.Pass(TimeSpan.FromHours(3));
        await story.UntilTriedAsync(DeliveryWay.Post, 1);
        story.Platform.Always(DeliveryWay.Post, Fate.Taken);
        await story.AdvanceAsync(TimeSpan.FromHours(8));
        await story.AdvanceAsync(TimeSpan.FromMinutes(5));

        Assert.Equal("abandoned", story.Record.Read<string>("SELECT state FROM occurrence"));
        Assert.DoesNotContain(story.Platform.Shown, delivery => delivery.Way is DeliveryWay.Post);
    }

    [Fact]
    public async Task A_daily_question_that_may_be_there_when_its_end_comes_is_closed_like_any_other()
    {
        await using var story = await ScheduledAsync(new StorySetup { DeliversOnce = false });
        story.Platform.Next(DeliveryWay.Post, Fate.ConnectionBreaksAfterwards);
        story.Platform.Always(DeliveryWay.Post, Fate.Busy);

        story.Pass(TimeSpan.FromHours(3));
        await story.UntilTriedAsync(DeliveryWay.Post, 4);
        story.Pass(TimeSpan.FromHours(8));
        await story.UntilAsync("its end was seen", () => story.Record.Read<string>("SELECT state FROM outbox WHERE subject LIKE 'occurrence:%'") != "pending");
        story.Platform.Always(DeliveryWay.Post, Fate.Taken);
        await story.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal("revealed", story.Record.Read<string>("SELECT state FROM occurrence"));
    }

    private static ChatAction.Command Help { get; } = new("help", ImmutableDictionary<string, string>.Empty);

    /// <summary>A question on tokens is scheduled for nine; it is six.</summary>
    private static async Task<BotStory> ScheduledAsync(StorySetup? setup = null)
    {
        var story = await BotStory.BeginAsync(
            Given.MondayMorning, (setup ?? new StorySetup()) with { Settings = DailyStories.Short.Settings });
        await DailyStories.ScheduleAsync(story, ("when", "09:00"), ("topics", "Tokenization"));
        _ = story.Transcript;
        return story;
    }
}
