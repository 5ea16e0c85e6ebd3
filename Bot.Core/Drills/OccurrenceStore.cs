using System.Data.Common;
using System.Globalization;
using Bot.Core.Drills.Rounds;
using Bot.Core.Members;
using Bot.Core.Outbox;
using Bot.Core.Questions;
using Bot.Core.Storage;
using Dapper;
using NodaTime;
using NodaTime.Text;

namespace Bot.Core.Drills;

/// <summary>What became of each planned time of each schedule, and of the rounds that members started.</summary>
/// <param name="source">The database.</param>
/// <param name="ids">Gives identifiers.</param>
public sealed class OccurrenceStore(DbDataSource source, IdSource ids)
{
    /// <summary>Gives the identifier of an occurrence that is about to be added, so that its post can name it.</summary>
    /// <returns>A new identifier.</returns>
    public OccurrenceId NewId() => new(ids.Next());

    /// <summary>Adds an occurrence whose question was chosen and whose post was queued, in that transaction.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="id">Its identifier.</param>
    /// <param name="schedule">The schedule.</param>
    /// <param name="fire">The planned time.</param>
    /// <param name="firedAt">The time.</param>
    /// <param name="closesAt">When answers stop counting.</param>
    /// <param name="question">The question, at the revision that is asked.</param>
    /// <param name="post">The post.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A task that ends when it is added.</returns>
    public async Task AddAsync(
        WriteTransaction write,
        OccurrenceId id,
        Schedule schedule,
        PlannedFire fire,
        DateTimeOffset firedAt,
        DateTimeOffset closesAt,
        Question question,
        OutboxId post,
        CancellationToken cancellationToken)
    {
        await write.Connection.ExecuteAsync(write.Command(
            """
            INSERT INTO occurrence (
                id, workspace_id, kind, channel, schedule_id, local_date, slot, planned_at_ms, fired_at_ms, state, post_id, closes_at_ms)
            VALUES (@Id, @Workspace, 'daily', @Channel, @Schedule, @LocalDate, @Slot, @PlannedAtMs, @FiredAtMs, 'queued', @Post, @ClosesAtMs)
            """,
            new
            {
                Id = id.ToString(),
                Workspace = schedule.Workspace.ToString(),
                schedule.Channel,
                Schedule = schedule.Id.ToString(),
                LocalDate = Date(fire.PlannedDate),
                Slot = Time(fire.Slot),
                PlannedAtMs = fire.At.ToUnixTimeMilliseconds(),
                FiredAtMs = firedAt.ToUnixTimeMilliseconds(),
                Post = post.ToString(),
                ClosesAtMs = closesAt.ToUnixTimeMilliseconds(),
            },
            cancellationToken));
        await write.Connection.ExecuteAsync(write.Command(
            """
            INSERT INTO occurrence_question (occurrence_id, workspace_id, position, question_id, revision_id)
            VALUES (@Id, @Workspace, 0, @Question, @Revision)
            """,
            new
            {
                Id = id.ToString(),
                Workspace = schedule.Workspace.ToString(),
                Question = question.Id.ToString(),
                Revision = question.Current.Id.ToString(),
            },
            cancellationToken));
    }

    /// <summary>Adds a round whose announcement was queued in the same transaction. Its questions are added by <see cref="RoundStore"/>.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="start">The round.</param>
    /// <param name="firedAt">The time.</param>
    /// <param name="post">The announcement.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A task that ends when it is added.</returns>
    internal Task AddRoundAsync(WriteTransaction write, RoundStart start, DateTimeOffset firedAt, OutboxId post, CancellationToken cancellationToken) =>
        write.Connection.ExecuteAsync(write.Command(
            """
            INSERT INTO occurrence (
                id, workspace_id, kind, channel, schedule_id, started_by, local_date, slot, planned_at_ms, fired_at_ms, state, post_id)
            VALUES (
                @Id, @Workspace, 'round', @Channel, @Schedule, @StartedBy, @LocalDate, @Slot, @PlannedAtMs, @FiredAtMs, 'queued', @Post)
            """,
            new
            {
                Id = start.Id.ToString(),
                Workspace = start.Workspace.ToString(),
                start.Channel,
                Schedule = start.Planned?.Schedule.Id.ToString(),
                StartedBy = start.StartedBy?.ToString(),
                LocalDate = start.Planned is { } planned ? Date(planned.Fire.PlannedDate) : null,
                Slot = start.Planned is { } on ? Time(on.Fire.Slot) : null,
                PlannedAtMs = (start.Planned?.Fire.At ?? firedAt).ToUnixTimeMilliseconds(),
                FiredAtMs = firedAt.ToUnixTimeMilliseconds(),
                Post = post.ToString(),
            },
            cancellationToken));

