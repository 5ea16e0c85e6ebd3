using System.Data.Common;
using System.Text.Json.Nodes;
using Bot.Core.Chat.Words;
using Bot.Core.Members;
using Bot.Core.Storage;
using Dapper;

namespace Bot.Core.Drills.Rounds;

/// <summary>The rounds that a member started. They are the group's, and go on without the name.</summary>
/// <param name="source">The database.</param>
internal sealed class RoundTraces(DbDataSource source) : IMemberTraces
{
    public string Name => "rounds";

    public async Task<JsonArray> ExportAsync(WorkspaceId workspace, MemberId member, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            """
            SELECT channel AS Channel, planned_at_ms AS StartedAtMs, state AS State
            FROM occurrence
            WHERE workspace_id = @Workspace AND started_by = @Member
            ORDER BY planned_at_ms, id
            """,
            new { Workspace = workspace.ToString(), Member = member.ToString() },
            cancellationToken: cancellationToken));
        return [.. rows.Select(row => new JsonObject
        {
            ["channel"] = row.Channel,
            ["startedAt"] = Json.Moment(row.StartedAtMs),
            ["state"] = row.State,
        })];
    }

    public async Task ForgetAsync(WriteTransaction write, Leaving leaving, CancellationToken cancellationToken)
    {
        await write.Connection.ExecuteAsync(write.Command(
            "UPDATE occurrence SET started_by = NULL WHERE workspace_id = @Workspace AND started_by = @Member",
            new { Workspace = leaving.Workspace.ToString(), Member = leaving.Member.Id.ToString() },
            cancellationToken));

        // What ran in the member's own direct messages has nobody left to run for.
        await write.Connection.ExecuteAsync(write.Command(
            """
            UPDATE occurrence
            SET channel = '',
                reason = CASE WHEN state IN ('queued', 'open', 'closed') THEN @Reason ELSE reason END,
                state = CASE WHEN state IN ('queued', 'open', 'closed') THEN 'abandoned' ELSE state END
            WHERE workspace_id = @Workspace AND channel IN @Own
            """,
            new { Workspace = leaving.Workspace.ToString(), Own = leaving.OwnChannels, Reason = PrivacyWords.HasLeft },
            cancellationToken));
    }

    private sealed record Row
    {
        public string Channel { get; init; } = "";

        public long StartedAtMs { get; init; }

        public string State { get; init; } = "";
    }
}
