using System.Data.Common;
using Bot.Core.Members;
using Bot.Core.Storage;
using Dapper;

namespace Bot.Core.Questions;

/// <summary>Packs and their questions: those of the installation, which every workspace sees, and those of one workspace.</summary>
/// <param name="source">The database.</param>
/// <param name="ids">Gives identifiers.</param>
/// <param name="time">The clock.</param>
public sealed class QuestionStore(DbDataSource source, IdSource ids, TimeProvider time)
{
    /// <summary>
    /// Loads a pack whole. Questions are recognised by their key or a former one; a change of stem or rubric adds a revision;
    /// a question that the pack no longer has is retired; one that comes back is asked again under its old identity.
    /// </summary>
    /// <param name="write">The transaction.</param>
    /// <param name="owner">The workspace that the pack belongs to, or <see langword="null"/> for the installation.</param>
    /// <param name="pack">The pack.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>What changed.</returns>
    /// <exception cref="PackConflictException">A key belongs to another question.</exception>
    public async Task<PackLoad> LoadAsync(WriteTransaction write, WorkspaceId? owner, PackDraft pack, CancellationToken cancellationToken)
    {
        var load = new PackLoading(write, owner?.ToString(), ids, time.GetUtcNow().ToUnixTimeMilliseconds());
        return await load.RunAsync(pack, cancellationToken);
    }

    /// <summary>Lists the questions that may be asked in a workspace.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="filter">Which are wanted.</param>
    /// <param name="withBare">Whether questions without a rubric come too, which nobody but the member can judge.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The questions, in the order of their packs.</returns>
    public async Task<IReadOnlyList<QuestionSummary>> ListAsync(WorkspaceId workspace, QuestionFilter filter, bool withBare, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<SummaryRow>(new CommandDefinition(
            """
            SELECT q.id AS Id, k.key AS Key, q.topic AS Topic, q.level AS Level, q.kind AS Kind, q.frequency AS Frequency,
                   r.stem AS Stem
            FROM question q
            JOIN question_key k ON k.question_id = q.id AND k.is_current = 1
            JOIN question_revision r ON r.id = q.current_revision_id
            JOIN pack p ON p.id = q.pack_id
            WHERE (q.workspace_id IS NULL OR q.workspace_id = @Workspace) AND q.retired_at_ms IS NULL AND (q.is_gradable = 1 OR @WithBare)
              AND NOT EXISTS (
                  SELECT 1 FROM twin t
                  WHERE t.other_id = q.id AND t.state = 'merged' AND t.undone_at_ms IS NULL AND (t.workspace_id IS NULL OR t.workspace_id = @Workspace))
            ORDER BY p.name, p.id, q.position
            """,
            new { Workspace = workspace.ToString(), WithBare = withBare },
            cancellationToken: cancellationToken));
        return [.. rows.Select(row => row.ToSummary()).Where(filter.Accepts)];
    }

    /// <summary>Finds a question with its current revision, retired or not.</summary>
    /// <param name="workspace">The workspace that asks.</param>
    /// <param name="question">The question.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The question, or <see langword="null"/> when the workspace may not see it.</returns>
    public Task<Question?> FindAsync(WorkspaceId workspace, QuestionId question, CancellationToken cancellationToken) =>
        FindAsync(
            "q.id = @Question AND r.id = q.current_revision_id",
            new { Workspace = workspace.ToString(), Question = question.ToString() },
            cancellationToken);

    /// <summary>Finds a question as it was at one of its revisions.</summary>
    /// <param name="workspace">The workspace that asks.</param>
    /// <param name="revision">The revision; it becomes the question's <see cref="Question.Current"/>.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The question, or <see langword="null"/> when the workspace may not see it.</returns>
    public Task<Question?> FindAsync(WorkspaceId workspace, RevisionId revision, CancellationToken cancellationToken) =>
        FindAsync("r.id = @Revision", new { Workspace = workspace.ToString(), Revision = revision.ToString() }, cancellationToken);

    /// <summary>Finds a question by its key or a former one.</summary>
    /// <param name="workspace">The workspace that asks.</param>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The question, the workspace's own before the installation's, or <see langword="null"/> when there is none of that name.</returns>
    public Task<Question?> FindAsync(WorkspaceId workspace, QuestionKey key, CancellationToken cancellationToken) =>
        FindAsync(
            "r.id = q.current_revision_id AND EXISTS (SELECT 1 FROM question_key f WHERE f.question_id = q.id AND f.key = @Key)",
            new { Workspace = workspace.ToString(), Key = key.ToString() },
            cancellationToken);

    /// <summary>Gives a pack as an author would write it: its questions as they are now, in their order, with their former keys.</summary>
    /// <param name="owner">The workspace that the pack belongs to, or <see langword="null"/> for the installation.</param>
    /// <param name="name">The pack's name.</param>
    /// <param name="withRetired">Whether questions that left the pack come too, behind the others.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The pack, or <see langword="null"/> when there is none of that name.</returns>
    public async Task<PackDraft?> FindPackAsync(WorkspaceId? owner, PackName name, bool withRetired, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var parameters = new { Owner = owner?.ToString(), Name = name.Value, WithRetired = withRetired };
        var info = await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(
            "SELECT info FROM pack WHERE workspace_id IS @Owner AND name = @Name", parameters, cancellationToken: cancellationToken));
        if (info is null)
        {
            return null;
        }

