using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Core.Members;
using Bot.Core.Storage;
using Dapper;

namespace Bot.Host.LocalChat;

/// <summary>What the page shows to a member alone, in reply to the member, and about the member to others.</summary>
/// <param name="source">The database.</param>
/// <param name="bell">Wakes the connected pages.</param>
internal sealed class LocalTraces(DbDataSource source, LocalChatBell bell) : IMemberTraces
{
    public string Name => "page";

    public async Task<JsonArray> ExportAsync(WorkspaceId workspace, MemberId member, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            """
            SELECT sequence AS Sequence, channel_id AS Channel, message AS Message, posted_at_ms AS PostedAtMs
            FROM local_message
            WHERE workspace_id = @Workspace AND visible_to = @Member
            ORDER BY sequence
            """,
            new { Workspace = workspace.ToString(), Member = member.ToString() },
            cancellationToken: cancellationToken));
        return [.. rows.Select(row => new JsonObject
        {
            ["sequence"] = row.Sequence,
            ["channel"] = row.Channel,
            ["message"] = Exports.Slim(row.Message),
            ["postedAt"] = DateTimeOffset.FromUnixTimeMilliseconds(row.PostedAtMs).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        })];
    }

    public async Task ForgetAsync(WriteTransaction write, Leaving leaving, CancellationToken cancellationToken)
    {
        await write.Connection.ExecuteAsync(write.Command(
            "DELETE FROM local_message WHERE workspace_id = @Workspace AND visible_to = @Member",
            new { Workspace = leaving.Workspace.ToString(), Member = leaving.Member.Id.ToString() },
            cancellationToken));
        foreach (var sign in leaving.Signs)
        {
            var rows = await write.Connection.QueryAsync<Row>(write.Command(
                """
                SELECT sequence AS Sequence, channel_id AS Channel, message AS Message, posted_at_ms AS PostedAtMs
                FROM local_message
                WHERE workspace_id = @Workspace AND instr(message, @Sign) > 0
                """,
                new { Workspace = leaving.Workspace.ToString(), Sign = sign },
                cancellationToken));
            foreach (var row in rows)
            {
                await StripAsync(write, leaving, row, cancellationToken);
            }
        }

        write.AfterCommit(bell.RingForDirectory);
    }

    public async Task<bool> AgeAsync(WriteTransaction write, Ageing ageing, CancellationToken cancellationToken) =>
        await write.Connection.ExecuteAsync(write.Command(
            """
            DELETE FROM local_message
            WHERE sequence IN (
                SELECT sequence
                FROM local_message
                WHERE workspace_id = @Workspace AND visible_to IS NOT NULL AND posted_at_ms < @BeforeMs
                LIMIT @Most)
            """,
            new { Workspace = ageing.Workspace.ToString(), BeforeMs = ageing.AnswersBefore.ToUnixTimeMilliseconds(), ageing.Most },
            cancellationToken)) == ageing.Most;

    // What others see because the member asked for it goes; what names the member otherwise stays without that.
    private static Task StripAsync(WriteTransaction write, Leaving leaving, Row row, CancellationToken cancellationToken)
    {
        var content = JsonSerializer.Deserialize<LocalContent>(row.Message, LocalJson.Options)!;
        return write.Connection.ExecuteAsync(content.UsedBy?.Member == leaving.Member.PlatformId
            ? write.Command("DELETE FROM local_message WHERE sequence = @Sequence", new { row.Sequence }, cancellationToken)
            : write.Command(
                "UPDATE local_message SET message = @Message WHERE sequence = @Sequence",
                new { row.Sequence, Message = JsonSerializer.Serialize(content with { View = leaving.Strip(content.View) }, LocalJson.Options) },
                cancellationToken));
    }

    private sealed record Row
    {
        public long Sequence { get; init; }

        public string? Channel { get; init; }

        public string Message { get; init; } = "";

        public long PostedAtMs { get; init; }
    }
}