    /// <summary>Puts on record that a planned time was not run. One that is on record already stays as it is.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="schedule">The schedule.</param>
    /// <param name="fire">The planned time.</param>
    /// <param name="firedAt">The time.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A task that ends when it is on record.</returns>
    public Task SkipAsync(
        WriteTransaction write, Schedule schedule, PlannedFire fire, DateTimeOffset firedAt, string reason, CancellationToken cancellationToken) =>
        write.Connection.ExecuteAsync(write.Command(
            """
            INSERT INTO occurrence (id, workspace_id, kind, channel, schedule_id, local_date, slot, planned_at_ms, fired_at_ms, state, reason)
            VALUES (@Id, @Workspace, @Kind, @Channel, @Schedule, @LocalDate, @Slot, @PlannedAtMs, @FiredAtMs, 'skipped', @Reason)
            ON CONFLICT (schedule_id, local_date, slot) DO NOTHING
            """,
            new
            {
                Id = ids.Next().ToString(),
                Workspace = schedule.Workspace.ToString(),
                Kind = Words.Of(schedule.Kind),
                schedule.Channel,
                Schedule = schedule.Id.ToString(),
                LocalDate = Date(fire.PlannedDate),
                Slot = Time(fire.Slot),
                PlannedAtMs = fire.At.ToUnixTimeMilliseconds(),
                FiredAtMs = firedAt.ToUnixTimeMilliseconds(),
                Reason = reason,
            },
            cancellationToken));

    /// <summary>Tells whether a planned time is on record.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="schedule">The schedule.</param>
    /// <param name="fire">The planned time.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns><see langword="true"/> when it was run or skipped before.</returns>
    public async Task<bool> IsOnRecordAsync(WriteTransaction write, Schedule schedule, PlannedFire fire, CancellationToken cancellationToken) =>
        await write.Connection.ExecuteScalarAsync<long>(write.Command(
            """
            SELECT EXISTS (
                SELECT 1 FROM occurrence
                WHERE workspace_id = @Workspace AND schedule_id = @Schedule AND local_date = @LocalDate AND slot = @Slot)
            """,
            new
            {
                Workspace = schedule.Workspace.ToString(),
                Schedule = schedule.Id.ToString(),
                LocalDate = Date(fire.PlannedDate),
                Slot = Time(fire.Slot),
            },
            cancellationToken)) == 1;

    /// <summary>Opens an occurrence whose post is out.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="id">The occurrence.</param>
    /// <param name="at">When the platform took the post.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A task that ends when it is open.</returns>
    public Task OpenAsync(WriteTransaction write, WorkspaceId workspace, OccurrenceId id, DateTimeOffset at, CancellationToken cancellationToken) =>
        write.Connection.ExecuteAsync(write.Command(
            "UPDATE occurrence SET state = 'open', opened_at_ms = @AtMs WHERE workspace_id = @Workspace AND id = @Id AND state = 'queued'",
            new { AtMs = at.ToUnixTimeMilliseconds(), Workspace = workspace.ToString(), Id = id.ToString() },
            cancellationToken));

    /// <summary>Closes an occurrence whose time is over.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="id">The occurrence.</param>
    /// <param name="at">The time.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns><see langword="false"/> when it is not open.</returns>
    public async Task<bool> CloseAsync(WriteTransaction write, WorkspaceId workspace, OccurrenceId id, DateTimeOffset at, CancellationToken cancellationToken) =>
        await write.Connection.ExecuteAsync(write.Command(
            "UPDATE occurrence SET state = 'closed', closed_at_ms = @AtMs, closes_at_ms = ifnull(closes_at_ms, @AtMs) WHERE workspace_id = @Workspace AND id = @Id AND state = 'open'",
            new { AtMs = at.ToUnixTimeMilliseconds(), Workspace = workspace.ToString(), Id = id.ToString() },
            cancellationToken)) == 1;

