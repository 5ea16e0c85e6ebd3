using System.Data.Common;
using Bot.Core.Members;
using Bot.Core.Outbox;
using Bot.Core.Questions;
using Bot.Core.Storage;
using Dapper;

namespace Bot.Core.Drills.Rounds;

/// <summary>How far the questions of rounds are.</summary>
/// <param name="source">The database.</param>
/// <param name="occurrences">The rounds as drills.</param>
public sealed class RoundStore(DbDataSource source, OccurrenceStore occurrences)
{
    /// <summary>Adds the questions of a round whose occurrence was added in the same transaction.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="id">The round.</param>
    /// <param name="questions">The questions in order, each at the revision that is asked, with the time that it takes.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A task that ends when they are added.</returns>
    public async Task AddQuestionsAsync(
        WriteTransaction write,
        WorkspaceId workspace,
        OccurrenceId id,
        IReadOnlyList<(Question Question, TimeSpan Lasts)> questions,
        CancellationToken cancellationToken)
    {
        foreach (var (position, (question, lasts)) in questions.Index())
        {
            await write.Connection.ExecuteAsync(write.Command(
                """
                INSERT INTO occurrence_question (occurrence_id, workspace_id, position, question_id, revision_id)
                VALUES (@Id, @Workspace, @Position, @Question, @Revision);
                INSERT INTO round_question (occurrence_id, workspace_id, position, seconds)
                VALUES (@Id, @Workspace, @Position, @Seconds)
                """,
                new
                {
                    Id = id.ToString(),
                    Workspace = workspace.ToString(),
                    Position = position,
                    Question = question.Id.ToString(),
                    Revision = question.Current.Id.ToString(),
                    Seconds = (int)lasts.TotalSeconds,
                },
                cancellationToken));
        }
    }

    /// <summary>Finds a round inside a transaction.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="id">The round.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The round, or <see langword="null"/> when there is none, or it is no round.</returns>
    public async Task<Round?> FindAsync(WriteTransaction write, WorkspaceId workspace, OccurrenceId id, CancellationToken cancellationToken)
    {
        if (await occurrences.FindAsync(write, workspace, id, cancellationToken) is not { Kind: DrillKind.Round } occurrence)
        {
            return null;
        }

        var rows = await write.Connection.QueryAsync<Row>(write.Command(
            SelectQuestions, new { Workspace = workspace.ToString(), Id = id.ToString() }, cancellationToken));
        return new Round(occurrence, [.. rows.Select(row => row.ToQuestion())]);
    }

