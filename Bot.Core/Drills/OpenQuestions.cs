using System.Data.Common;
using Bot.Core.Grading;
using Bot.Core.Members;
using Dapper;

namespace Bot.Core.Drills;

/// <summary>Finds what a member means with an answer that names no question.</summary>
/// <param name="source">The database.</param>
internal sealed class OpenQuestions(DbDataSource source)
{
    /// <summary>
    /// Takes what the member has not answered before what is answered, and of each the one asked last: the drill that runs in
    /// the channel, or the member's last quiz.
    /// </summary>
    public async Task<AnswerTarget?> FindAsync(
        WorkspaceId workspace, MemberId? member, string channel, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var row = await connection.QueryFirstOrDefaultAsync<Row>(new CommandDefinition(
            """
            SELECT o.id AS Id, 1 AS IsDrill, o.planned_at_ms AS AskedAtMs,
                   EXISTS (SELECT 1 FROM answer a WHERE a.occurrence_id = o.id AND a.member_id = @Member) AS IsAnswered
            FROM occurrence o
            JOIN schedule s ON s.id = o.schedule_id
            WHERE o.workspace_id = @Workspace AND s.channel = @Channel AND o.state IN ('queued', 'open') AND o.closes_at_ms > @NowMs
            UNION ALL
            SELECT q.id, 0, q.asked_at_ms, EXISTS (SELECT 1 FROM answer a WHERE a.quiz_id = q.id)
            FROM quiz q
            WHERE q.workspace_id = @Workspace AND q.member_id = @Member
            ORDER BY IsAnswered, AskedAtMs DESC, Id DESC
            LIMIT 1
            """,
            new { Workspace = workspace.ToString(), Member = member?.ToString(), Channel = channel, NowMs = now.ToUnixTimeMilliseconds() },
            cancellationToken: cancellationToken));
        return row is null ? null
            : row.IsDrill ? new AnswerTarget.Drill(new OccurrenceId(Guid.Parse(row.Id)))
            : new AnswerTarget.Quiz(new QuizId(Guid.Parse(row.Id)));
    }

    private sealed record Row
    {
        public string Id { get; init; } = "";

        public bool IsDrill { get; init; }

        public long AskedAtMs { get; init; }

        public bool IsAnswered { get; init; }
    }
}
