using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text.Json.Nodes;
using Bot.Core.Storage;
using Bot.Stories.Stage;
using Microsoft.Data.Sqlite;

namespace Bot.Stories.Kills;

public sealed class KillStories
{
    private const int Lives = 8;

    private readonly Talk _talk = new();

    [Fact]
    public async Task However_often_the_process_is_killed_what_was_acknowledged_is_handled_once_and_answered_once()
    {
        var folder = Directory.CreateTempSubdirectory("redflag-kill-");
        var record = new StoryRecord(new DataDirectory(folder.FullName), new SystemClock());
        List<string> acknowledged = [];
        var (members, form) = (new List<string>(), new JsonObject());

        for (var life = 0; life < Lives; life++)
        {
            using var bot = await RedflagProcess.StartAsync(folder.FullName);
            if (life == 0)
            {
                members = [await Talk.MeetAsync(bot, "ana"), await Talk.MeetAsync(bot, "ben")];
                form = await _talk.AskAsync(bot, members[0]);
            }
            else
            {
                // What was acknowledged just before the kill is sent again, as a page does that is not sure.
                await Talk.DoAsync(bot, acknowledged[^1], members[0], Talk.AnswerOf(form, "again"));
            }

            // In the nth life the process is killed right after its nth acknowledgement: n - 1 events before it are under way.
            for (var count = 0; count <= life; count++)
            {
                var id = _talk.NextId();
                object action = count % 3 == 2 ? new { type = "command", name = "quiz", options = new { } } : Talk.AnswerOf(form, $"answer {life}/{count}");
                Assert.Equal(HttpStatusCode.Accepted, await Talk.DoAsync(bot, id, members[count % 3 == 2 ? 1 : 0], action));
                acknowledged.Add(id);
            }

            await bot.KillAsync();
        }

        using (var last = await RedflagProcess.StartAsync(folder.FullName))
        {
            // Each request is a look, not a wait: the bot works meanwhile.
            while (!record.IsAtRest())
            {
                await last.GetAsync("/api/state");
            }
        }

        Assert.Equal(
            string.Join('\n', acknowledged.Order(StringComparer.Ordinal).Select(id => $"{id} | handled")),
            record.Rows($"SELECT event_id, state FROM inbox WHERE event_id IN ('{string.Join("','", acknowledged)}') ORDER BY event_id"));
        var answers = acknowledged.Count - record.Read<int>("SELECT count(*) FROM quiz") + 1; // The first quiz is not among them.
        Assert.Equal(
            $"{answers} | {answers} | {answers}",
            record.Rows(
                """
                SELECT count(*),
                       sum((SELECT count(*) FROM verdict v WHERE v.answer_id = a.id) = 1),
                       sum((SELECT count(*) FROM outbox o WHERE o.inbox_id = a.inbox_id AND o.state = 'posted') = 1)
                FROM answer a
                """));
        Assert.Equal(
            record.Read<int>("SELECT count(*) FROM outbox WHERE state = 'posted'"), record.Read<int>("SELECT count(*) FROM local_message"));
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    [Fact]
    [SuppressMessage("Reliability", "CA2000", Justification = "The using disposes of it.")]
    public async Task A_round_whose_process_is_killed_at_each_of_its_steps_is_held_once_to_its_end()
    {
        var folder = Directory.CreateTempSubdirectory("redflag-kill-");
        var record = new StoryRecord(new DataDirectory(folder.FullName), new SystemClock());
        var settings = new Dictionary<string, string>
        {
            ["Drills__Rounds__Questions"] = "2",
            ["Drills__Rounds__Seconds"] = "6",
            ["Drills__Rounds__Lead"] = "00:00:00",
            ["Drills__Rounds__Pause"] = "00:00:00",
        };
        string[] steps =
        [
            "SELECT count(*) FROM occurrence",
            "SELECT count(*) FROM round_question WHERE post_id IS NOT NULL",
            "SELECT count(*) FROM round_question WHERE position = 0 AND opened_at_ms IS NOT NULL",
            "SELECT count(*) FROM answer",
            "SELECT count(*) FROM round_question WHERE position = 0 AND state IN ('closed', 'revealed')",
            "SELECT count(*) FROM round_question WHERE position = 1 AND opened_at_ms IS NOT NULL",
            "SELECT count(*) FROM round_question WHERE position = 1 AND state IN ('closed', 'revealed')",
            "SELECT count(*) FROM occurrence WHERE state IN ('closed', 'revealed')",
        ];
        var ana = "";
        var isAnswered = false;
        foreach (var step in steps)
        {
            using var bot = await RedflagProcess.StartAsync(folder.FullName, settings);
            if (ana.Length == 0)
            {
                ana = await Talk.MeetAsync(bot, "ana");
                await Talk.DoAsync(bot, _talk.NextId(), ana, new { type = "command", name = "drill start", options = new { } });
            }

            while (record.Read<int>(step) == 0)
            {
                Assert.NotEqual("revealed", record.Read<string>("SELECT max(state) FROM occurrence"));
                if (!isAnswered && await _talk.FindFormAsync(bot, ana) is { } form)
                {
                    Assert.Equal(HttpStatusCode.Accepted, await Talk.DoAsync(bot, _talk.NextId(), ana, Talk.AnswerOf(form, "an answer in time")));
                    isAnswered = true;
                }

                await bot.GetAsync("/api/state");
            }

            await bot.KillAsync();
        }

        using (var last = await RedflagProcess.StartAsync(folder.FullName, settings))
        {
            while (record.Read<string>("SELECT state FROM occurrence") != "revealed" || !record.IsAtRest())
            {
                await last.GetAsync("/api/state");
            }
        }

        Assert.Equal("1 | 1", record.Rows("SELECT count(*), sum(counts) FROM answer"));
        Assert.Equal(
            "Rapid-fire round | 1\nThe round is over | 1\nTime is up: question 1 of 2 | 1\nTime is up: question 2 of 2 | 1",
            record.Rows(
                """
                SELECT json_extract(message, '$.view.title') AS title, count(*) FROM local_message
                WHERE title IN ('Rapid-fire round', 'The round is over') OR title LIKE 'Time is up%'
                GROUP BY title ORDER BY title
                """));
        Assert.Equal("revealed\nrevealed", record.Rows("SELECT state FROM round_question ORDER BY position"));
        Assert.Equal(
            "0 | 1\n1 | 1",
            record.Rows(
                """
                SELECT r.position, (
                    SELECT count(*) FROM local_message
                    WHERE json_extract(message, '$.view.title') = 'Question ' || (r.position + 1) || ' of 2')
                FROM round_question r ORDER BY r.position
                """));
        Assert.Equal(
            record.Read<int>("SELECT count(*) FROM outbox WHERE state = 'posted'"), record.Read<int>("SELECT count(*) FROM local_message"));
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    /// <summary>The process lives on the machine's clock.</summary>
    internal sealed class SystemClock : TimeProvider;
}
