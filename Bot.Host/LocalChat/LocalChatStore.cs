using System.Data.Common;
using System.Text.Json;
using Bot.Core.Chat;
using Bot.Core.Members;
using Bot.Core.Storage;
using Dapper;

namespace Bot.Host.LocalChat;

/// <summary>The channels and messages of the page: the platform's own record, as Discord and Slack keep theirs.</summary>
/// <param name="source">The database.</param>
internal sealed class LocalChatStore(DbDataSource source)
{
    private const string SelectMessages =
        """
        SELECT sequence AS Sequence, channel_id AS Channel, visible_to AS VisibleTo, posted_at_ms AS PostedAtMs, message AS Message
        FROM local_message
        """;

    /// <summary>Adds a channel when the workspace has none.</summary>
    public Task EnsureFirstChannelAsync(WriteTransaction write, WorkspaceId workspace, string name, DateTimeOffset at, CancellationToken cancellationToken) =>
        write.Connection.ExecuteAsync(write.Command(
            """
            INSERT INTO local_channel (id, workspace_id, name, created_at_ms)
            SELECT @Name, @Workspace, @Name, @AtMs
            WHERE NOT EXISTS (SELECT 1 FROM local_channel WHERE workspace_id = @Workspace)
            """,
            new { Name = name, Workspace = workspace.ToString(), AtMs = at.ToUnixTimeMilliseconds() },
            cancellationToken));

    /// <summary>Adds a channel. Its name is its identifier: it is never renamed, and people can read it wherever it turns up.</summary>
    /// <returns><see langword="false"/> when there is one of that name.</returns>
    public async Task<bool> AddChannelAsync(WriteTransaction write, WorkspaceId workspace, string name, DateTimeOffset at, CancellationToken cancellationToken) =>
        await write.Connection.ExecuteAsync(write.Command(
            """
            INSERT INTO local_channel (id, workspace_id, name, created_at_ms)
            VALUES (@Name, @Workspace, @Name, @AtMs)
            ON CONFLICT DO NOTHING
            """,
            new { Name = name, Workspace = workspace.ToString(), AtMs = at.ToUnixTimeMilliseconds() },
            cancellationToken)) == 1;

