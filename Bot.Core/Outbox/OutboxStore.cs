using System.Data.Common;
using Bot.Core.Chat;
using Bot.Core.Inbox;
using Bot.Core.Members;
using Bot.Core.Storage;
using Dapper;

namespace Bot.Core.Outbox;

/// <summary>
/// Posts that must go out once. A row is <c>pending</c> from the transaction that decided it; <c>posted</c> when the platform
/// took it; <c>unknown</c> when two tries ended without anybody knowing, on a platform that cannot recognise a repeated post;
/// <c>abandoned</c> when it expired or the platform will never take it.
/// </summary>
/// <param name="source">The database.</param>
/// <param name="ids">Gives identifiers.</param>
/// <param name="signal">Wakes the relay.</param>
/// <param name="time">The clock.</param>
public sealed class OutboxStore(DbDataSource source, IdSource ids, OutboxSignal signal, TimeProvider time)
{
    /// <summary>Queues a post in the transaction that decides it, and wakes the relay once that is committed.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="post">The post.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The post's identifier.</returns>
    public async Task<OutboxId> QueueAsync(WriteTransaction write, WorkspaceId workspace, OutboxPost post, CancellationToken cancellationToken)
    {
        var id = new OutboxId(ids.Next());
        var now = time.GetUtcNow();
        await write.Connection.ExecuteAsync(write.Command(
            """
            INSERT INTO outbox (
                id, workspace_id, post_key, channel, member_id, inbox_id, message, subject, after_id,
                queued_at_ms, due_at_ms, expires_at_ms)
            VALUES (
                @Id, @Workspace, @Key, @Channel, @Member, @InReplyTo, @Message, @Subject, @After,
                @NowMs, @DueMs, @ExpiresMs)
            """,
            new
            {
                Id = id.ToString(),
                Workspace = workspace.ToString(),
                Key = PostKey.From(id.Value).Value,
                post.Channel,
                Member = post.Member?.ToString(),
                InReplyTo = post.InReplyTo?.ToString(),
                Message = Json.Write(post.Message),
                post.Subject,
                After = post.After?.ToString(),
                NowMs = now.ToUnixTimeMilliseconds(),
                DueMs = (post.Due ?? now).ToUnixTimeMilliseconds(),
                ExpiresMs = post.Expires?.ToUnixTimeMilliseconds(),
            },
            cancellationToken));
        write.AfterCommit(signal.Set);
        return id;
    }

    /// <summary>Gives the messages that wait for a member to come back the handle of the event with which they did.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="entry">The event.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A task that ends when that is written.</returns>
    public async Task DeliverOnContactAsync(WriteTransaction write, InboxEntry entry, CancellationToken cancellationToken)
    {
        var found = await write.Connection.ExecuteAsync(write.Command(
            """
            UPDATE outbox SET inbox_id = @Inbox, awaits_contact = 0, queued_at_ms = @NowMs, due_at_ms = @NowMs
            WHERE workspace_id = @Workspace AND member_id = @Member AND awaits_contact = 1
            """,
            new
            {
                Inbox = entry.Id.ToString(),
                Workspace = entry.Workspace.Id.ToString(),
                Member = entry.Member.Id.ToString(),
                NowMs = time.GetUtcNow().ToUnixTimeMilliseconds(),
            },
            cancellationToken));
        if (found > 0)
        {
            write.AfterCommit(signal.Set);
        }
    }

    /// <summary>Removes the replies to an event, whatever became of them.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="inbox">The event.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A task that ends when they are removed.</returns>
    public Task RemoveRepliesAsync(WriteTransaction write, WorkspaceId workspace, InboxId inbox, CancellationToken cancellationToken) =>
        write.Connection.ExecuteAsync(write.Command(
            "DELETE FROM outbox WHERE workspace_id = @Workspace AND inbox_id = @Inbox",
            new { Workspace = workspace.ToString(), Inbox = inbox.ToString() },
            cancellationToken));

