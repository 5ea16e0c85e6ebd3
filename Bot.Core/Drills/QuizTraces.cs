using System.Data.Common;
using System.Text.Json.Nodes;
using Bot.Core.Members;
using Bot.Core.Storage;
using Dapper;

namespace Bot.Core.Drills;

/// <summary>The questions that a member asked for.</summary>
/// <param name="source">The database.</param>
internal sealed class QuizTraces(DbDataSource source) : IMemberTraces
{
    public string Name => "quizzes";

    public async Task<JsonArray> ExportAsync(WorkspaceId workspace, MemberId member, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            """
            SELECT z.id AS Id, k.key AS Question, z.channel AS Channel, z.asked_at_ms AS AskedAtMs
            FROM quiz z
            JOIN question_key k ON k.question_id = z.question_id AND k.is_current = 1
            WHERE z.workspace_id = @Workspace AND z.member_id = @Member
            ORDER BY z.asked_at_ms, z.id
            """,
            new { Workspace = workspace.ToString(), Member = member.ToString() },
            cancellationToken: cancellationToken));
        return [.. rows.Select(row => new JsonObject
        {
            ["id"] = row.Id,
            ["question"] = row.Question,
            ["channel"] = row.Channel,
            ["askedAt"] = Json.Moment(row.AskedAtMs),
        })];
    }

    public Task ForgetAsync(WriteTransaction write, Leaving leaving, CancellationToken cancellationToken) =>
        write.Connection.ExecuteAsync(write.Command(
            "DELETE FROM quiz WHERE workspace_id = @Workspace AND member_id = @Member",
            new { Workspace = leaving.Workspace.ToString(), Member = leaving.Member.Id.ToString() },
            cancellationToken));

    private sealed record Row
    {
        public string Id { get; init; } = "";

        public string Question { get; init; } = "";

        public string Channel { get; init; } = "";

        public long AskedAtMs { get; init; }
    }
}
