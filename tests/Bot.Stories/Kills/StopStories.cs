using System.Diagnostics.CodeAnalysis;
using System.Net;
using Bot.Core.Chat;
using Bot.Core.Storage;
using Bot.Stories.Drills;
using Bot.Stories.Stage;
using Microsoft.Data.Sqlite;

namespace Bot.Stories.Kills;

/// <summary>The bot is told to stop, and comes back.</summary>
public sealed class StopStories : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("redflag-stop-");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task An_answer_that_is_being_judged_when_the_bot_is_stopped_is_judged_once_when_it_is_back_and_has_lost_no_attempt()
    {
        await using var story = await DailyStories.OpenAsync();
        story.Grader.HangsNext(4);
        await story.PressesAsync("ana", "Answer");
        await story.HandsInAnswerAsync("ana", "a token is a piece of text");
        for (var life = 1; life <= 4; life++)
        {
            await story.UntilAsync($"the model was asked in life {life}", () => story.Grader.Begun == life);
            await story.StopAsync();
            Assert.Equal("waiting | 0", story.Record.Rows("SELECT state, attempts FROM answer"));
            await story.ComeBackAsync(atRest: false);
        }

        await story.RestAsync();

        Assert.Equal("graded | 1 | 1", story.Record.Rows(
            "SELECT state, (SELECT count(*) FROM verdict), (SELECT count(*) FROM points) FROM answer"));
        Assert.Single(story.Platform.Shown, delivery => delivery is { OnlyFor: "ana", Message.Title: "Mixed: 50 of 100" });
    }

    [Fact]
    public async Task A_post_that_is_under_way_when_the_bot_is_stopped_is_waited_for_and_known_to_be_out()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, DailyStories.Short with { DeliversOnce = false });
        await DailyStories.ScheduleAsync(story, ("when", "09:00"), ("topics", "Tokenization"));
        var taken = new TaskCompletionSource();
        story.Platform.Next(DeliveryWay.Post, Fate.TakenWhen(taken.Task));
        story.Pass(TimeSpan.FromHours(3));
        await story.UntilTriedAsync(DeliveryWay.Post, 1);

        var stopped = story.StopAsync();
        Assert.False(stopped.IsCompleted);
        taken.SetResult();
        await stopped;

        Assert.Equal("posted | 1", story.Record.Rows("SELECT state, unknown_outcomes FROM outbox WHERE channel IS NOT NULL"));
        Assert.Equal("open", story.Record.Read<string>("SELECT state FROM occurrence"));
        await story.ComeBackAsync();
        Assert.Single(story.Platform.Shown, delivery => delivery.Way is DeliveryWay.Post);
    }

    [Fact]
    public async Task A_process_that_is_told_to_stop_stops_in_order_and_its_successor_finishes_what_is_left()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such signal.");
        const int Answers = 60;
        var (talk, directory) = (new Talk(), new DataDirectory(_folder.FullName));
        using (var bot = await RedflagProcess.StartAsync(directory.Path, new Dictionary<string, string> { ["Logging__Format"] = "json" }))
        {
            var ana = await Talk.MeetAsync(bot, "ana");
            var form = await talk.AskAsync(bot, ana);
            for (var count = 1; count <= Answers; count++)
            {
                Assert.Equal(HttpStatusCode.Accepted, await Talk.DoAsync(bot, talk.NextId(), ana, Talk.AnswerOf(form, $"answer number {count}")));
            }

            await bot.TerminateAsync();

            var (exit, said) = await bot.EndAsync();
            Assert.Equal(0, exit);
            Assert.Contains("Stopping: what is in hand is finished. A second Ctrl+C quits at once.", said, StringComparison.Ordinal);
            Assert.Contains($"{Environment.NewLine}Redflag has stopped.", said, StringComparison.Ordinal);
            Assert.All(bot.Log.Where(line => line.Length > 0), line => Assert.NotNull(System.Text.Json.Nodes.JsonNode.Parse(line)));
            Assert.Contains(bot.Log, line => line.Contains("\"InboxId\":", StringComparison.Ordinal) && line.Contains("was graded by", StringComparison.Ordinal));
        }

        Assert.False(File.Exists(directory.Database + "-wal"));
        directory.Hold().Dispose();
        var record = new StoryRecord(directory, new KillStories.SystemClock());
        Assert.Equal(0, record.Read<int>("SELECT count(*) FROM answer WHERE state = 'grading'"));
        using (var bot = await RedflagProcess.StartAsync(directory.Path))
        {
            while (!record.IsAtRest())
            {
                await bot.GetAsync("/api/state");
            }
        }

        Assert.Equal(
            $"{Answers} | {Answers} | {Answers}",
            record.Rows(
                """
                SELECT count(*),
                       sum((SELECT count(*) FROM verdict v WHERE v.answer_id = a.id) = 1),
                       sum((SELECT count(*) FROM outbox o WHERE o.inbox_id = a.inbox_id AND o.state = 'posted') = 1)
                FROM answer a
                """));
    }

    [Fact]
    [SuppressMessage("Reliability", "CA2025", Justification = "The end of the process ends the request.")]
    public async Task A_second_signal_ends_the_process_at_once()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such signal.");
        using var bot = await RedflagProcess.StartAsync(_folder.FullName);
        var ana = await Talk.MeetAsync(bot, "ana");
        await using var other = new SqliteConnection($"Data Source={new DataDirectory(_folder.FullName).Database};Pooling=False");
        other.Open();
        await using var writing = other.BeginTransaction(); // Nobody else writes now, so what a member asks for waits.
        var asking = Talk.DoAsync(bot, new Talk().NextId(), ana, new { type = "command", name = "quiz", options = new { } });

        await bot.TerminateAsync();
        await bot.ReadUntilAsync("Stopping: what is in hand is finished. A second Ctrl+C quits at once.");
        await bot.TerminateAsync();

        Assert.Equal(130, (await bot.EndAsync()).Exit);
        await Assert.ThrowsAnyAsync<Exception>(() => asking);
    }
}
