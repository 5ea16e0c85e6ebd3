using System.Data.Common;
using System.Text.Json.Nodes;
using Bot.Core.Chat;
using Bot.Core.Members;
using Bot.Core.Storage;
using Dapper;

namespace Bot.Core.Inbox;

/// <summary>What a member typed and pressed.</summary>
/// <param name="source">The database.</param>
internal sealed class InboxTraces(DbDataSource source) : IMemberTraces
{
    // Stands in the place of what somebody did; nothing handles it.
    private static readonly string Nothing = Json.Write<ChatAction>(new ChatAction.Button("gone", ""));

    public string Name => "events";

    public async Task<JsonArray> ExportAsync(WorkspaceId workspace, MemberId member, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            """
            SELECT id AS Id, event_id AS EventId, channel AS Channel, action AS Action, state AS State, received_at_ms AS ReceivedAtMs,
                   reply_token IS NOT NULL AS HasReplyToken
            FROM inbox
            WHERE workspace_id = @Workspace AND member_id = @Member
            ORDER BY received_at_ms, id
            """,
            new { Workspace = workspace.ToString(), Member = member.ToString() },
            cancellationToken: cancellationToken));
        return [.. rows.Select(row => new JsonObject
        {
            ["id"] = row.Id,
            ["eventId"] = row.EventId,
            ["channel"] = row.Channel,
            ["action"] = JsonNode.Parse(row.Action),
            ["state"] = row.State,
            ["receivedAt"] = Json.Moment(row.ReceivedAtMs),
            ["hasReplyToken"] = row.HasReplyToken,
        })];
    }

    public async Task ForgetAsync(WriteTransaction write, Leaving leaving, CancellationToken cancellationToken)
    {
        var parameters = new
        {
            Workspace = leaving.Workspace.ToString(),
            Member = leaving.Member.Id.ToString(),
            Former = leaving.Former.ToString(),
            Farewell = leaving.Farewell.ToString(),
            Nothing,
        };
        await write.Connection.ExecuteAsync(write.Command(
            "UPDATE inbox SET member_id = @Former, action = @Nothing WHERE workspace_id = @Workspace AND id = @Farewell",
            parameters,
            cancellationToken));
        await write.Connection.ExecuteAsync(write.Command(
            "DELETE FROM inbox WHERE workspace_id = @Workspace AND member_id = @Member", parameters, cancellationToken));
        foreach (var sign in leaving.Signs)
        {
            var others = await write.Connection.QueryAsync<OthersRow>(write.Command(
                "SELECT id AS Id, action AS Action FROM inbox WHERE workspace_id = @Workspace AND instr(action, @Sign) > 0",
                new { Workspace = leaving.Workspace.ToString(), Sign = sign },
                cancellationToken));
            foreach (var row in others.Where(row => Names(Json.Read<ChatAction>(row.Action), leaving.Member)))
            {
                await write.Connection.ExecuteAsync(write.Command("UPDATE inbox SET action = @Nothing WHERE id = @Id", new { row.Id, Nothing }, cancellationToken));
            }
        }
    }

    // A command that took the member as its object. What others wrote in their own answers is theirs.
    private static bool Names(ChatAction action, Member member) =>
        action is ChatAction.Command command
        && command.Options.Values.Any(value =>
            value.Contains(member.PlatformId, StringComparison.Ordinal) || value.Trim().TrimStart('@').Equals(member.DisplayName, StringComparison.OrdinalIgnoreCase));

    public async Task<bool> AgeAsync(WriteTransaction write, Ageing ageing, CancellationToken cancellationToken)
    {
        var old = (await write.Connection.QueryAsync<string>(write.Command(
            """
            SELECT id
            FROM inbox
            WHERE workspace_id = @Workspace AND is_emptied = 0 AND state <> 'received' AND settled_at_ms < @BeforeMs
            ORDER BY settled_at_ms
            LIMIT @Most
            """,
            new
            {
                Workspace = ageing.Workspace.ToString(),
                BeforeMs = Math.Max(ageing.AnswersBefore.ToUnixTimeMilliseconds(), ageing.EventsBefore.ToUnixTimeMilliseconds()),
                ageing.Most,
            },
            cancellationToken))).ToList();
        await write.Connection.ExecuteAsync(write.Command(
            """
            DELETE FROM inbox
            WHERE id IN @Old
              AND NOT EXISTS (SELECT 1 FROM answer a WHERE a.inbox_id = inbox.id)
              AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.inbox_id = inbox.id)
            """,
            new { Old = old },
            cancellationToken));

        // An event that something still refers to is emptied and stays as a mere number.
        await write.Connection.ExecuteAsync(write.Command(
            "UPDATE inbox SET action = @Nothing, reply_token = NULL, is_emptied = 1 WHERE id IN @Old", new { Old = old, Nothing }, cancellationToken));
        return old.Count == ageing.Most;
    }

    private sealed record OthersRow
    {
        public string Id { get; init; } = "";

        public string Action { get; init; } = "";
    }

    private sealed record Row
    {
        public string Id { get; init; } = "";

        public string EventId { get; init; } = "";

        public string Channel { get; init; } = "";

        public string Action { get; init; } = "";

        public string State { get; init; } = "";

        public long ReceivedAtMs { get; init; }

        public bool HasReplyToken { get; init; }
    }
}
