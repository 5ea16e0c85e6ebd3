using System.Data.Common;
using Bot.Core.Grading;
using Bot.Core.Members;
using Bot.Core.Questions;
using Dapper;

namespace Bot.Core.Standings;

/// <summary>What a member's progress is made of.</summary>
/// <param name="source">The database.</param>
public sealed class ProgressStore(DbDataSource source)
{
    /// <summary>Lists a member's answers, each with its latest verdict.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="member">The member.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The answers, latest first.</returns>
    public async Task<IReadOnlyList<ProgressEntry>> ListAsync(WorkspaceId workspace, MemberId member, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            """
            SELECT a.received_at_ms AS ReceivedAtMs, a.counts AS Counts, v.score AS Score, v.kind AS Kind,
                   json_extract(q.topic, '$.path[0]') AS Topic, q.level AS Level, r.stem AS Stem
            FROM answer a
            JOIN question q ON q.id = a.question_id
            JOIN question_revision r ON r.id = a.revision_id
            LEFT JOIN verdict v ON v.id = (SELECT max(latest.id) FROM verdict latest WHERE latest.answer_id = a.id)
            WHERE a.workspace_id = @Workspace AND a.member_id = @Member
            ORDER BY a.received_at_ms DESC, a.id DESC
            """,
            new { Workspace = workspace.ToString(), Member = member.ToString() },
            cancellationToken: cancellationToken));
        return [.. rows.Select(row => row.ToEntry())];
    }

    private sealed record Row
    {
        public long ReceivedAtMs { get; init; }

        public bool Counts { get; init; }

        public double? Score { get; init; }

        public string? Kind { get; init; }

        public string? Topic { get; init; }

        public string? Level { get; init; }

        public string Stem { get; init; } = "";

        public ProgressEntry ToEntry() => new(
            DateTimeOffset.FromUnixTimeMilliseconds(ReceivedAtMs),
            Counts,
            Score,
            Kind is null ? null : Words.Parse<VerdictKind>(Kind),
            Topic,
            Level is null ? null : Words.Parse<Level>(Level),
            Stem);
    }
}
