using Bot.Stories.Stage;

namespace Bot.Stories.Drills;

public class ScheduleStories : GroupStories
{
    [Fact]
    public async Task Pausing_stops_the_questions_resuming_brings_them_back_and_removing_ends_them()
    {
        await using var story = await BeginAsync(Given.MondayMorning, DailyStories.Short);
        await DailyStories.ScheduleAsync(story, ("when", "09:00"), ("topics", "Attention"));
        _ = story.Transcript;

        await story.AsksAsync("olga", "/schedule pause");
        await story.AdvanceToAsync("2026-03-02 10:00");
        await story.AsksAsync("olga", "/schedule pause number:1");
        await story.PressesAsync("olga", "Resume");
        await story.AdvanceToAsync("2026-03-03 09:00");
        await story.AdvanceToAsync("2026-03-03 17:00");
        await story.AsksAsync("olga", "/schedule list");
        await story.AsksAsync("olga", "/schedule remove number:1");
        await story.AdvanceToAsync("2026-03-04 09:00");
        await story.AsksAsync("olga", "/schedule list");

        Assert.Equal(
            """
            olga: /schedule pause
            bot (to olga): Schedule #1 is paused. Nothing is posted, and nothing counts as missed, until you resume it.
              [Resume]
            olga: /schedule pause number:1
            bot (to olga): Schedule #1 is paused already.
            olga presses [Resume]
            bot (to olga): Schedule #1 runs again. The next question comes Tue 3 Mar 2026, 09:00 (UTC).
            bot: Question of the day
              What does the causal mask hide?
              Open until: Tue 3 Mar 2026, 17:00 (UTC)
              (Attention · advanced · conceptual · basics/mask)
              [Answer]
            bot: The question of the day is closed
              What does the causal mask hide?
              Answers: Nobody answered this one.
              In short: Later tokens.
              Key points:
                • it hides later tokens
              (Attention · advanced · conceptual · basics/mask)
            olga: /schedule list
            bot (to olga): Schedules
              #1 · running:
                every day at 09:00 (UTC), Attention
                Next: Wed 4 Mar 2026, 09:00 (UTC)
              (/schedule pause, resume, remove and preview take the number)
            olga: /schedule remove number:1
            bot (to olga): Schedule #1 is removed. Its past questions and points stay.
            olga: /schedule list
            bot (to olga): Nothing is scheduled
              /schedule add sets up a daily question in this channel.
            """,
            story.Transcript);
        Assert.Equal("2026-03-03 | revealed", story.Record.Rows("SELECT local_date, state FROM occurrence"));
    }

    [Fact]
    public async Task Time_while_paused_is_not_missed_even_when_the_bot_was_down_meanwhile()
    {
        await using var story = await BeginAsync(Given.MondayMorning, DailyStories.Short);
        await DailyStories.ScheduleAsync(story, ("when", "09:00"));
        await story.AsksAsync("olga", "/schedule pause");
        await story.StopAsync();

        await story.ComeBackAsync(Given.MondayMorning.AddHours(3.5));
        await story.AsksAsync("olga", "/schedule resume");

        Assert.Equal("", story.Record.Rows("SELECT * FROM occurrence"));
    }

    [Fact]
    public async Task A_schedule_that_has_nothing_left_to_ask_tells_the_organiser_and_leaves_the_group_in_peace()
    {
        await using var story = await BeginAsync(Given.MondayMorning, DailyStories.Short);
        await DailyStories.ScheduleAsync(story, ("when", "09:00"), ("topics", "Attention"));
        await story.LoadAsync(Given.BasicsWithoutAttention);
        _ = story.Transcript;

        await story.AdvanceToAsync("2026-03-02 09:00");

        Assert.Equal(
            """
            bot (directly to olga): Schedule #1 had nothing to ask
              No question matches its filter any more, so nothing was posted. Remove it with /schedule remove and add it anew, or load a pack that has such questions.
            """,
            story.Transcript);
        Assert.Equal("skipped | no question matches its filter", story.Record.Rows("SELECT state, reason FROM occurrence"));
    }

