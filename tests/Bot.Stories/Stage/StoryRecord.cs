using Bot.Core.Drills;
using Bot.Core.Storage;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Bot.Stories.Stage;

/// <summary>What the bot's database says, read past the bot.</summary>
internal sealed class StoryRecord(DataDirectory directory, TimeProvider time)
{
    /// <summary>Reads one value.</summary>
    public T Read<T>(string sql, object? parameters = null)
    {
        using var connection = Open();
        return connection.ExecuteScalar<T>(sql, parameters)!;
    }

    /// <summary>Reads rows as text, columns parted by a bar.</summary>
    public string Rows(string sql)
    {
        using var connection = Open();
        return string.Join('\n', connection.Query(sql).Select(row => string.Join(" | ", ((IDictionary<string, object?>)row).Values)));
    }

    /// <summary>Reads the files of the database as they lie on the disk, one character for each byte.</summary>
    public string Bytes() => string.Concat(
        Directory.GetFiles(Path.GetDirectoryName(directory.Database)!, Path.GetFileName(directory.Database) + "*").Select(file => System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file))));

    /// <summary>Tells whether an event is stored.</summary>
    public bool IsStored(string eventId) => Read<int>("SELECT count(*) FROM inbox WHERE event_id = @eventId", new { eventId }) > 0;

    /// <summary>Lists what the bot has said, in the order in which it decided to; with the platform's name for it where there is one.</summary>
    public IReadOnlyList<(string Id, string? MessageId, string? Title, string? Text)> Said()
    {
        using var connection = Open();
        return
        [
            .. connection.Query<(string, string?, string?, string?)>(
                """
                SELECT id, platform_message_id, json_extract(message, '$.title'), json_extract(message, '$.text')
                FROM outbox
                ORDER BY id
                """),
        ];
    }

    /// <summary>
    /// Tells whether nothing is left to do at this moment: no event to handle, no answer to judge, nothing to post, no planned
    /// time to consider, no drill to close or to reveal.
    /// </summary>
    public bool IsAtRest() => WhatIsLeft().Length == 0;

    /// <summary>Tells what is left to do.</summary>
    public string WhatIsLeft()
    {
        using var connection = Open();
        using var moment = connection.BeginTransaction(deferred: true); // Both statements see the same moment.
        var now = time.GetUtcNow();
        var left = connection.Query<string>(
            """
            SELECT 'event ' || id FROM inbox WHERE state = 'received'
            UNION ALL
            SELECT 'answer ' || id || ' ' || state FROM answer WHERE state IN ('waiting', 'grading')
            UNION ALL
            SELECT 'post ' || message FROM outbox o
            WHERE state = 'pending' AND awaits_contact = 0 AND due_at_ms <= @NowMs
              AND NOT EXISTS (SELECT 1 FROM outbox p WHERE p.id = o.after_id AND p.state = 'pending')
            UNION ALL
            SELECT 'drill ' || id || ' ' || state FROM occurrence o
            WHERE state IN ('open', 'closed')
              AND closes_at_ms + CASE state WHEN 'open' THEN 0 ELSE (SELECT w.reveal_after_ms FROM workspace w WHERE w.workspace_id = o.workspace_id) END <= @NowMs
              AND NOT EXISTS (SELECT 1 FROM outbox p WHERE p.id = o.reveal_id AND p.state = 'pending' AND p.due_at_ms > @NowMs)
            UNION ALL
            SELECT 'question ' || r.position || ' ' || r.state FROM round_question r
            JOIN occurrence o ON o.id = r.occurrence_id AND o.state = 'open'
            WHERE (r.state = 'open' AND r.closes_at_ms <= @NowMs) OR (r.state = 'closed' AND r.result_id IS NULL)
            """,
            new { NowMs = now.ToUnixTimeMilliseconds() },
            moment);
        var planned = connection
            .Query<(string Number, string Cron, string Zone, long Until)>(
                "SELECT 'schedule ' || number, cron, zone, considered_until_ms FROM schedule WHERE state = 'active'",
                transaction: moment)
            .Where(schedule => FireCalendar.TryCreate(schedule.Cron, schedule.Zone, out var calendar, out _)
                && calendar.Next(DateTimeOffset.FromUnixTimeMilliseconds(schedule.Until)) is { } next
                && next.At <= now)
            .Select(schedule => schedule.Number);
        return string.Join('\n', left.Concat(planned));
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={directory.Database};Mode=ReadWrite");
        connection.Open();
        return connection;
    }
}
