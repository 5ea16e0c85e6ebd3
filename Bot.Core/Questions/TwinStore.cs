using System.Data.Common;
using Bot.Core.Members;
using Bot.Core.Storage;
using Dapper;

namespace Bot.Core.Questions;

/// <summary>What people decided about questions that seem to ask the same: those of the installation hold everywhere, those of a workspace there.</summary>
/// <param name="source">The database.</param>
/// <param name="ids">Gives identifiers.</param>
public sealed class TwinStore(DbDataSource source, IdSource ids)
{
    private const string SelectTwins =
        "SELECT id AS Id, kept_id AS Kept, other_id AS Other, before AS Before, after AS After, undone_at_ms IS NOT NULL AS IsUndone FROM twin";

    /// <summary>Stores a decision.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="owner">The workspace, or <see langword="null"/> for the installation.</param>
    /// <param name="kept">The question that is kept.</param>
    /// <param name="other">The other one.</param>
    /// <param name="merge">The kept question before and after, in YAML, when they are merged; <see langword="null"/> when they stay apart.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The decision.</returns>
    public async Task<TwinId> AddAsync(
        WriteTransaction write, WorkspaceId? owner, QuestionId kept, QuestionId other, TwinMerge? merge, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var id = ids.Next();
        await write.Connection.ExecuteAsync(write.Command(
            """
            INSERT INTO twin (id, workspace_id, kept_id, other_id, state, before, after, decided_at_ms)
            VALUES (@Id, @Owner, @Kept, @Other, @State, @Before, @After, @AtMs)
            """,
            new
            {
                Id = id.ToString(),
                Owner = owner?.ToString(),
                Kept = kept.ToString(),
                Other = other.ToString(),
                State = merge is null ? "apart" : "merged",
                merge?.Before,
                merge?.After,
                AtMs = at.ToUnixTimeMilliseconds(),
            },
            cancellationToken));
        return new TwinId(id);
    }

    /// <summary>Lists the decisions that hold in a workspace.</summary>
    /// <param name="owner">The workspace, which the installation's hold in too; <see langword="null"/> for the installation alone.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The decisions that were not taken back, the earliest first.</returns>
    public async Task<IReadOnlyList<Twin>> ListAsync(WorkspaceId? owner, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"{SelectTwins} WHERE (workspace_id IS NULL OR workspace_id = @Owner) AND undone_at_ms IS NULL ORDER BY id",
            new { Owner = owner?.ToString() },
            cancellationToken: cancellationToken));
        return [.. rows.Select(row => row.ToTwin())];
    }

    /// <summary>Finds a decision, taken back or not.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="owner">Whose it is.</param>
    /// <param name="id">The decision.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The decision, or <see langword="null"/>.</returns>
    public async Task<Twin?> FindAsync(WriteTransaction write, WorkspaceId? owner, TwinId id, CancellationToken cancellationToken) =>
        (await write.Connection.QuerySingleOrDefaultAsync<Row>(write.Command(
            $"{SelectTwins} WHERE workspace_id IS @Owner AND id = @Id", new { Owner = owner?.ToString(), Id = id.ToString() }, cancellationToken)))?.ToTwin();

    /// <summary>Notes that a decision was taken back.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="owner">Whose it is.</param>
    /// <param name="id">The decision.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A task that ends when it is noted.</returns>
    public Task MarkUndoneAsync(WriteTransaction write, WorkspaceId? owner, TwinId id, DateTimeOffset at, CancellationToken cancellationToken) =>
        write.Connection.ExecuteAsync(write.Command(
            "UPDATE twin SET undone_at_ms = @AtMs WHERE workspace_id IS @Owner AND id = @Id",
            new { AtMs = at.ToUnixTimeMilliseconds(), Owner = owner?.ToString(), Id = id.ToString() },
            cancellationToken));

    private sealed record Row
    {
        public string Id { get; init; } = "";

        public string Kept { get; init; } = "";

        public string Other { get; init; } = "";

        public string? Before { get; init; }

        public string? After { get; init; }

        public bool IsUndone { get; init; }

        public Twin ToTwin() => new(
            new TwinId(Guid.Parse(Id)),
            new QuestionId(Guid.Parse(Kept)),
            new QuestionId(Guid.Parse(Other)),
            Before is null ? null : new TwinMerge(Before, After!),
            IsUndone);
    }
}

/// <summary>The identifier of a decision about two questions.</summary>
/// <param name="Value">A version-7 UUID.</param>
public readonly record struct TwinId(Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>What somebody decided about two questions.</summary>
/// <param name="Id">The decision.</param>
/// <param name="Kept">The question that is kept.</param>
/// <param name="Other">The other one, which is no longer asked when they are merged.</param>
/// <param name="Merge">What merging them did; <see langword="null"/> when they stay apart.</param>
/// <param name="IsUndone">Whether it was taken back.</param>
public sealed record Twin(TwinId Id, QuestionId Kept, QuestionId Other, TwinMerge? Merge, bool IsUndone);

/// <summary>What merging did to the question that was kept.</summary>
/// <param name="Before">The question before, as a pack of one question in YAML.</param>
/// <param name="After">The question after.</param>
public sealed record TwinMerge(string Before, string After);
