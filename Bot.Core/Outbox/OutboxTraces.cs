using System.Data.Common;
using System.Text.Json.Nodes;
using Bot.Core.Chat;
using Bot.Core.Chat.Words;
using Bot.Core.Members;
using Bot.Core.Storage;
using Dapper;

namespace Bot.Core.Outbox;

/// <summary>Messages to a member, sent or not, and messages to others that name the member.</summary>
/// <param name="source">The database.</param>
internal sealed class OutboxTraces(DbDataSource source) : IMemberTraces
{
    private const string Nothing = "{}";

    public string Name => "messages";

    public async Task<JsonArray> ExportAsync(WorkspaceId workspace, MemberId member, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            """
            SELECT id AS Id, message AS Message, state AS State, queued_at_ms AS QueuedAtMs, settled_at_ms AS SettledAtMs
            FROM outbox
            WHERE workspace_id = @Workspace AND member_id = @Member
            ORDER BY queued_at_ms, id
            """,
            new { Workspace = workspace.ToString(), Member = member.ToString() },
            cancellationToken: cancellationToken));
        return [.. rows.Select(row => new JsonObject
        {
            ["id"] = row.Id,
            ["message"] = Exports.Slim(row.Message),
            ["state"] = row.State,
            ["queuedAt"] = Json.Moment(row.QueuedAtMs),
            ["settledAt"] = Json.Moment(row.SettledAtMs),
        })];
    }

    public async Task ForgetAsync(WriteTransaction write, Leaving leaving, CancellationToken cancellationToken)
    {
        var parameters = new { Workspace = leaving.Workspace.ToString(), Member = leaving.Member.Id.ToString() };
        await write.Connection.ExecuteAsync(write.Command(
            "UPDATE outbox SET after_id = NULL WHERE after_id IN (SELECT id FROM outbox WHERE workspace_id = @Workspace AND member_id = @Member)",
            parameters,
            cancellationToken));
        await write.Connection.ExecuteAsync(write.Command(
            "DELETE FROM outbox WHERE workspace_id = @Workspace AND member_id = @Member", parameters, cancellationToken));
        await write.Connection.ExecuteAsync(write.Command(
            """
            UPDATE outbox
            SET channel = '', message = @Nothing, settled_at_ms = ifnull(settled_at_ms, queued_at_ms),
                reason = CASE state WHEN 'pending' THEN @Reason ELSE reason END, state = CASE state WHEN 'pending' THEN 'abandoned' ELSE state END
            WHERE workspace_id = @Workspace AND channel IN @Own
            """,
            new { Workspace = leaving.Workspace.ToString(), Own = leaving.OwnChannels, Reason = PrivacyWords.HasLeft, Nothing },
            cancellationToken));
        foreach (var sign in leaving.Signs)
        {
            var rows = await write.Connection.QueryAsync<Row>(write.Command(
                """
                SELECT id AS Id, message AS Message, state AS State, queued_at_ms AS QueuedAtMs, settled_at_ms AS SettledAtMs
                FROM outbox
                WHERE workspace_id = @Workspace AND instr(message, @Sign) > 0
                """,
                new { Workspace = leaving.Workspace.ToString(), Sign = sign },
                cancellationToken));
            foreach (var row in rows)
            {
                await write.Connection.ExecuteAsync(write.Command(
                    "UPDATE outbox SET message = @Message WHERE id = @Id",
                    new { row.Id, Message = Json.Write(leaving.Strip(Json.Read<MessageView>(row.Message))) },
                    cancellationToken));
            }
        }
    }

    public async Task<bool> AgeAsync(WriteTransaction write, Ageing ageing, CancellationToken cancellationToken)
    {
        var parameters = new
        {
            Workspace = ageing.Workspace.ToString(),
            EventsBeforeMs = ageing.EventsBefore.ToUnixTimeMilliseconds(),
            BeforeMs = Math.Max(ageing.AnswersBefore.ToUnixTimeMilliseconds(), ageing.EventsBefore.ToUnixTimeMilliseconds()),
            ageing.Most,
            Nothing,
        };
        var old = (await write.Connection.QueryAsync<string>(write.Command(
            """
            SELECT id
            FROM outbox
            WHERE workspace_id = @Workspace AND state <> 'pending' AND settled_at_ms < @BeforeMs AND member_id IS NOT NULL
            LIMIT @Most
            """,
            parameters,
            cancellationToken))).ToList();
        await write.Connection.ExecuteAsync(write.Command("UPDATE outbox SET after_id = NULL WHERE after_id IN @Old", new { Old = old }, cancellationToken));
        await write.Connection.ExecuteAsync(write.Command("DELETE FROM outbox WHERE id IN @Old", new { Old = old }, cancellationToken));

        // Drills refer to what was posted in a channel: its row stays, emptied.
        var emptied = await write.Connection.ExecuteAsync(write.Command(
            """
            UPDATE outbox SET message = @Nothing
            WHERE id IN (
                SELECT id
                FROM outbox
                WHERE workspace_id = @Workspace AND state <> 'pending' AND settled_at_ms < @EventsBeforeMs
                  AND channel IS NOT NULL AND message <> @Nothing
                LIMIT @Most)
            """,
            parameters,
            cancellationToken));
        return old.Count == ageing.Most || emptied == ageing.Most;
    }

    private sealed record Row
    {
        public string Id { get; init; } = "";

        public string Message { get; init; } = "";

        public string State { get; init; } = "";

        public long QueuedAtMs { get; init; }

        public long? SettledAtMs { get; init; }
    }
}