        var rows = await connection.QueryAsync<QuestionRow>(new CommandDefinition(
            """
            SELECT q.id AS Id, k.key AS Key, q.topic AS Topic, q.level AS Level, q.level_written AS LevelWritten, q.kind AS Kind,
                   q.frequency AS Frequency, q.material AS Material, q.retired_at_ms AS RetiredAtMs, q.workspace_id IS NOT NULL AS IsOwn,
                   r.id AS RevisionId, r.number AS RevisionNumber, r.stem AS Stem, r.rubric AS Rubric
            FROM pack p
            JOIN question q ON q.pack_id = p.id
            JOIN question_key k ON k.question_id = q.id AND k.is_current = 1
            JOIN question_revision r ON r.id = q.current_revision_id
            WHERE p.workspace_id IS @Owner AND p.name = @Name AND (q.retired_at_ms IS NULL OR @WithRetired)
            ORDER BY q.retired_at_ms IS NOT NULL, q.position, k.key
            """,
            parameters,
            cancellationToken: cancellationToken));
        var former = (await connection.QueryAsync<FormerRow>(new CommandDefinition(
            """
            SELECT k.question_id AS Question, k.key AS Key
            FROM pack p
            JOIN question q ON q.pack_id = p.id
            JOIN question_key k ON k.question_id = q.id AND k.is_current = 0
            WHERE p.workspace_id IS @Owner AND p.name = @Name
            ORDER BY k.since_at_ms, k.key
            """,
            parameters,
            cancellationToken: cancellationToken))).ToLookup(row => row.Question, row => QuestionKey.Parse(row.Key));
        var questions = rows.Select(row => row.ToQuestion().ToDraft([.. former[row.Id]]));
        return new PackDraft(Json.Read<StoredPackInfo>(info).ToInfo(name), [.. questions]);
    }

    /// <summary>Lists the names of packs.</summary>
    /// <param name="owner">The workspace that they belong to, or <see langword="null"/> for the installation.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The names, by the alphabet.</returns>
    public async Task<IReadOnlyList<string>> ListPacksAsync(WorkspaceId? owner, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<string>(new CommandDefinition(
            "SELECT name FROM pack WHERE workspace_id IS @Owner ORDER BY name", new { Owner = owner?.ToString() }, cancellationToken: cancellationToken))];
    }

    private async Task<Question?> FindAsync(string condition, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var row = await connection.QueryFirstOrDefaultAsync<QuestionRow>(new CommandDefinition(
            $"""
            SELECT q.id AS Id, k.key AS Key, q.topic AS Topic, q.level AS Level, q.level_written AS LevelWritten, q.kind AS Kind,
                   q.frequency AS Frequency, q.material AS Material, q.retired_at_ms AS RetiredAtMs, q.workspace_id IS NOT NULL AS IsOwn,
                   r.id AS RevisionId, r.number AS RevisionNumber, r.stem AS Stem, r.rubric AS Rubric
            FROM question q
            JOIN question_key k ON k.question_id = q.id AND k.is_current = 1
            JOIN question_revision r ON r.question_id = q.id
            WHERE (q.workspace_id IS NULL OR q.workspace_id = @Workspace) AND {condition}
            ORDER BY q.workspace_id IS NULL
            """,
            parameters,
            cancellationToken: cancellationToken));
        return row?.ToQuestion();
    }

    private sealed record SummaryRow
    {
        public string Id { get; init; } = "";

        public string Key { get; init; } = "";

        public string Topic { get; init; } = "";

        public string? Level { get; init; }

        public string? Kind { get; init; }

        public string? Frequency { get; init; }

        public string Stem { get; init; } = "";

        public QuestionSummary ToSummary() => new(
            new QuestionId(Guid.Parse(Id)),
            QuestionKey.Parse(Key),
            Json.Read<Topic>(Topic),
            Level is null ? null : Words.Parse<Level>(Level),
            Kind is null ? null : Words.Parse<Kind>(Kind),
            Frequency is null ? null : Words.Parse<Frequency>(Frequency),
            Stem);
    }

    private sealed record FormerRow
    {
        public string Question { get; init; } = "";

        public string Key { get; init; } = "";
    }

    private sealed record QuestionRow
    {
        public string Id { get; init; } = "";

        public string Key { get; init; } = "";

        public string Topic { get; init; } = "";

        public string? Level { get; init; }

        public string? LevelWritten { get; init; }

        public string? Kind { get; init; }

        public string? Frequency { get; init; }

        public string Material { get; init; } = "";

        public long? RetiredAtMs { get; init; }

        public bool IsOwn { get; init; }

        public string RevisionId { get; init; } = "";

        public long RevisionNumber { get; init; }

        public string Stem { get; init; } = "";

        public string Rubric { get; init; } = "";

        public Question ToQuestion() => new()
        {
            Id = new QuestionId(Guid.Parse(Id)),
            Key = QuestionKey.Parse(Key),
            Topic = Json.Read<Topic>(Topic),
            Level = Level is null ? null : new WrittenLevel(LevelWritten!, Words.Parse<Level>(Level)),
            Kind = Kind is null ? null : Words.Parse<Kind>(Kind),
            Frequency = Frequency is null ? null : Words.Parse<Frequency>(Frequency),
            Material = Json.Read<StudyMaterial>(Material),
            IsOwn = IsOwn,
            RetiredAt = RetiredAtMs is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null,
            Current = new Revision
            {
                Id = new RevisionId(Guid.Parse(RevisionId)),
                Number = (int)RevisionNumber,
                Stem = Stem,
                Rubric = Json.Read<Rubric>(Rubric),
            },
        };
    }
}