    /// <summary>Lists the names of the channels, oldest first.</summary>
    public async Task<IReadOnlyList<string>> ListChannelsAsync(WorkspaceId workspace, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<string>(new CommandDefinition(
            "SELECT id FROM local_channel WHERE workspace_id = @Workspace ORDER BY created_at_ms, id",
            new { Workspace = workspace.ToString() },
            cancellationToken: cancellationToken))];
    }

    /// <summary>Tells whether there is a channel.</summary>
    public async Task<bool> HasChannelAsync(WorkspaceId workspace, string channel, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "SELECT EXISTS (SELECT 1 FROM local_channel WHERE workspace_id = @Workspace AND id = @Channel)",
            new { Workspace = workspace.ToString(), Channel = channel },
            cancellationToken: cancellationToken));
    }

    /// <summary>Adds a message, once for each key.</summary>
    /// <returns>The message's place and time; those of the first one when the key was there.</returns>
    public async Task<(long Sequence, DateTimeOffset PostedAt)> AddMessageAsync(
        WriteTransaction write,
        WorkspaceId workspace,
        PostKey key,
        string? channel,
        MemberId? visibleTo,
        LocalContent content,
        DateTimeOffset at,
        CancellationToken cancellationToken)
    {
        await write.Connection.ExecuteAsync(write.Command(
            """
            INSERT INTO local_message (workspace_id, post_key, channel_id, visible_to, message, posted_at_ms)
            VALUES (@Workspace, @Key, @Channel, @VisibleTo, @Message, @AtMs)
            ON CONFLICT (post_key) DO NOTHING
            """,
            new
            {
                Workspace = workspace.ToString(),
                Key = key.Value,
                Channel = channel,
                VisibleTo = visibleTo?.ToString(),
                Message = JsonSerializer.Serialize(content, LocalJson.Options),
                AtMs = at.ToUnixTimeMilliseconds(),
            },
            cancellationToken));
        var row = await write.Connection.QuerySingleAsync<Row>(write.Command(
            $"{SelectMessages} WHERE workspace_id = @Workspace AND post_key = @Key",
            new { Workspace = workspace.ToString(), Key = key.Value },
            cancellationToken));
        return (row.Sequence, DateTimeOffset.FromUnixTimeMilliseconds(row.PostedAtMs));
    }

    /// <summary>Gives the place of the latest message of all.</summary>
    public async Task<long> FindLatestSequenceAsync(WorkspaceId workspace, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "SELECT coalesce(max(sequence), 0) FROM local_message WHERE workspace_id = @Workspace",
            new { Workspace = workspace.ToString() },
            cancellationToken: cancellationToken));
    }

    /// <summary>Lists what a member sees in a conversation, latest first.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="reader">The member.</param>
    /// <param name="channel">The channel; <see langword="null"/> for the member's direct messages.</param>
    /// <param name="before">Only messages before this place.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task<IReadOnlyList<LocalMessage>> ListBackwardsAsync(
        WorkspaceId workspace, MemberId reader, string? channel, long before, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"""
            {SelectMessages}
            WHERE workspace_id = @Workspace AND channel_id IS @Channel AND (visible_to IS NULL OR visible_to = @Reader) AND sequence < @Before
            ORDER BY sequence DESC
            LIMIT @Limit
            """,
            new { Workspace = workspace.ToString(), Channel = channel, Reader = reader.ToString(), Before = before, Limit = limit },
            cancellationToken: cancellationToken));
        return [.. rows.Select(row => row.ToMessage())];
    }

    /// <summary>Lists what a member sees in all conversations after a place, oldest first.</summary>
    public async Task<IReadOnlyList<LocalMessage>> ListForwardsAsync(
        WorkspaceId workspace, MemberId reader, long after, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"""
            {SelectMessages}
            WHERE workspace_id = @Workspace AND (visible_to IS NULL OR visible_to = @Reader) AND sequence > @After
            ORDER BY sequence
            LIMIT @Limit
            """,
            new { Workspace = workspace.ToString(), Reader = reader.ToString(), After = after, Limit = limit },
            cancellationToken: cancellationToken));
        return [.. rows.Select(row => row.ToMessage())];
    }

    /// <summary>Counts what a member sees in a conversation after a place.</summary>
    public async Task<long> CountAfterAsync(WorkspaceId workspace, MemberId reader, string? channel, long after, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            """
            SELECT count(*)
            FROM local_message
            WHERE workspace_id = @Workspace AND channel_id IS @Channel AND (visible_to IS NULL OR visible_to = @Reader) AND sequence > @After
            """,
            new { Workspace = workspace.ToString(), Channel = channel, Reader = reader.ToString(), After = after },
            cancellationToken: cancellationToken));
    }

    /// <summary>Finds a message that a member may see.</summary>
    public async Task<LocalMessage?> FindAsync(WorkspaceId workspace, MemberId reader, long sequence, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            $"{SelectMessages} WHERE workspace_id = @Workspace AND sequence = @Sequence AND (visible_to IS NULL OR visible_to = @Reader)",
            new { Workspace = workspace.ToString(), Sequence = sequence, Reader = reader.ToString() },
            cancellationToken: cancellationToken));
        return row?.ToMessage();
    }

    private sealed record Row
    {
        public long Sequence { get; init; }

        public string? Channel { get; init; }

        public string? VisibleTo { get; init; }

        public long PostedAtMs { get; init; }

        public string Message { get; init; } = "";

        public LocalMessage ToMessage() => new(
            Sequence,
            Channel,
            VisibleTo is not null,
            DateTimeOffset.FromUnixTimeMilliseconds(PostedAtMs),
            JsonSerializer.Deserialize<LocalContent>(Message, LocalJson.Options) ?? throw new JsonException("A stored message is null."));
    }
}