    /// <summary>Notes the post that reveals an occurrence.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="id">The occurrence.</param>
    /// <param name="post">The post.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A task that ends when it is noted.</returns>
    public Task SetRevealAsync(WriteTransaction write, WorkspaceId workspace, OccurrenceId id, OutboxId post, CancellationToken cancellationToken) =>
        write.Connection.ExecuteAsync(write.Command(
            "UPDATE occurrence SET reveal_id = @Post WHERE workspace_id = @Workspace AND id = @Id AND state = 'closed' AND reveal_id IS NULL",
            new { Post = post.ToString(), Workspace = workspace.ToString(), Id = id.ToString() },
            cancellationToken));

    /// <summary>Ends an occurrence whose reveal is out.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="id">The occurrence.</param>
    /// <param name="at">When the platform took the post.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A task that ends when it is revealed.</returns>
    public Task RevealAsync(WriteTransaction write, WorkspaceId workspace, OccurrenceId id, DateTimeOffset at, CancellationToken cancellationToken) =>
        write.Connection.ExecuteAsync(write.Command(
            "UPDATE occurrence SET state = 'revealed', revealed_at_ms = @AtMs WHERE workspace_id = @Workspace AND id = @Id AND state = 'closed'",
            new { AtMs = at.ToUnixTimeMilliseconds(), Workspace = workspace.ToString(), Id = id.ToString() },
            cancellationToken));

    /// <summary>Ends an occurrence that the platform would not take.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="id">The occurrence.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A task that ends when it is abandoned.</returns>
    public Task AbandonAsync(WriteTransaction write, WorkspaceId workspace, OccurrenceId id, string reason, CancellationToken cancellationToken) =>
        write.Connection.ExecuteAsync(write.Command(
            "UPDATE occurrence SET state = 'abandoned', reason = @Reason WHERE workspace_id = @Workspace AND id = @Id AND state IN ('queued', 'open', 'closed')",
            new { Reason = reason, Workspace = workspace.ToString(), Id = id.ToString() },
            cancellationToken));

    /// <summary>Finds an occurrence inside a transaction.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="id">The occurrence.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The occurrence, or <see langword="null"/>.</returns>
    public async Task<Occurrence?> FindAsync(WriteTransaction write, WorkspaceId workspace, OccurrenceId id, CancellationToken cancellationToken) =>
        (await write.Connection.QuerySingleOrDefaultAsync<Row>(write.Command(
            $"{SelectOccurrences} WHERE o.workspace_id = @Workspace AND o.id = @Id",
            new { Workspace = workspace.ToString(), Id = id.ToString() },
            cancellationToken)))?.ToOccurrence();

    /// <summary>Finds an occurrence.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="id">The occurrence.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The occurrence, or <see langword="null"/>.</returns>
    public async Task<Occurrence?> FindAsync(WorkspaceId workspace, OccurrenceId id, CancellationToken cancellationToken) =>
        (await QueryAsync(
            "WHERE o.workspace_id = @Workspace AND o.id = @Id",
            new { Workspace = workspace.ToString(), Id = id.ToString() },
            cancellationToken)).SingleOrDefault();

    /// <summary>Finds the daily question that is open in a channel: the latest that was posted and takes answers.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="channel">The platform's identifier of the channel.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The occurrence, or <see langword="null"/>.</returns>
    public async Task<Occurrence?> FindRunningAsync(WorkspaceId workspace, string channel, DateTimeOffset now, CancellationToken cancellationToken) =>
        (await QueryAsync(
            """
            WHERE o.workspace_id = @Workspace AND o.channel = @Channel AND o.kind = 'daily'
              AND o.state IN ('queued', 'open') AND o.closes_at_ms > @NowMs
            ORDER BY o.planned_at_ms DESC
            LIMIT 1
            """,
            new { Workspace = workspace.ToString(), Channel = channel, NowMs = now.ToUnixTimeMilliseconds() },
            cancellationToken)).SingleOrDefault();

    /// <summary>Lists the occurrences of all workspaces that still have something before them.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The queued, open and closed ones, by closing time.</returns>
    public Task<IReadOnlyList<Occurrence>> ListUnfinishedAsync(CancellationToken cancellationToken) =>
        QueryAsync("WHERE o.state IN ('queued', 'open', 'closed') ORDER BY o.closes_at_ms, o.id", null, cancellationToken);

