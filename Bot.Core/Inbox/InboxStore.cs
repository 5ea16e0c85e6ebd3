using System.Data.Common;
using Bot.Core.Chat;
using Bot.Core.Members;
using Bot.Core.Storage;
using Dapper;
using Microsoft.AspNetCore.DataProtection;

namespace Bot.Core.Inbox;

/// <summary>
/// Events that must be handled once. A row is <c>received</c> when the adapter stored it, <c>handled</c> when the effects of
/// its one handler were committed with it, and <c>failed</c> when the handler threw: the member was then given the reference
/// that the row holds, and the row still holds what the member wrote.
/// </summary>
/// <param name="source">The database.</param>
/// <param name="gate">The door for writes.</param>
/// <param name="members">Resolves who and where.</param>
/// <param name="ids">Gives identifiers.</param>
/// <param name="protection">Encrypts reply tokens.</param>
public sealed class InboxStore(DbDataSource source, WriteGate gate, MemberStore members, IdSource ids, IDataProtectionProvider protection)
{
    private const int MostAttempts = 3;

    private readonly IDataProtector _tokens = protection.CreateProtector("Redflag.ReplyToken");

    /// <summary>Stores an event in one short transaction. Once this returned, the event survives whatever happens.</summary>
    /// <param name="received">The event.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The stored event, and whether it is new.</returns>
    public Task<StoredEvent> StoreAsync(ChatEvent received, CancellationToken cancellationToken) =>
        gate.RunAsync(
            async (write, token) =>
            {
                var workspace = await members.MeetWorkspaceAsync(
                    write, received.Channel.Platform, received.Channel.Workspace, Workspace.UnknownZone, received.ReceivedAt, token);
                var member = await members.MeetMemberAsync(
                    write,
                    workspace.Id,
                    received.User.Id,
                    received.User.DisplayName,
                    firstIsOrganiser: received.Channel.Platform is Platform.Local,
                    received.ReceivedAt,
                    token);
                var id = new InboxId(ids.Next());
                var inserted = await write.Connection.ExecuteAsync(write.Command(
                    """
                    INSERT INTO inbox (
                        id, workspace_id, member_id, platform, event_id, channel, is_administrator, action,
                        received_at_ms, reply_token, reply_expires_at_ms)
                    VALUES (
                        @Id, @Workspace, @Member, @Platform, @EventId, @Channel, @IsAdministrator, @Action,
                        @ReceivedAtMs, @ReplyToken, @ReplyExpiresAtMs)
                    ON CONFLICT (platform, event_id) DO NOTHING
                    """,
                    new
                    {
                        Id = id.ToString(),
                        Workspace = workspace.Id.ToString(),
                        Member = member.Id.ToString(),
                        Platform = Words.Of(received.Channel.Platform),
                        received.EventId,
                        received.Channel.Channel,
                        received.User.IsAdministrator,
                        Action = Json.Write(received.Action),
                        ReceivedAtMs = received.ReceivedAt.ToUnixTimeMilliseconds(),
                        ReplyToken = _tokens.Protect(received.Reply.Token),
                        ReplyExpiresAtMs = received.Reply.ExpiresAt.ToUnixTimeMilliseconds(),
                    },
                    token));
                return new StoredEvent(new InboxEntry(id, received, workspace, member), IsNew: inserted == 1);
            },
            cancellationToken);

    /// <summary>Marks an event as handled, in the transaction of its effects.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="id">The event.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns><see langword="false"/> when it was settled before: the effects must then not happen again.</returns>
    public async Task<bool> MarkHandledAsync(
        WriteTransaction write, WorkspaceId workspace, InboxId id, DateTimeOffset at, CancellationToken cancellationToken) =>
        await write.Connection.ExecuteAsync(write.Command(
            """
            UPDATE inbox SET state = 'handled', settled_at_ms = @AtMs
            WHERE workspace_id = @Workspace AND id = @Id AND state = 'received'
            """,
            new { Workspace = workspace.ToString(), Id = id.ToString(), AtMs = at.ToUnixTimeMilliseconds() },
            cancellationToken)) == 1;

