using System.Collections.Immutable;
using System.Data.Common;
using Bot.Core.Members;
using Bot.Core.Questions;
using Dapper;

namespace Bot.Core.Review;

/// <summary>The questions that a member has missed.</summary>
/// <param name="source">The database.</param>
public sealed class MissStore(DbDataSource source)
{
    /// <summary>Lists the questions to which a member's last judged or rated answer was empty, weak or mixed. What the grader was not sure of is no answer here.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="member">The member.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The questions, the latest missed first.</returns>
    public async Task<ImmutableArray<QuestionId>> ListAsync(WorkspaceId workspace, MemberId member, int most, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var ids = await connection.QueryAsync<string>(new CommandDefinition(
            """
            SELECT Question
            FROM (
                SELECT a.question_id AS Question, a.received_at_ms AS ReceivedAtMs, v.kind AS Kind,
                       row_number() OVER (PARTITION BY a.question_id ORDER BY a.received_at_ms DESC, a.id DESC) AS Number
                FROM answer a
                JOIN question q ON q.id = a.question_id AND q.retired_at_ms IS NULL
                JOIN verdict v ON v.id = (SELECT max(latest.id) FROM verdict latest WHERE latest.answer_id = a.id)
                WHERE a.workspace_id = @Workspace AND a.member_id = @Member AND v.kind <> 'not-sure')
            WHERE Number = 1 AND Kind <> 'strong'
            ORDER BY ReceivedAtMs DESC, Question
            LIMIT @Most
            """,
            new { Workspace = workspace.ToString(), Member = member.ToString(), Most = most },
            cancellationToken: cancellationToken));
        return [.. ids.Select(id => new QuestionId(Guid.Parse(id)))];
    }
}