    /// <summary>Reads a post's message as it is stored now: somebody whom it names may have left since it was taken up.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="key">The post's key.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The message, or <see langword="null"/> when no post has the key any more.</returns>
    public async Task<MessageView?> FindMessageAsync(WorkspaceId workspace, PostKey key, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var message = await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(
            "SELECT message FROM outbox WHERE workspace_id = @Workspace AND post_key = @Key",
            new { Workspace = workspace.ToString(), Key = key.Value },
            cancellationToken: cancellationToken));
        return message is null ? null : Json.Read<MessageView>(message);
    }

    /// <summary>Lists the posts of all workspaces that are due and whose predecessor is settled: the oldest for each destination.</summary>
    /// <param name="now">The time.</param>
    /// <param name="limit">How many at most, the oldest first.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The posts.</returns>
    public async Task<IReadOnlyList<OutboxEntry>> ListDueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            """
            WITH due AS (
                SELECT o.id, row_number() OVER (PARTITION BY o.workspace_id, o.channel, o.member_id ORDER BY o.due_at_ms, o.id) AS turn
                FROM outbox o
                LEFT JOIN outbox p ON p.id = o.after_id
                WHERE o.state = 'pending' AND o.awaits_contact = 0 AND o.due_at_ms <= @NowMs AND (p.id IS NULL OR p.state <> 'pending')
            )
            SELECT o.id AS Id, o.workspace_id AS Workspace, w.platform AS Platform, w.platform_id AS PlatformWorkspace,
                   o.post_key AS PostKey, o.message AS Message, o.channel AS Channel, m.platform_id AS User,
                   o.inbox_id AS InReplyTo, o.subject AS Subject, o.queued_at_ms AS QueuedAtMs, o.expires_at_ms AS ExpiresAtMs,
                   o.attempts AS Attempts, o.unknown_outcomes AS UnknownOutcomes
            FROM due d
            JOIN outbox o ON o.id = d.id
            JOIN workspace w ON w.workspace_id = o.workspace_id
            LEFT JOIN member m ON m.id = o.member_id
            WHERE d.turn = 1
            ORDER BY o.due_at_ms, o.id
            LIMIT @Limit
            """,
            new { NowMs = now.ToUnixTimeMilliseconds(), Limit = limit },
            cancellationToken: cancellationToken));
        return [.. rows.Select(row => row.ToEntry())];
    }

    /// <summary>Tells when the next post that is not due yet will be.</summary>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The time, or <see langword="null"/> when none is pending.</returns>
    public async Task<DateTimeOffset?> FindNextDueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var next = await connection.ExecuteScalarAsync<long?>(new CommandDefinition(
            "SELECT min(due_at_ms) FROM outbox WHERE state = 'pending' AND awaits_contact = 0 AND due_at_ms > @NowMs",
            new { NowMs = now.ToUnixTimeMilliseconds() },
            cancellationToken: cancellationToken));
        return next is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;
    }

    /// <summary>Takes a post back that is not out yet. One that is being sent at this moment may still be shown; nobody is told of it then.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="subject">What the post is about, as it was queued.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A task that ends when it is abandoned.</returns>
    public Task WithdrawAsync(WriteTransaction write, WorkspaceId workspace, string subject, string reason, CancellationToken cancellationToken) =>
        write.Connection.ExecuteAsync(write.Command(
            """
            UPDATE outbox SET state = 'abandoned', reason = @Reason, settled_at_ms = @AtMs, awaits_contact = 0
            WHERE workspace_id = @Workspace AND subject = @Subject AND state = 'pending'
            """,
            new { Reason = reason, AtMs = time.GetUtcNow().ToUnixTimeMilliseconds(), Workspace = workspace.ToString(), Subject = subject },
            cancellationToken));

    /// <summary>Counts the posts that have not gone out and wait for nobody's return.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>How many, of all workspaces.</returns>
    public async Task<long> CountPendingAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "SELECT count(*) FROM outbox WHERE state = 'pending' AND awaits_contact = 0", cancellationToken: cancellationToken));
    }

    internal async Task<bool> MarkPostedAsync(WriteTransaction write, OutboxEntry entry, PostReceipt receipt, CancellationToken cancellationToken) =>
        await write.Connection.ExecuteAsync(write.Command(
            """
            UPDATE outbox
            SET state = 'posted', platform_message_id = @MessageId, settled_at_ms = @AtMs, attempts = attempts + 1, awaits_contact = 0
            WHERE workspace_id = @Workspace AND id = @Id AND state = 'pending'
            """,
            new
            {
                receipt.MessageId,
                AtMs = receipt.PostedAt.ToUnixTimeMilliseconds(),
                Workspace = entry.Workspace.ToString(),
                Id = entry.Id.ToString(),
            },
            cancellationToken)) == 1;

    internal async Task<bool> MarkGivenUpAsync(
        WriteTransaction write, OutboxEntry entry, bool outcomeIsKnown, string reason, CancellationToken cancellationToken) =>
        await write.Connection.ExecuteAsync(write.Command(
            """
            UPDATE outbox SET state = @State, reason = @Reason, settled_at_ms = @AtMs, awaits_contact = 0
            WHERE workspace_id = @Workspace AND id = @Id AND state = 'pending'
            """,
            new
            {
                State = outcomeIsKnown ? "abandoned" : "unknown",
                Reason = reason,
                AtMs = time.GetUtcNow().ToUnixTimeMilliseconds(),
                Workspace = entry.Workspace.ToString(),
                Id = entry.Id.ToString(),
            },
            cancellationToken)) == 1;

    /// <summary>Tries later. <paramref name="notThere"/> takes back the mark that was set before sending.</summary>
    internal Task PostponeAsync(
        WriteTransaction write, OutboxEntry entry, DateTimeOffset due, bool notThere, CancellationToken cancellationToken) =>
        write.Connection.ExecuteAsync(write.Command(
            """
            UPDATE outbox
            SET due_at_ms = @DueMs, attempts = attempts + 1, unknown_outcomes = max(0, unknown_outcomes - @TakeBack)
            WHERE workspace_id = @Workspace AND id = @Id AND state = 'pending'
            """,
            new
            {
                DueMs = due.ToUnixTimeMilliseconds(),
                TakeBack = notThere ? 1 : 0,
                Workspace = entry.Workspace.ToString(),
                Id = entry.Id.ToString(),
            },
            cancellationToken));

    internal Task AwaitContactAsync(WriteTransaction write, OutboxEntry entry, CancellationToken cancellationToken) =>
        write.Connection.ExecuteAsync(write.Command(
            """
            UPDATE outbox SET awaits_contact = 1, inbox_id = NULL, attempts = attempts + 1, unknown_outcomes = 0
            WHERE workspace_id = @Workspace AND id = @Id AND state = 'pending'
            """,
            new { Workspace = entry.Workspace.ToString(), Id = entry.Id.ToString() },
            cancellationToken));

    /// <summary>Notes that a post is about to be sent on a platform that cannot recognise a repeated one, so that a crash in between is seen.</summary>
    internal Task MarkSendingAsync(WriteTransaction write, OutboxEntry entry, CancellationToken cancellationToken) =>
        write.Connection.ExecuteAsync(write.Command(
            """
            UPDATE outbox SET unknown_outcomes = unknown_outcomes + 1
            WHERE workspace_id = @Workspace AND id = @Id AND state = 'pending'
            """,
            new { Workspace = entry.Workspace.ToString(), Id = entry.Id.ToString() },
            cancellationToken));

    /// <summary>Takes back what <see cref="MarkSendingAsync"/> counted: the platform said that it has nothing.</summary>
    internal Task TakeSendingBackAsync(WriteTransaction write, OutboxEntry entry, CancellationToken cancellationToken) =>
        write.Connection.ExecuteAsync(write.Command(
            """
            UPDATE outbox SET unknown_outcomes = max(0, unknown_outcomes - 1)
            WHERE workspace_id = @Workspace AND id = @Id AND state = 'pending'
            """,
            new { Workspace = entry.Workspace.ToString(), Id = entry.Id.ToString() },
            cancellationToken));

    private sealed record Row
    {
        public string Id { get; init; } = "";

        public string Workspace { get; init; } = "";

        public string Platform { get; init; } = "";

        public string PlatformWorkspace { get; init; } = "";

        public string PostKey { get; init; } = "";

        public string Message { get; init; } = "";

        public string? Channel { get; init; }

        public string? User { get; init; }

        public string? InReplyTo { get; init; }

        public string? Subject { get; init; }

        public long QueuedAtMs { get; init; }

        public long? ExpiresAtMs { get; init; }

        public long Attempts { get; init; }

        public long UnknownOutcomes { get; init; }

        public OutboxEntry ToEntry() => new()
        {
            Id = new OutboxId(Guid.Parse(Id)),
            Workspace = new WorkspaceId(Guid.Parse(Workspace)),
            Platform = Words.Parse<Platform>(Platform),
            PlatformWorkspace = PlatformWorkspace,
            Key = new PostKey(PostKey),
            Message = Json.Read<MessageView>(Message),
            Channel = Channel,
            User = User,
            InReplyTo = InReplyTo is null ? null : new InboxId(Guid.Parse(InReplyTo)),
            Subject = Subject,
            QueuedAt = DateTimeOffset.FromUnixTimeMilliseconds(QueuedAtMs),
            Expires = ExpiresAtMs is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null,
            Attempts = (int)Attempts,
            UnknownOutcomes = (int)UnknownOutcomes,
        };
    }
}
