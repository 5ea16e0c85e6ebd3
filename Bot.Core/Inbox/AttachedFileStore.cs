using System.Data.Common;
using Bot.Core.Members;
using Bot.Core.Storage;
using Dapper;

namespace Bot.Core.Inbox;

/// <summary>Files that members attached to forms.</summary>
/// <param name="source">The database.</param>
public sealed class AttachedFileStore(DbDataSource source)
{
    /// <summary>Keeps a file. One that is kept already stays as it is.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="member">Who attached it.</param>
    /// <param name="id">The file.</param>
    /// <param name="file">Its name and content.</param>
    /// <param name="at">When it came.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A task that ends when it is kept.</returns>
    public Task AddAsync(
        WriteTransaction write, WorkspaceId workspace, MemberId member, AttachedFileId id, KeptFile file, DateTimeOffset at, CancellationToken cancellationToken) =>
        write.Connection.ExecuteAsync(write.Command(
            """
            INSERT INTO attached_file (id, workspace_id, member_id, name, content, received_at_ms)
            VALUES (@Id, @Workspace, @Member, @Name, @Content, @AtMs)
            ON CONFLICT (id) DO NOTHING
            """,
            new
            {
                Id = id.ToString(),
                Workspace = workspace.ToString(),
                Member = member.ToString(),
                file.Name,
                Content = file.Content.ToArray(),
                AtMs = at.ToUnixTimeMilliseconds(),
            },
            cancellationToken));

    /// <summary>Finds a file.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="member">Who attached it; nobody else's is found.</param>
    /// <param name="id">The file.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The file, or <see langword="null"/>.</returns>
    public async Task<KeptFile?> FindAsync(WorkspaceId workspace, MemberId member, AttachedFileId id, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            """
            SELECT name AS Name, content AS Content
            FROM attached_file
            WHERE workspace_id = @Workspace AND member_id = @Member AND id = @Id
            """,
            new { Workspace = workspace.ToString(), Member = member.ToString(), Id = id.ToString() },
            cancellationToken: cancellationToken));
        return row is null ? null : new KeptFile(row.Name, row.Content);
    }

    private sealed record Row
    {
        public string Name { get; init; } = "";

        public byte[] Content { get; init; } = [];
    }
}

/// <summary>The identifier of a kept file: that of the event which brought it, or one that the page chose.</summary>
/// <param name="Value">A UUID.</param>
public readonly record struct AttachedFileId(Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>A file that is kept.</summary>
/// <param name="Name">Its name; hostile.</param>
/// <param name="Content">Its bytes.</param>
public sealed record KeptFile(string Name, ReadOnlyMemory<byte> Content);
