using System.Data.Common;
using System.Text.Json.Nodes;
using Bot.Core.Members;
using Bot.Core.Storage;
using Dapper;

namespace Bot.Core.Inbox;

/// <summary>The files that a member attached.</summary>
/// <param name="source">The database.</param>
internal sealed class AttachedFileTraces(DbDataSource source) : IMemberTraces
{
    public string Name => "files";

    public async Task<JsonArray> ExportAsync(WorkspaceId workspace, MemberId member, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            """
            SELECT id AS Id, name AS Name, content AS Content, received_at_ms AS ReceivedAtMs
            FROM attached_file
            WHERE workspace_id = @Workspace AND member_id = @Member
            ORDER BY received_at_ms, id
            """,
            new { Workspace = workspace.ToString(), Member = member.ToString() },
            cancellationToken: cancellationToken));
        return [.. rows.Select(row => new JsonObject
        {
            ["id"] = row.Id,
            ["name"] = row.Name,
            ["contentInBase64"] = Convert.ToBase64String(row.Content),
            ["receivedAt"] = Json.Moment(row.ReceivedAtMs),
        })];
    }

    public Task ForgetAsync(WriteTransaction write, Leaving leaving, CancellationToken cancellationToken) =>
        write.Connection.ExecuteAsync(write.Command(
            "DELETE FROM attached_file WHERE workspace_id = @Workspace AND member_id = @Member",
            new { Workspace = leaving.Workspace.ToString(), Member = leaving.Member.Id.ToString() },
            cancellationToken));

    public async Task<bool> AgeAsync(WriteTransaction write, Ageing ageing, CancellationToken cancellationToken) =>
        await write.Connection.ExecuteAsync(write.Command(
            """
            DELETE FROM attached_file
            WHERE id IN (SELECT id FROM attached_file WHERE workspace_id = @Workspace AND received_at_ms < @BeforeMs LIMIT @Most)
            """,
            new { Workspace = ageing.Workspace.ToString(), BeforeMs = ageing.EventsBefore.ToUnixTimeMilliseconds(), ageing.Most },
            cancellationToken)) == ageing.Most;

    private sealed record Row
    {
        public string Id { get; init; } = "";

        public string Name { get; init; } = "";

        public byte[] Content { get; init; } = [];

        public long ReceivedAtMs { get; init; }
    }
}
