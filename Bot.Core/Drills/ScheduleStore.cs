using System.Data.Common;
using Bot.Core.Drills.Rounds;
using Bot.Core.Members;
using Bot.Core.Questions;
using Bot.Core.Storage;
using Dapper;

namespace Bot.Core.Drills;

/// <summary>Schedules. A row is the truth; the alarms that a process holds are made from it.</summary>
/// <param name="source">The database.</param>
/// <param name="ids">Gives identifiers.</param>
public sealed class ScheduleStore(DbDataSource source, IdSource ids)
{
    /// <summary>Adds a schedule.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="schedule">The schedule; identifier and number are given here.</param>
    /// <param name="at">When; planned times before are not missed.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The schedule as stored.</returns>
    public async Task<Schedule> AddAsync(WriteTransaction write, Schedule schedule, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var number = await write.Connection.ExecuteScalarAsync<long>(write.Command(
            "SELECT ifnull(max(number), 0) + 1 FROM schedule WHERE workspace_id = @Workspace",
            new { Workspace = schedule.Workspace.ToString() },
            cancellationToken));
        var stored = schedule with { Id = new ScheduleId(ids.Next()), Number = (int)number, ConsideredUntil = at };
        await write.Connection.ExecuteAsync(write.Command(
            """
            INSERT INTO schedule (
                id, workspace_id, number, kind, channel, cron, zone, filter, questions, seconds, state, created_by, created_at_ms, considered_until_ms)
            VALUES (
                @Id, @Workspace, @Number, @Kind, @Channel, @Cron, @Zone, @Filter, @Questions, @Seconds, @State, @CreatedBy, @AtMs, @AtMs)
            """,
            new
            {
                Id = stored.Id.ToString(),
                Workspace = stored.Workspace.ToString(),
                stored.Number,
                Kind = Words.Of(stored.Kind),
                stored.Channel,
                stored.Cron,
                stored.Zone,
                Filter = Json.Write(stored.Filter),
                stored.Round?.Questions,
                stored.Round?.Seconds,
                State = Words.Of(stored.State),
                CreatedBy = stored.CreatedBy.ToString(),
                AtMs = at.ToUnixTimeMilliseconds(),
            },
            cancellationToken));
        return stored;
    }

    /// <summary>Pauses, resumes or removes a schedule. Time until now is then not missed.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="schedule">The schedule.</param>
    /// <param name="state">The new state.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns><see langword="false"/> when it is in that state already, or removed.</returns>
    public async Task<bool> SetStateAsync(
        WriteTransaction write, WorkspaceId workspace, ScheduleId schedule, ScheduleState state, DateTimeOffset at, CancellationToken cancellationToken) =>
        await write.Connection.ExecuteAsync(write.Command(
            """
            UPDATE schedule SET state = @State, considered_until_ms = max(considered_until_ms, @AtMs)
            WHERE workspace_id = @Workspace AND id = @Id AND state NOT IN (@State, 'removed')
            """,
            new { State = Words.Of(state), AtMs = at.ToUnixTimeMilliseconds(), Workspace = workspace.ToString(), Id = schedule.ToString() },
            cancellationToken)) == 1;

    /// <summary>Notes up to which instant planned times have been dealt with.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="schedule">The schedule as it was read.</param>
    /// <param name="until">The instant.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns><see langword="false"/> when the schedule has changed since it was read: decide again.</returns>
    public async Task<bool> ConsiderAsync(WriteTransaction write, Schedule schedule, DateTimeOffset until, CancellationToken cancellationToken) =>
        await write.Connection.ExecuteAsync(write.Command(
            """
            UPDATE schedule SET considered_until_ms = @UntilMs
            WHERE workspace_id = @Workspace AND id = @Id AND state = 'active' AND considered_until_ms = @BeforeMs
            """,
            new
            {
                UntilMs = until.ToUnixTimeMilliseconds(),
                BeforeMs = schedule.ConsideredUntil.ToUnixTimeMilliseconds(),
                Workspace = schedule.Workspace.ToString(),
                Id = schedule.Id.ToString(),
            },
            cancellationToken)) == 1;

    /// <summary>Lists the schedules of a workspace that are not removed, by number.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The schedules.</returns>
    public Task<IReadOnlyList<Schedule>> ListAsync(WorkspaceId workspace, CancellationToken cancellationToken) =>
        QueryAsync("WHERE workspace_id = @Workspace AND state <> 'removed' ORDER BY number", new { Workspace = workspace.ToString() }, cancellationToken);

    /// <summary>Lists the active schedules of all workspaces.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The schedules.</returns>
    public Task<IReadOnlyList<Schedule>> ListActiveAsync(CancellationToken cancellationToken) =>
        QueryAsync("WHERE state = 'active' ORDER BY id", null, cancellationToken);

    /// <summary>Finds a schedule.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="schedule">The schedule.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The schedule, removed or not, or <see langword="null"/>.</returns>
    public async Task<Schedule?> FindAsync(WorkspaceId workspace, ScheduleId schedule, CancellationToken cancellationToken) =>
        (await QueryAsync(
            "WHERE workspace_id = @Workspace AND id = @Id",
            new { Workspace = workspace.ToString(), Id = schedule.ToString() },
            cancellationToken)).SingleOrDefault();

    private async Task<IReadOnlyList<Schedule>> QueryAsync(string condition, object? parameters, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"""
            SELECT id AS Id, workspace_id AS Workspace, number AS Number, channel AS Channel, cron AS Cron, zone AS Zone, filter AS Filter,
                   questions AS Questions, seconds AS Seconds, state AS State, created_by AS CreatedBy, considered_until_ms AS ConsideredUntilMs
            FROM schedule
            {condition}
            """,
            parameters,
            cancellationToken: cancellationToken));
        return [.. rows.Select(row => row.ToSchedule())];
    }

    private sealed record Row
    {
        public string Id { get; init; } = "";

        public string Workspace { get; init; } = "";

        public long Number { get; init; }

        public string Channel { get; init; } = "";

        public string Cron { get; init; } = "";

        public string Zone { get; init; } = "";

        public string Filter { get; init; } = "";

        public long? Questions { get; init; }

        public long? Seconds { get; init; }

        public string State { get; init; } = "";

        public string CreatedBy { get; init; } = "";

        public long ConsideredUntilMs { get; init; }

        public Schedule ToSchedule() => new()
        {
            Id = new ScheduleId(Guid.Parse(Id)),
            Workspace = new WorkspaceId(Guid.Parse(Workspace)),
            Number = (int)Number,
            Channel = Channel,
            Cron = Cron,
            Zone = Zone,
            Filter = Json.Read<QuestionFilter>(Filter),
            Round = Questions is { } questions && Seconds is { } seconds ? new RoundShape((int)questions, (int)seconds) : null,
            State = Words.Parse<ScheduleState>(State),
            CreatedBy = new MemberId(Guid.Parse(CreatedBy)),
            ConsideredUntil = DateTimeOffset.FromUnixTimeMilliseconds(ConsideredUntilMs),
        };
    }
}
