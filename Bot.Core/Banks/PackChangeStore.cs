using Bot.Core.Members;
using Bot.Core.Questions;
using Bot.Core.Storage;
using Dapper;

namespace Bot.Core.Banks;

/// <summary>What was changed in the packs of workspaces.</summary>
/// <param name="ids">Gives identifiers, each greater than those before.</param>
public sealed class PackChangeStore(IdSource ids)
{
    /// <summary>How many changes of a pack are kept; each holds the whole pack as it was.</summary>
    public const int Most = 20;

    /// <summary>Notes a change, in the transaction that makes it, and forgets those before the latest <see cref="Most"/> of the pack.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace that the pack belongs to.</param>
    /// <param name="pack">The pack.</param>
    /// <param name="before">The pack as it was, in YAML; <see langword="null"/> when there was none.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The change.</returns>
    public async Task<PackChangeId> AddAsync(
        WriteTransaction write, WorkspaceId workspace, PackName pack, string? before, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var id = ids.Next();
        await write.Connection.ExecuteAsync(write.Command(
            """
            INSERT INTO pack_change (id, workspace_id, pack, before, made_at_ms)
            VALUES (@Id, @Workspace, @Pack, @Before, @AtMs);

            DELETE FROM pack_change
            WHERE workspace_id = @Workspace AND pack = @Pack
              AND id NOT IN (SELECT id FROM pack_change WHERE workspace_id = @Workspace AND pack = @Pack ORDER BY id DESC LIMIT @Most)
            """,
            new { Id = id.ToString(), Workspace = workspace.ToString(), Pack = pack.Value, Before = before, AtMs = at.ToUnixTimeMilliseconds(), Most },
            cancellationToken));
        return new PackChangeId(id);
    }

    /// <summary>Finds a change that can still be taken back or was.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="change">The change.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The change, or <see langword="null"/> when the workspace has none of that name.</returns>
    public async Task<PackChange?> FindAsync(WriteTransaction write, WorkspaceId workspace, PackChangeId change, CancellationToken cancellationToken)
    {
        var row = await write.Connection.QuerySingleOrDefaultAsync<Row>(write.Command(
            """
            SELECT c.pack AS Pack, c.before AS Before, c.undone_at_ms IS NOT NULL AS IsUndone,
                   EXISTS (
                       SELECT 1 FROM pack_change later
                       WHERE later.workspace_id = c.workspace_id AND later.pack = c.pack AND later.id > c.id AND later.undone_at_ms IS NULL) AS IsOverlaid
            FROM pack_change c
            WHERE c.workspace_id = @Workspace AND c.id = @Id
            """,
            new { Workspace = workspace.ToString(), Id = change.ToString() },
            cancellationToken));
        return row is null ? null : new PackChange(PackName.Parse(row.Pack), row.Before, row.IsUndone, row.IsOverlaid);
    }

    /// <summary>Notes that a change was taken back.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="change">The change.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A task that ends when it is noted.</returns>
    public Task MarkUndoneAsync(WriteTransaction write, WorkspaceId workspace, PackChangeId change, DateTimeOffset at, CancellationToken cancellationToken) =>
        write.Connection.ExecuteAsync(write.Command(
            "UPDATE pack_change SET undone_at_ms = @AtMs WHERE workspace_id = @Workspace AND id = @Id",
            new { AtMs = at.ToUnixTimeMilliseconds(), Workspace = workspace.ToString(), Id = change.ToString() },
            cancellationToken));

    private sealed record Row
    {
        public string Pack { get; init; } = "";

        public string? Before { get; init; }

        public bool IsUndone { get; init; }

        public bool IsOverlaid { get; init; }
    }
}

/// <summary>The identifier of a change of a pack.</summary>
/// <param name="Value">A version-7 UUID.</param>
public readonly record struct PackChangeId(Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>A change of a pack.</summary>
/// <param name="Pack">The pack.</param>
/// <param name="Before">The pack as it was, in YAML; <see langword="null"/> when there was none.</param>
/// <param name="IsUndone">Whether it was taken back.</param>
/// <param name="IsOverlaid">Whether the pack was changed again since.</param>
public sealed record PackChange(PackName Pack, string? Before, bool IsUndone, bool IsOverlaid);
