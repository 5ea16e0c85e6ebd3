using Bot.Core.Members;
using Bot.Core.Standings;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Bot.Bench;

/// <summary>How long <c>/leaderboard</c> takes over the answers of a year, read alone and asked for in chat.</summary>
internal static class BoardsBench
{
    private const int Members = 1000;
    private const int Reads = 15;

    public static async Task<Section> RunAsync(int answers, TimeProvider time, CancellationToken cancellationToken)
    {
        using var folder = new Folder();
        var asker = await PrepareAsync(folder, cancellationToken);
        await FillAsync(folder, answers, time, cancellationToken);
        List<IReadOnlyList<string>> rows = [];
        await using var bot = await BotProcess.StartAsync(folder.Data, cancellationToken);
        await bot.WaitUntilReadyAsync(time, cancellationToken);
        foreach (var period in Enum.GetValues<Period>())
        {
            var read = new Figures(await ReadAsync(folder, period, time, cancellationToken));
            var asked = new Figures(await AskAsync(bot, asker, period, time, cancellationToken));
            rows.Add(
            [
                period.ToString().ToLowerInvariant(), Figures.Milliseconds(read.Percentile(50)), Figures.Milliseconds(read.Longest),
                Figures.Milliseconds(asked.Percentile(50)), Figures.Milliseconds(asked.Longest),
            ]);
        }

        return new Section(
            "Leaderboards",
            $"{answers:N0} graded answers of {Members:N0} members, spread over a year; the database has {Report.Megabytes(new FileInfo(Path.Combine(folder.Data, "redflag.db")).Length)} MB. "
            + $"In milliseconds, {Reads} times each: the read alone, and `/leaderboard` from being sent to the board being seen.",
            ["period", "read p50", "read max", "in chat p50", "in chat max"],
            rows,
            []);
    }

    private static async Task<string> PrepareAsync(Folder folder, CancellationToken cancellationToken)
    {
        await using var bot = await BotProcess.StartAsync(folder.Data, cancellationToken);
        return await bot.MeetAsync("organiser", cancellationToken);
    }