    /// <summary>Counts how often each question was asked in a channel, and when last.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="channel">The platform's identifier of the channel.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The questions that were asked at least once.</returns>
    public async Task<IReadOnlyDictionary<QuestionId, Asked>> CountAskedAsync(WorkspaceId workspace, string channel, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<AskedRow>(new CommandDefinition(
            """
            SELECT q.question_id AS Question, count(*) AS Times, max(o.planned_at_ms) AS LastAtMs
            FROM occurrence_question q
            JOIN occurrence o ON o.id = q.occurrence_id
            WHERE q.workspace_id = @Workspace AND o.channel = @Channel
            GROUP BY q.question_id
            """,
            new { Workspace = workspace.ToString(), Channel = channel },
            cancellationToken: cancellationToken));
        return rows.ToDictionary(
            row => new QuestionId(Guid.Parse(row.Question)),
            row => new Asked((int)row.Times, DateTimeOffset.FromUnixTimeMilliseconds(row.LastAtMs)));
    }

    private async Task<IReadOnlyList<Occurrence>> QueryAsync(string condition, object? parameters, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"{SelectOccurrences} {condition}", parameters, cancellationToken: cancellationToken));
        return [.. rows.Select(row => row.ToOccurrence())];
    }

    private static string Date(LocalDate date) => LocalDatePattern.Iso.Format(date);

    private static string Time(LocalTime time) => time.ToString("HH':'mm':'ss", CultureInfo.InvariantCulture);

    private const string SelectOccurrences =
        """
        SELECT o.id AS Id, o.workspace_id AS Workspace, o.kind AS Kind, o.schedule_id AS Schedule, o.started_by AS StartedBy,
               o.channel AS Channel, o.planned_at_ms AS PlannedAtMs, o.state AS State, o.opened_at_ms AS OpenedAtMs,
               o.closes_at_ms AS ClosesAtMs, o.reveal_id IS NOT NULL AS IsRevealQueued, q.question_id AS Question, q.revision_id AS Revision
        FROM occurrence o
        LEFT JOIN occurrence_question q ON q.occurrence_id = o.id AND q.position = 0
        """;

    private sealed record Row
    {
        public string Id { get; init; } = "";

        public string Workspace { get; init; } = "";

        public string Kind { get; init; } = "";

        public string? Schedule { get; init; }

        public string? StartedBy { get; init; }

        public string Channel { get; init; } = "";

        public long PlannedAtMs { get; init; }

        public string State { get; init; } = "";

        public long? OpenedAtMs { get; init; }

        public long? ClosesAtMs { get; init; }

        public bool IsRevealQueued { get; init; }

        public string? Question { get; init; }

        public string? Revision { get; init; }

        public Occurrence ToOccurrence() => new()
        {
            Id = new OccurrenceId(Guid.Parse(Id)),
            Workspace = new WorkspaceId(Guid.Parse(Workspace)),
            Kind = Words.Parse<DrillKind>(Kind),
            Schedule = Schedule is null ? null : new ScheduleId(Guid.Parse(Schedule)),
            StartedBy = StartedBy is null ? null : new MemberId(Guid.Parse(StartedBy)),
            Channel = Channel,
            PlannedAt = DateTimeOffset.FromUnixTimeMilliseconds(PlannedAtMs),
            State = Words.Parse<OccurrenceState>(State),
            OpenedAt = OpenedAtMs is { } opened ? DateTimeOffset.FromUnixTimeMilliseconds(opened) : null,
            ClosesAt = ClosesAtMs is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null,
            IsRevealQueued = IsRevealQueued,
            Question = Question is null ? null : new QuestionId(Guid.Parse(Question)),
            Revision = Revision is null ? null : new RevisionId(Guid.Parse(Revision)),
        };
    }

    private sealed record AskedRow
    {
        public string Question { get; init; } = "";

        public long Times { get; init; }

        public long LastAtMs { get; init; }
    }
}

/// <summary>How often a question was asked, and when last.</summary>
/// <param name="Times">How often.</param>
/// <param name="LastAt">When last.</param>
public readonly record struct Asked(int Times, DateTimeOffset LastAt);
