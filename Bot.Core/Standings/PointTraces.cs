using System.Data.Common;
using System.Text.Json.Nodes;
using Bot.Core.Members;
using Bot.Core.Storage;
using Dapper;

namespace Bot.Core.Standings;

/// <summary>A member's points.</summary>
/// <param name="source">The database.</param>
internal sealed class PointTraces(DbDataSource source) : IMemberTraces
{
    public string Name => "points";

    public async Task<JsonArray> ExportAsync(WorkspaceId workspace, MemberId member, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            """
            SELECT answer_id AS Answer, points AS Points, earned_at_ms AS EarnedAtMs
            FROM points
            WHERE workspace_id = @Workspace AND member_id = @Member
            ORDER BY earned_at_ms, answer_id
            """,
            new { Workspace = workspace.ToString(), Member = member.ToString() },
            cancellationToken: cancellationToken));
        return [.. rows.Select(row => new JsonObject
        {
            ["answer"] = row.Answer,
            ["points"] = row.Points,
            ["earnedAt"] = Json.Moment(row.EarnedAtMs),
        })];
    }

    public Task ForgetAsync(WriteTransaction write, Leaving leaving, CancellationToken cancellationToken) =>
        write.Connection.ExecuteAsync(write.Command(
            "DELETE FROM points WHERE workspace_id = @Workspace AND member_id = @Member",
            new { Workspace = leaving.Workspace.ToString(), Member = leaving.Member.Id.ToString() },
            cancellationToken));

    private sealed record Row
    {
        public string Answer { get; init; } = "";

        public long Points { get; init; }

        public long EarnedAtMs { get; init; }
    }
}