    /// <summary>Writes rows as the bot would have: a drill a day, and every member's answers with verdict and points.</summary>
    private static async Task FillAsync(Folder folder, int answers, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(folder, cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            PRAGMA synchronous = OFF;
            CREATE TEMP TABLE base AS
                SELECT (SELECT workspace_id FROM workspace WHERE platform = 'local') AS workspace, (SELECT min(id) FROM member) AS organiser,
                       (SELECT min(id) FROM question) AS question, (SELECT r.id FROM question_revision r WHERE r.question_id = (SELECT min(id) FROM question) LIMIT 1) AS revision;
            BEGIN;
            INSERT INTO member (id, workspace_id, platform_id, display_name, met_at_ms)
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @Members)
                SELECT printf('10000000-0000-7000-8000-%012x', i), workspace, printf('bench-%d', i), printf('member %d', i), 0 FROM n, base;
            INSERT INTO schedule (id, workspace_id, number, kind, channel, cron, zone, filter, state, created_by, created_at_ms, considered_until_ms)
                SELECT '20000000-0000-7000-8000-000000000001', workspace, 1, 'daily', 'general', '0 0 9 * * ?', 'UTC', '{}', 'removed', organiser, 0, 0 FROM base;
            INSERT INTO outbox (id, workspace_id, post_key, channel, message, queued_at_ms, due_at_ms, state, settled_at_ms)
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @Drills)
                SELECT printf('30000000-0000-7000-8000-%012x', i), workspace, printf('bench-%d', i), 'general', '{"text":""}', 0, 0, 'posted', 0 FROM n, base;
            INSERT INTO occurrence (
                id, workspace_id, kind, channel, schedule_id, local_date, slot, planned_at_ms, fired_at_ms, state, post_id, opened_at_ms, closes_at_ms, closed_at_ms,
                revealed_at_ms)
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @Drills)
                SELECT printf('40000000-0000-7000-8000-%012x', i), workspace, 'daily', 'general', '20000000-0000-7000-8000-000000000001', date('2020-01-01', printf('+%d days', i)), '09:00:00',
                       0, 0, 'revealed', printf('30000000-0000-7000-8000-%012x', i), 0, 1, 1, 1 FROM n, base;
            INSERT INTO inbox (id, workspace_id, member_id, platform, event_id, channel, is_administrator, action, received_at_ms, reply_expires_at_ms, state, settled_at_ms)
                WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < @Answers - 1)
                SELECT printf('50000000-0000-7000-8000-%012x', i), workspace, printf('10000000-0000-7000-8000-%012x', i % @Members + 1), 'local', printf('bench-%d', i), 'general', 0,
                       '{"type":"form","name":"answer","argument":"","values":{}}', @NowMs - @YearMs + i * @YearMs / @Answers, 0, 'handled', 0 FROM n, base;
            INSERT INTO answer (id, workspace_id, member_id, inbox_id, occurrence_id, question_id, revision_id, text, received_at_ms, counts, state)
                SELECT replace(i.id, '50000000', '60000000'), i.workspace_id, i.member_id, i.id,
                       printf('40000000-0000-7000-8000-%012x', (i.rowid % (@Answers + 1)) / @Members % @Drills + 1),
                       base.question, base.revision, 'An answer of the usual length, which says something about tokens and vocabularies.', i.received_at_ms, 0, 'graded'
                FROM inbox i, base WHERE i.event_id LIKE 'bench-%';
            INSERT INTO verdict (id, workspace_id, answer_id, revision_id, model, score, kind, confidence, assessment, graded_at_ms)
                SELECT replace(id, '60000000', '70000000'), workspace_id, id, revision_id, 'lexical@1', 50, 'mixed', 1, '{"keyPoints":[],"redFlags":[],"model":"lexical@1"}', received_at_ms FROM answer;
            INSERT INTO points (answer_id, workspace_id, member_id, points, earned_at_ms)
                SELECT id, workspace_id, member_id, abs(random()) % 101, received_at_ms FROM answer;
            COMMIT;
            ANALYZE;
            """,
            new
            {
                Members,
                Drills = (answers / Members) + 1,
                Answers = answers,
                NowMs = time.GetUtcNow().ToUnixTimeMilliseconds(),
                YearMs = (long)TimeSpan.FromDays(365).TotalMilliseconds,
            },
            commandTimeout: 3600,
            cancellationToken: cancellationToken));
    }

    private static async Task<IReadOnlyList<TimeSpan>> ReadAsync(Folder folder, Period period, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(folder, cancellationToken);
        var workspace = new WorkspaceId(Guid.Parse((await connection.ExecuteScalarAsync<string>(new CommandDefinition(
            "SELECT workspace_id FROM workspace WHERE platform = 'local'", cancellationToken: cancellationToken)))!));
        await using var source = SqliteFactory.Instance.CreateDataSource(connection.ConnectionString);
        var board = new Leaderboard(source);
        List<TimeSpan> times = [];
        for (var read = 0; read < Reads; read++)
        {
            var begun = time.GetTimestamp();
            await board.ReadAsync(workspace, PeriodStart.Of(period, time.GetUtcNow(), "UTC"), 10, asker: null, isPrivate: false, cancellationToken);
            times.Add(time.GetElapsedTime(begun));
        }

        return times;
    }

    private static async Task<IReadOnlyList<TimeSpan>> AskAsync(BotProcess bot, string asker, Period period, TimeProvider time, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var replies = bot.RepliesAsync(asker, opened, end.Token).GetAsyncEnumerator(end.Token);
        var next = replies.MoveNextAsync().AsTask();
        await opened.Task;
        List<TimeSpan> times = [];
        for (var asked = 0; asked < Reads; asked++)
        {
            var (id, begun) = (Guid.CreateVersion7(time.GetUtcNow()).ToString(), time.GetTimestamp());
            await bot.DoAsync(
                asker, id, new { type = "command", name = "leaderboard", options = new { period = period.ToString().ToLowerInvariant() } }, cancellationToken);
            do
            {
                await next;
                (var seen, next) = (replies.Current, replies.MoveNextAsync().AsTask());
                if (seen == id)
                {
                    break;
                }
            }
            while (true);
            times.Add(time.GetElapsedTime(begun));
        }

        await end.CancelAsync();
        try
        {
            await next;
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }

        return times;
    }

    private static async Task<SqliteConnection> OpenAsync(Folder folder, CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(folder.Data, "redflag.db")};Pooling=False");
        await connection.OpenAsync(cancellationToken);
        return connection;
    }
}