    [Fact]
    public async Task A_wrong_entry_is_explained_and_kept_so_that_it_can_be_corrected()
    {
        await using var story = await BeginAsync(Given.MondayMorning);

        await story.AsksAsync("olga", "/schedule add");
        await story.SendsAsync("olga", ("when", "25:00"), ("zone", "Europe/Berlin"), ("topics", "Attention"));
        if (Place is StoryPlace.Slack)
        {
            // The form stays, and says it in place.
            Assert.Equal(
                """when: "25:00" cannot be read because of "25:00". Write "09:00", "9am", "09:30 weekdays", "18:00 mon,wed,fri", or a cron expression such as "0 0 9 * * ?".""",
                story.Slack.FaultsOf("olga"));
            await story.SendsAsync("olga", ("when", "18:00"));
            Assert.Contains("A question every day at 18:00 (Europe/Berlin) in this channel, drawn from 1 question.", story.Transcript, StringComparison.Ordinal);
            return;
        }

        await story.PressesAsync("olga", "Correct it");
        await story.SendsAsync("olga", ("when", "18:00"));

        Assert.Equal(
            Here("""
            olga: /schedule add
            form (for olga): Schedule a daily question
              It is posted in this channel. Leave topics, levels and kinds empty to draw from all questions.
              when: 09:00
              zone: UTC
            olga sends when: 25:00 zone: Europe/Berlin topics: Attention
            bot (to olga): Nothing was scheduled
              "25:00" cannot be read because of "25:00". Write "09:00", "9am", "09:30 weekdays", "18:00 mon,wed,fri", or a cron expression such as "0 0 9 * * ?".
              What you entered is kept: press the button to go on with it.
              [Correct it]
            olga presses [Correct it]
            form (for olga): Schedule a daily question
              It is posted in this channel. Leave topics, levels and kinds empty to draw from all questions.
              when: 25:00
              zone: Europe/Berlin
              topics: Attention
            olga sends when: 18:00
            bot (to olga): Schedule #1 is set
              A question every day at 18:00 (Europe/Berlin) in this channel, drawn from 1 question.
              Next:
                • Mon 2 Mar 2026, 18:00 (Europe/Berlin)
                • Tue 3 Mar 2026, 18:00 (Europe/Berlin)
                • Wed 4 Mar 2026, 18:00 (Europe/Berlin)
              (/schedule list shows all of them)
            """),
            story.Transcript);
    }

    [Fact]
    public async Task Only_organisers_schedule()
    {
        await using var story = await BeginAsync(Given.MondayMorning);
        await story.AsksAsync("olga", "/help");
        _ = story.Transcript;

        await story.AsksAsync("ben", "/schedule add");
        await story.AsksAsync("ben", "/schedule list");

        Assert.Equal(
            """
            ben: /schedule add
            bot (to ben): Only organisers can do that. Ask one of yours.
            ben: /schedule list
            bot (to ben): Only organisers can do that. Ask one of yours.
            """,
            story.Transcript);
    }

    [Theory]
    [InlineData("2026-03-29 02:30", "2026-03-28 12:00", "2026-03-29 01:00:00")] // The clocks skip 02:30: the first instant after the gap.
    [InlineData("2026-10-25 02:30", "2026-10-24 12:00", "2026-10-25 00:30:00")] // The clocks show 02:30 twice: the first of them.
    public async Task On_the_days_of_a_clock_change_a_question_is_posted_exactly_once(string local, string before, string posted)
    {
        await using var story = await BeginAsync(Instant(before), DailyStories.Short);
        await DailyStories.ScheduleAsync(story, ("when", "02:30"), ("zone", "Europe/Berlin"));

        for (var step = 0; step < 40; step++)
        {
            await story.AdvanceAsync(TimeSpan.FromMinutes(30));
        }

        Assert.Equal(
            $"{local[..10]} | {local[11..]}:00 | {posted}",
            story.Record.Rows("SELECT local_date, slot, datetime(opened_at_ms / 1000, 'unixepoch') FROM occurrence"));
        Assert.Single(story.Shown, delivery => delivery.Message.Title == "Question of the day");
    }

    [Fact]
    public async Task A_schedule_goes_on_for_as_long_as_it_stands()
    {
        await using var story = await BeginAsync(Given.MondayMorning);
        await DailyStories.ScheduleAsync(story, ("when", "0 0/5 * * * ?"));

        for (var fire = 0; fire < 60; fire++)
        {
            await story.AdvanceAsync(TimeSpan.FromMinutes(5));
        }

        Assert.Equal(60, story.Shown.Count(delivery => delivery.Message.Title == "Question of the day"));
    }

