using System.Data.Common;
using System.Text.Json.Nodes;
using Bot.Core.Chat.Words;
using Bot.Core.Members;
using Bot.Core.Storage;
using Dapper;

namespace Bot.Core.Drills;

/// <summary>The schedules that a member made. They are the group's, and go on without the name.</summary>
/// <param name="source">The database.</param>
/// <param name="occurrences">Knows what waits to be revealed.</param>
/// <param name="alarms">Rings for what need not wait for the member any more.</param>
/// <param name="time">The clock.</param>
internal sealed class ScheduleTraces(DbDataSource source, OccurrenceStore occurrences, IDrillAlarms alarms, TimeProvider time) : IMemberTraces
{
    public string Name => "schedules";

    public async Task<JsonArray> ExportAsync(WorkspaceId workspace, MemberId member, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            """
            SELECT number AS Number, channel AS Channel, cron AS Cron, zone AS Zone, filter AS Filter, state AS State, created_at_ms AS CreatedAtMs
            FROM schedule
            WHERE workspace_id = @Workspace AND created_by = @Member
            ORDER BY number
            """,
            new { Workspace = workspace.ToString(), Member = member.ToString() },
            cancellationToken: cancellationToken));
        return [.. rows.Select(row => new JsonObject
        {
            ["number"] = row.Number,
            ["channel"] = row.Channel,
            ["cron"] = row.Cron,
            ["zone"] = row.Zone,
            ["filter"] = JsonNode.Parse(row.Filter),
            ["state"] = row.State,
            ["createdAt"] = Json.Moment(row.CreatedAtMs),
        })];
    }

    public async Task ForgetAsync(WriteTransaction write, Leaving leaving, CancellationToken cancellationToken)
    {
        await write.Connection.ExecuteAsync(write.Command(
            "UPDATE schedule SET created_by = @Former WHERE workspace_id = @Workspace AND created_by = @Member",
            new { Former = leaving.Former.ToString(), Workspace = leaving.Workspace.ToString(), Member = leaving.Member.Id.ToString() },
            cancellationToken));

        // What posts into the member's own direct messages has nobody left to post to.
        var gone = new { Workspace = leaving.Workspace.ToString(), Own = leaving.OwnChannels, Reason = PrivacyWords.HasLeft };
        await write.Connection.ExecuteAsync(write.Command(
            """
            UPDATE occurrence SET state = 'abandoned', reason = @Reason
            WHERE state IN ('queued', 'open') AND schedule_id IN (SELECT id FROM schedule WHERE workspace_id = @Workspace AND channel IN @Own)
            """,
            gone,
            cancellationToken));
        await write.Connection.ExecuteAsync(write.Command(
            "UPDATE schedule SET state = 'removed', channel = '' WHERE workspace_id = @Workspace AND channel IN @Own", gone, cancellationToken));

        // A reveal may have waited for nothing but the verdict on an answer that is gone now.
        var waiting = (await occurrences.ListUnfinishedAsync(cancellationToken))
            .Where(occurrence => occurrence.Workspace == leaving.Workspace && occurrence is { State: OccurrenceState.Closed, IsRevealQueued: false })
            .ToList();
        write.AfterCommit(() => waiting.ForEach(occurrence => alarms.SetClose(occurrence.Workspace, occurrence.Id, time.GetUtcNow())));
    }

    private sealed record Row
    {
        public long Number { get; init; }

        public string Channel { get; init; } = "";

        public string Cron { get; init; } = "";

        public string Zone { get; init; } = "";

        public string Filter { get; init; } = "";

        public string State { get; init; } = "";

        public long CreatedAtMs { get; init; }
    }
}
