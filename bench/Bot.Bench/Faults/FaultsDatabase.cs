using Dapper;
using Microsoft.Data.Sqlite;

namespace Bot.Bench.Faults;

/// <summary>What the bot has stored, read beside it.</summary>
/// <param name="data">The data directory.</param>
/// <param name="platform">The bot's word for the platform.</param>
internal sealed class FaultsDatabase(string data, string platform)
{
    /// <summary>Says what is still to be done, in words; nothing when the bot is at rest.</summary>
    public async Task<string> FindUnrestAsync(CancellationToken cancellationToken)
    {
        var left = await ReadAsync<Count>(
            """
            SELECT 'events to be handled' AS Name, count(*) AS Number FROM inbox WHERE state = 'received'
            UNION ALL SELECT 'answers without a verdict', count(*) FROM answer WHERE state IN ('waiting', 'grading')
            UNION ALL SELECT 'posts to be sent', count(*) FROM outbox WHERE state = 'pending' AND awaits_contact = 0
            UNION ALL SELECT 'drills under way', count(*) FROM occurrence WHERE state IN ('queued', 'open', 'closed')
            UNION ALL SELECT 'active schedules', count(*) FROM schedule WHERE state = 'active'
            """,
            cancellationToken);
        return string.Join(", ", left.Where(count => count.Number > 0).Select(count => $"{count.Number} {count.Name}"));
    }

    public Task<IReadOnlyList<StoredAnswer>> ListAnswersAsync(CancellationToken cancellationToken) => ReadAsync<StoredAnswer>(
        """
        SELECT a.id AS Id, a.text AS Text, a.state AS State, a.counts AS Counts, a.quiz_id IS NULL AS IsOfDrill,
               (SELECT count(*) FROM verdict v WHERE v.answer_id = a.id) AS Verdicts
        FROM answer a
        JOIN workspace w ON w.workspace_id = a.workspace_id
        WHERE w.platform = @Platform
        """,
        cancellationToken);

    public Task<IReadOnlyList<StoredPost>> ListPostsAsync(CancellationToken cancellationToken) => ReadAsync<StoredPost>(
        """
        SELECT o.post_key AS Key, o.channel AS Channel, o.state AS State, ifnull(o.reason, '') AS Reason, ifnull(o.subject, '') AS Subject,
               o.unknown_outcomes AS UnknownOutcomes, o.message AS Message, o.awaits_contact AS AwaitsContact, ifnull(i.event_id, '') AS EventId
        FROM outbox o
        JOIN workspace w ON w.workspace_id = o.workspace_id
        LEFT JOIN inbox i ON i.id = o.inbox_id
        WHERE w.platform = @Platform
        """,
        cancellationToken);

    public async Task<IReadOnlyDictionary<string, string>> ListEventsAsync(CancellationToken cancellationToken) =>
        (await ReadAsync<StoredEvent>("SELECT event_id AS Id, state AS State FROM inbox WHERE platform = @Platform", cancellationToken))
        .ToDictionary(stored => stored.Id, stored => stored.State);

    public Task<IReadOnlyList<StoredOccurrence>> ListOccurrencesAsync(CancellationToken cancellationToken) => ReadAsync<StoredOccurrence>(
        """
        SELECT ifnull(s.cron, '') AS Cron, o.kind AS Kind, o.planned_at_ms AS PlannedAtMs, ifnull(s.created_at_ms, 0) AS CreatedAtMs, o.state AS State,
               ifnull(o.reason, '') AS Reason, o.id AS Id
        FROM occurrence o
        JOIN workspace w ON w.workspace_id = o.workspace_id
        LEFT JOIN schedule s ON s.id = o.schedule_id
        WHERE w.platform = @Platform
        ORDER BY o.planned_at_ms
        """,
        cancellationToken);

    public Task<IReadOnlyList<Count>> CountRoundQuestionsAsync(CancellationToken cancellationToken) => ReadAsync<Count>(
        """
        SELECT CASE state WHEN 'cancelled' THEN 'cancelled: ' || reason ELSE state END || CASE WHEN reopened_at_ms IS NULL THEN '' ELSE ', after being opened once more' END AS Name,
               count(*) AS Number
        FROM round_question
        GROUP BY 1 ORDER BY 1
        """,
        cancellationToken);

    /// <summary>Has SQLite look whether the file is whole.</summary>
    public async Task<string> CheckAsync(CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<string>(new CommandDefinition("PRAGMA integrity_check", cancellationToken: cancellationToken)) ?? "";
    }

    private async Task<IReadOnlyList<T>> ReadAsync<T>(string sql, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        return [.. await connection.QueryAsync<T>(new CommandDefinition(sql, new { Platform = platform }, cancellationToken: cancellationToken))];
    }

    private async Task<SqliteConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(data, "redflag.db"),
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ToString());
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    private sealed record StoredEvent
    {
        public string Id { get; init; } = "";

        public string State { get; init; } = "";
    }
}

/// <summary>So many of something.</summary>
internal sealed record Count
{
    public string Name { get; init; } = "";

    public long Number { get; init; }
}

/// <summary>An answer as the bot stored it.</summary>
internal sealed record StoredAnswer
{
    public string Id { get; init; } = "";

    public string Text { get; init; } = "";

    public string State { get; init; } = "";

    public bool Counts { get; init; }

    public bool IsOfDrill { get; init; }

    public long Verdicts { get; init; }
}

/// <summary>A post as the bot stored it.</summary>
internal sealed record StoredPost
{
    public string Key { get; init; } = "";

    public string? Channel { get; init; }

    public string State { get; init; } = "";

    public string Reason { get; init; } = "";

    public string Subject { get; init; } = "";

    public long UnknownOutcomes { get; init; }

    public string Message { get; init; } = "";

    public bool AwaitsContact { get; init; }

    public string EventId { get; init; } = "";
}

/// <summary>A drill as the bot stored it.</summary>
internal sealed record StoredOccurrence
{
    public string Id { get; init; } = "";

    public string Cron { get; init; } = "";

    public string Kind { get; init; } = "";

    public long PlannedAtMs { get; init; }

    public long CreatedAtMs { get; init; }

    public string State { get; init; } = "";

    public string Reason { get; init; } = "";
}