    [Fact]
    public async Task A_question_that_is_late_because_the_machine_slept_is_posted_when_it_wakes()
    {
        await using var story = await BeginAsync(Given.MondayMorning, DailyStories.Short);
        await DailyStories.ScheduleAsync(story, ("when", "09:00"));

        await story.AdvanceToAsync("2026-03-02 10:00");

        Assert.Equal(
            "2026-03-02 | 2026-03-02 10:00:00",
            story.Record.Rows("SELECT local_date, datetime(opened_at_ms / 1000, 'unixepoch') FROM occurrence"));
    }

    [Fact]
    public async Task A_question_missed_by_less_than_the_grace_is_posted_once_when_the_bot_is_back()
    {
        await using var story = await BeginAsync(Given.MondayMorning, DailyStories.Short);
        await DailyStories.ScheduleAsync(story, ("when", "09:00"), ("topics", "Attention"));
        await story.CrashAsync();
        _ = story.Transcript;

        await story.ComeBackAsync(Given.MondayMorning.AddHours(5));
        await story.RestartAsync();

        Assert.Equal(
            """
            bot: Question of the day
              What does the causal mask hide?
              Open until: Mon 2 Mar 2026, 17:00 (UTC)
              (Attention · advanced · conceptual · basics/mask)
              [Answer]
            """,
            story.Transcript);
    }

    [Fact]
    public async Task A_question_missed_by_more_than_the_grace_is_skipped_and_on_record()
    {
        await using var story = await BeginAsync(Given.MondayMorning, DailyStories.Short);
        await DailyStories.ScheduleAsync(story, ("when", "09:00"));
        await story.CrashAsync();
        _ = story.Transcript;

        await story.ComeBackAsync(Given.MondayMorning.AddHours(5).AddSeconds(1));

        Assert.Equal("", story.Transcript);
        Assert.Equal("2026-03-02 | skipped | missed for longer than the grace", story.Record.Rows("SELECT local_date, state, reason FROM occurrence"));
    }

    [Fact]
    public async Task Of_several_missed_questions_the_latest_is_posted_and_the_others_are_on_record()
    {
        await using var story = await BeginAsync(Given.MondayMorning, DailyStories.Short);
        await DailyStories.ScheduleAsync(story, ("when", "09:00"));
        await story.CrashAsync();

        await story.ComeBackAsync(Instant("2026-03-05 09:30"));

        Assert.Equal(
            """
            2026-03-02 | skipped | missed, and a later one was due
            2026-03-03 | skipped | missed, and a later one was due
            2026-03-04 | skipped | missed, and a later one was due
            2026-03-05 | open | 
            """,
            story.Record.Rows("SELECT local_date, state, reason FROM occurrence ORDER BY local_date"));
        Assert.Single(story.Shown, delivery => delivery.Message.Title == "Question of the day");
    }

    [Fact]
    public async Task A_pack_that_is_loaded_while_a_question_is_being_chosen_disturbs_nothing()
    {
        await using var story = await BeginAsync(Given.MondayMorning, DailyStories.Short);
        await DailyStories.ScheduleAsync(story, ("when", "09:00"), ("topics", "Attention"));
        var loading = Task.CompletedTask;
        story.Run.Database.Closed = ran =>
        {
            // The candidates were read, the question was not chosen yet.
            if (ran[0].Contains("retired_at_ms IS NULL AND q.is_gradable", StringComparison.Ordinal) && loading.IsCompleted)
            {
                loading = story.LoadAsync(Given.BasicsWithoutAttention);
            }
        };

        await story.AdvanceToAsync("2026-03-02 09:00");
        await loading;

        Assert.Equal("open | What does the causal mask hide?", story.Record.Rows(
            """
            SELECT o.state, r.stem FROM occurrence o
            JOIN occurrence_question q ON q.occurrence_id = o.id JOIN question_revision r ON r.id = q.revision_id
            """));
        await story.AnswersAsync("ana", "it hides later tokens");
        Assert.Equal("100.0", story.Record.Rows("SELECT printf('%.1f', score) FROM verdict"));
    }

    private static DateTimeOffset Instant(string utc) => DateTimeOffset.Parse(
        utc, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal);
}
