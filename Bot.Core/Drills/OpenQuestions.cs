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
    /// Takes what the member has not answered before what is answered; of each the question of a round that is open in the
    /// channel before all others, and then the one asked last: the channel's daily question, or the member's last quiz.
    /// </summary>
    public async Task<AnswerTarget?> FindAsync(
        WorkspaceId workspace, MemberId? member, string channel, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var row = await connection.QueryFirstOrDefaultAsync<Row>(new CommandDefinition(
            """
            SELECT r.occurrence_id AS Id, 1 AS IsRound, 1 AS IsDrill, r.position AS Position, r.opened_at_ms AS AskedAtMs,
                   EXISTS (
                       SELECT 1 FROM answer a
                       WHERE a.occurrence_id = r.occurrence_id AND a.position = r.position AND a.member_id = @Member) AS IsAnswered
            FROM round_question r
            JOIN occurrence o ON o.id = r.occurrence_id
            WHERE r.workspace_id = @Workspace AND o.channel = @Channel AND o.kind = 'round' AND o.state = 'open'
              AND r.state = 'open' AND r.closes_at_ms > @NowMs
            UNION ALL
            SELECT o.id, 0, 1, 0, o.planned_at_ms, EXISTS (SELECT 1 FROM answer a WHERE a.occurrence_id = o.id AND a.member_id = @Member)
            FROM occurrence o
            WHERE o.workspace_id = @Workspace AND o.channel = @Channel AND o.kind = 'daily'
              AND o.state IN ('queued', 'open') AND o.closes_at_ms > @NowMs
            UNION ALL
            SELECT q.id, 0, 0, 0, q.asked_at_ms, EXISTS (SELECT 1 FROM answer a WHERE a.quiz_id = q.id)
            FROM quiz q
            WHERE q.workspace_id = @Workspace AND q.member_id = @Member
            ORDER BY IsAnswered, IsRound DESC, AskedAtMs DESC, Id DESC
            LIMIT 1
            """,
            new { Workspace = workspace.ToString(), Member = member?.ToString(), Channel = channel, NowMs = now.ToUnixTimeMilliseconds() },
            cancellationToken: cancellationToken));
        return row switch
        {
            null => null,
            { IsRound: true } => new AnswerTarget.Round(new OccurrenceId(Guid.Parse(row.Id)), (int)row.Position),
            { IsDrill: true } => new AnswerTarget.Drill(new OccurrenceId(Guid.Parse(row.Id))),
            _ => new AnswerTarget.Quiz(new QuizId(Guid.Parse(row.Id))),
        };
    }

    private sealed record Row
    {
        public string Id { get; init; } = "";

        public bool IsRound { get; init; }

        public bool IsDrill { get; init; }

        public long Position { get; init; }

        public long AskedAtMs { get; init; }

        public bool IsAnswered { get; init; }
    }
}