    /// <summary>Finds a round.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="id">The round.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The round, or <see langword="null"/> when there is none, or it is no round.</returns>
    public async Task<Round?> FindAsync(WorkspaceId workspace, OccurrenceId id, CancellationToken cancellationToken)
    {
        if (await occurrences.FindAsync(workspace, id, cancellationToken) is not { Kind: DrillKind.Round } occurrence)
        {
            return null;
        }

        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            SelectQuestions, new { Workspace = workspace.ToString(), Id = id.ToString() }, cancellationToken: cancellationToken));
        return new Round(occurrence, [.. rows.Select(row => row.ToQuestion())]);
    }

    /// <summary>Finds the round that runs in a channel.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="channel">The platform's identifier of the channel.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The round, announced or open, or <see langword="null"/>.</returns>
    public async Task<Round?> FindRunningAsync(WriteTransaction write, WorkspaceId workspace, string channel, CancellationToken cancellationToken)
    {
        var id = await write.Connection.ExecuteScalarAsync<string?>(write.Command(
            "SELECT id FROM occurrence WHERE workspace_id = @Workspace AND channel = @Channel AND kind = 'round' AND state IN ('queued', 'open')",
            new { Workspace = workspace.ToString(), Channel = channel },
            cancellationToken));
        return id is null ? null : await FindAsync(write, workspace, new OccurrenceId(Guid.Parse(id)), cancellationToken);
    }

    /// <summary>Notes that the post of a question is on its way, for the first time or to open it once more.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="id">The round.</param>
    /// <param name="position">The question's place.</param>
    /// <param name="post">The post.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A task that ends when it is noted.</returns>
    public Task QueueAsync(
        WriteTransaction write, WorkspaceId workspace, OccurrenceId id, int position, OutboxId post, CancellationToken cancellationToken) =>
        UpdateAsync(write, workspace, id, position, "state = 'queued', post_id = @Value", "state IN ('waiting', 'open')", post.ToString(), cancellationToken);

    /// <summary>Opens a question whose post is out; its deadline counts from then.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="id">The round.</param>
    /// <param name="position">The question's place.</param>
    /// <param name="at">When the platform took the post.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A task that ends when it is open.</returns>
    public Task OpenAsync(
        WriteTransaction write, WorkspaceId workspace, OccurrenceId id, int position, DateTimeOffset at, CancellationToken cancellationToken) =>
        UpdateAsync(
            write,
            workspace,
            id,
            position,
            """
            state = 'open', closes_at_ms = @Value + 1000 * seconds, opened_at_ms = ifnull(opened_at_ms, @Value),
            reopened_at_ms = CASE WHEN opened_at_ms IS NULL THEN NULL ELSE @Value END
            """,
            "state = 'queued'",
            at.ToUnixTimeMilliseconds(),
            cancellationToken);

    /// <summary>Closes a question: at its deadline, or before that when the round is stopped.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="id">The round.</param>
    /// <param name="position">The question's place.</param>
    /// <param name="at">When at the latest answers count.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A task that ends when it is closed.</returns>
    public Task CloseAsync(
        WriteTransaction write, WorkspaceId workspace, OccurrenceId id, int position, DateTimeOffset at, CancellationToken cancellationToken) =>
        UpdateAsync(
            write,
            workspace,
            id,
            position,
            "state = 'closed', closes_at_ms = min(closes_at_ms, @Value)",
            "(state = 'open' OR (state = 'queued' AND opened_at_ms IS NOT NULL))",
            at.ToUnixTimeMilliseconds(),
            cancellationToken);

    /// <summary>Notes the post with the result of a question.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="id">The round.</param>
    /// <param name="position">The question's place.</param>
    /// <param name="post">The post.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A task that ends when it is noted.</returns>
    public Task SetResultAsync(
        WriteTransaction write, WorkspaceId workspace, OccurrenceId id, int position, OutboxId post, CancellationToken cancellationToken) =>
        UpdateAsync(write, workspace, id, position, "result_id = @Value", "state = 'closed' AND result_id IS NULL", post.ToString(), cancellationToken);

    /// <summary>Ends a question whose result is out, or was given up.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="id">The round.</param>
    /// <param name="position">The question's place.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A task that ends when it is over.</returns>
    public Task RevealAsync(WriteTransaction write, WorkspaceId workspace, OccurrenceId id, int position, CancellationToken cancellationToken) =>
        UpdateAsync(write, workspace, id, position, "state = 'revealed'", "state = 'closed'", value: null, cancellationToken);

    /// <summary>Cancels a question that was never opened.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="id">The round.</param>
    /// <param name="position">The question's place.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A task that ends when it is cancelled.</returns>
    public Task CancelAsync(
        WriteTransaction write, WorkspaceId workspace, OccurrenceId id, int position, string reason, CancellationToken cancellationToken) =>
        UpdateAsync(
            write,
            workspace,
            id,
            position,
            "state = 'cancelled', reason = @Value",
            "(state = 'waiting' OR (state = 'queued' AND opened_at_ms IS NULL))",
            reason,
            cancellationToken);

    private static Task UpdateAsync(
        WriteTransaction write, WorkspaceId workspace, OccurrenceId id, int position, string change, string from, object? value, CancellationToken cancellationToken) =>
        write.Connection.ExecuteAsync(write.Command(
            $"UPDATE round_question SET {change} WHERE workspace_id = @Workspace AND occurrence_id = @Id AND position = @Position AND {from}",
            new { Value = value, Workspace = workspace.ToString(), Id = id.ToString(), Position = position },
            cancellationToken));

    private const string SelectQuestions =
        """
        SELECT r.position AS Position, q.question_id AS Question, q.revision_id AS Revision, r.seconds AS Seconds, r.state AS State, r.reason AS Reason,
               r.opened_at_ms AS OpenedAtMs, r.reopened_at_ms AS ReopenedAtMs, r.closes_at_ms AS ClosesAtMs,
               r.result_id IS NOT NULL AS IsResultQueued
        FROM round_question r
        JOIN occurrence_question q ON q.occurrence_id = r.occurrence_id AND q.position = r.position
        WHERE r.workspace_id = @Workspace AND r.occurrence_id = @Id
        ORDER BY r.position
        """;

    private sealed record Row
    {
        public long Position { get; init; }

        public string Question { get; init; } = "";

        public string Revision { get; init; } = "";

        public long Seconds { get; init; }

        public string State { get; init; } = "";

        public string? Reason { get; init; }

        public long? OpenedAtMs { get; init; }

        public long? ReopenedAtMs { get; init; }

        public long? ClosesAtMs { get; init; }

        public bool IsResultQueued { get; init; }

        public RoundQuestion ToQuestion() => new()
        {
            Position = (int)Position,
            Question = new QuestionId(Guid.Parse(Question)),
            Revision = new RevisionId(Guid.Parse(Revision)),
            Lasts = TimeSpan.FromSeconds(Seconds),
            State = Words.Parse<RoundQuestionState>(State),
            Reason = Reason,
            OpenedAt = Time(OpenedAtMs),
            ReopenedAt = Time(ReopenedAtMs),
            ClosesAt = Time(ClosesAtMs),
            IsResultQueued = IsResultQueued,
        };

        private static DateTimeOffset? Time(long? ms) => ms is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;
    }
}
