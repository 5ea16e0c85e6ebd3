using Bot.Core.Grading;
using Bot.Core.Members;
using Bot.Core.Storage;
using Dapper;

namespace Bot.Core.Standings;

/// <summary>The points that members earned, one entry an answer.</summary>
public sealed class PointsLedger
{
    /// <summary>Enters the points of an answer that counts.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="member">Who earned them.</param>
    /// <param name="points">How many, 0 to 100.</param>
    /// <param name="at">When the answer was received: the period that they belong to.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A task that ends when they are entered; a second entry for the same answer changes nothing.</returns>
    public Task AwardAsync(
        WriteTransaction write,
        WorkspaceId workspace,
        AnswerId answer,
        MemberId member,
        int points,
        DateTimeOffset at,
        CancellationToken cancellationToken) =>
        write.Connection.ExecuteAsync(write.Command(
            """
            INSERT INTO points (answer_id, workspace_id, member_id, points, earned_at_ms)
            VALUES (@Answer, @Workspace, @Member, @Points, @AtMs)
            ON CONFLICT (answer_id) DO NOTHING
            """,
            new
            {
                Answer = answer.ToString(),
                Workspace = workspace.ToString(),
                Member = member.ToString(),
                Points = points,
                AtMs = at.ToUnixTimeMilliseconds(),
            },
            cancellationToken));
}