    /// <summary>Marks an event as failed.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="id">The event.</param>
    /// <param name="reference">What the member was told and the log says.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns><see langword="false"/> when it was settled before.</returns>
    public async Task<bool> MarkFailedAsync(
        WriteTransaction write, WorkspaceId workspace, InboxId id, string reference, DateTimeOffset at, CancellationToken cancellationToken) =>
        await write.Connection.ExecuteAsync(write.Command(
            """
            UPDATE inbox SET state = 'failed', fault = @Reference, settled_at_ms = @AtMs
            WHERE workspace_id = @Workspace AND id = @Id AND state = 'received'
            """,
            new { Workspace = workspace.ToString(), Id = id.ToString(), Reference = reference, AtMs = at.ToUnixTimeMilliseconds() },
            cancellationToken)) == 1;

    /// <summary>Takes up the events that an earlier run stored and did not settle, oldest first, and counts the attempt.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The events, each with whether it may be tried once more; one that cut three runs short may not.</returns>
    public Task<IReadOnlyList<(InboxEntry Entry, bool MayTry)>> TakeUpAsync(CancellationToken cancellationToken) =>
        gate.RunAsync<IReadOnlyList<(InboxEntry, bool)>>(
            async (write, token) =>
            {
                await write.Connection.ExecuteAsync(write.Command(
                    "UPDATE inbox SET attempts = attempts + 1 WHERE state = 'received'", null, token));
                var rows = await write.Connection.QueryAsync<Row>(write.Command(
                    $"{SelectEntries} WHERE i.state = 'received' ORDER BY i.received_at_ms, i.id", null, token));
                return [.. rows.Select(row => (row.ToEntry(), row.Attempts <= MostAttempts))];
            },
            cancellationToken);

    /// <summary>Tells whether events that were received before an instant still wait for their handler.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="before">The instant.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns><see langword="true"/> when at least one does.</returns>
    public async Task<bool> IsBehindAsync(WriteTransaction write, WorkspaceId workspace, DateTimeOffset before, CancellationToken cancellationToken) =>
        await write.Connection.ExecuteScalarAsync<long>(write.Command(
            "SELECT EXISTS (SELECT 1 FROM inbox WHERE workspace_id = @Workspace AND state = 'received' AND received_at_ms < @BeforeMs)",
            new { Workspace = workspace.ToString(), BeforeMs = before.ToUnixTimeMilliseconds() },
            cancellationToken)) == 1;

    /// <summary>Counts the events that were stored and not settled.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>How many, of all workspaces.</returns>
    public async Task<long> CountUnsettledAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "SELECT count(*) FROM inbox WHERE state = 'received'", cancellationToken: cancellationToken));
    }

    /// <summary>Finds an event, settled or not.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="id">The event.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The event without its reply token, or <see langword="null"/>.</returns>
    public async Task<InboxEntry?> FindAsync(WorkspaceId workspace, InboxId id, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            $"{SelectEntries} WHERE i.workspace_id = @Workspace AND i.id = @Id",
            new { Workspace = workspace.ToString(), Id = id.ToString() },
            cancellationToken: cancellationToken));
        return row?.ToEntry();
    }

    /// <summary>Reads how to reply to an event.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="id">The event.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Where it happened and its handle, or <see langword="null"/> once the token was deleted.</returns>
    public async Task<(ChannelAddress Channel, ReplyHandle Reply)?> FindReplyAsync(WorkspaceId workspace, InboxId id, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            $"{SelectEntries} WHERE i.workspace_id = @Workspace AND i.id = @Id AND i.reply_token IS NOT NULL",
            new { Workspace = workspace.ToString(), Id = id.ToString() },
            cancellationToken: cancellationToken));
        return row is { ReplyToken: { } token }
            ? (row.ToEntry().Event.Channel, new ReplyHandle(_tokens.Unprotect(token), DateTimeOffset.FromUnixTimeMilliseconds(row.ReplyExpiresAtMs)))
            : null;
    }

    /// <summary>Removes an event. What refers to it has to be gone.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="id">The event.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A task that ends when it is removed.</returns>
    public Task RemoveAsync(WriteTransaction write, WorkspaceId workspace, InboxId id, CancellationToken cancellationToken) =>
        write.Connection.ExecuteAsync(write.Command(
            "DELETE FROM inbox WHERE workspace_id = @Workspace AND id = @Id",
            new { Workspace = workspace.ToString(), Id = id.ToString() },
            cancellationToken));

    /// <summary>Deletes the reply tokens that no platform takes any more.</summary>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>How many were deleted.</returns>
    public Task<int> DeleteExpiredTokensAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        gate.RunAsync(
            (write, token) => write.Connection.ExecuteAsync(write.Command(
                "UPDATE inbox SET reply_token = NULL WHERE reply_token IS NOT NULL AND reply_expires_at_ms <= @NowMs",
                new { NowMs = now.ToUnixTimeMilliseconds() },
                token)),
            cancellationToken);

    private const string SelectEntries =
        """
        SELECT i.id AS Id, i.event_id AS EventId, i.channel AS Channel, i.is_administrator AS IsAdministrator, i.action AS Action,
               i.received_at_ms AS ReceivedAtMs, i.reply_token AS ReplyToken, i.reply_expires_at_ms AS ReplyExpiresAtMs,
               i.attempts AS Attempts,
               w.workspace_id AS WorkspaceId, w.platform AS Platform, w.platform_id AS WorkspacePlatformId, w.zone AS Zone,
               m.id AS MemberId, m.platform_id AS MemberPlatformId, m.display_name AS DisplayName, m.is_organiser AS IsOrganiser
        FROM inbox i
        JOIN workspace w ON w.workspace_id = i.workspace_id
        JOIN member m ON m.id = i.member_id
        """;

    private sealed record Row
    {
        public string Id { get; init; } = "";

        public string EventId { get; init; } = "";

        public string Channel { get; init; } = "";

        public bool IsAdministrator { get; init; }

        public string Action { get; init; } = "";

        public long ReceivedAtMs { get; init; }

        public string? ReplyToken { get; init; }

        public long ReplyExpiresAtMs { get; init; }

        public long Attempts { get; init; }

        public string WorkspaceId { get; init; } = "";

        public string Platform { get; init; } = "";

        public string WorkspacePlatformId { get; init; } = "";

        public string Zone { get; init; } = "";

        public string MemberId { get; init; } = "";

        public string MemberPlatformId { get; init; } = "";

        public string DisplayName { get; init; } = "";

        public bool IsOrganiser { get; init; }

        public InboxEntry ToEntry()
        {
            var platform = Words.Parse<Platform>(Platform);
            return new InboxEntry(
                new InboxId(Guid.Parse(Id)),
                new ChatEvent
                {
                    EventId = EventId,
                    Channel = new ChannelAddress(platform, WorkspacePlatformId, Channel),
                    User = new ChatUser(MemberPlatformId, DisplayName, IsAdministrator),
                    ReceivedAt = DateTimeOffset.FromUnixTimeMilliseconds(ReceivedAtMs),
                    Reply = new ReplyHandle("", DateTimeOffset.FromUnixTimeMilliseconds(ReplyExpiresAtMs)),
                    Action = Json.Read<ChatAction>(Action),
                },
                new Workspace(new WorkspaceId(Guid.Parse(WorkspaceId)), platform, WorkspacePlatformId, Zone),
                new Member(new MemberId(Guid.Parse(MemberId)), MemberPlatformId, DisplayName, IsOrganiser));
        }
    }
}
