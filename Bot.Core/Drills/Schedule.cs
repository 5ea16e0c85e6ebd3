using Bot.Core.Drills.Rounds;
using Bot.Core.Members;
using Bot.Core.Questions;

namespace Bot.Core.Drills;

/// <summary>When a drill runs, where, and with which questions.</summary>
public sealed record Schedule
{
    /// <summary>Gets the identifier.</summary>
    public required ScheduleId Id { get; init; }

    /// <summary>Gets the workspace.</summary>
    public required WorkspaceId Workspace { get; init; }

    /// <summary>Gets the number by which people name it, counted within the workspace.</summary>
    /// <value>1 for the first; numbers are not reused.</value>
    public required int Number { get; init; }

    /// <summary>Gets how long its rounds are; <see langword="null"/> when it posts a daily question.</summary>
    public RoundShape? Round { get; init; }

    /// <summary>Gets what it runs.</summary>
    public DrillKind Kind => Round is null ? DrillKind.Daily : DrillKind.Round;

    /// <summary>Gets the platform's identifier of the channel.</summary>
    public required string Channel { get; init; }

    /// <summary>Gets the Quartz cron expression, on the zone's wall clock.</summary>
    public required string Cron { get; init; }

    /// <summary>Gets the IANA zone.</summary>
    public required string Zone { get; init; }

    /// <summary>Gets which questions are asked.</summary>
    public required QuestionFilter Filter { get; init; }

    /// <summary>Gets whether it runs.</summary>
    public required ScheduleState State { get; init; }

    /// <summary>Gets who made it, and is told when it cannot run.</summary>
    public required MemberId CreatedBy { get; init; }

    /// <summary>Gets the instant up to which planned times have been dealt with, or were never due.</summary>
    public required DateTimeOffset ConsideredUntil { get; init; }

    /// <summary>Gets the planned times.</summary>
    /// <returns>The calendar of <see cref="Cron"/> and <see cref="Zone"/>.</returns>
    /// <exception cref="InvalidOperationException">They were valid when they were stored and no longer are: the zone database changed.</exception>
    public FireCalendar Calendar() =>
        FireCalendar.TryCreate(Cron, Zone, out var calendar, out var fault)
            ? calendar
            : throw new InvalidOperationException($"Schedule {Id} cannot be planned any more: {fault.Message}");

    /// <summary>Finds the next planned time.</summary>
    /// <param name="now">The time.</param>
    /// <returns>The first planned time behind it, or <see langword="null"/>.</returns>
    public PlannedFire? NextAfter(DateTimeOffset now) => Calendar().Next(now);
}

/// <summary>Whether a schedule runs.</summary>
public enum ScheduleState
{
    /// <summary>It runs.</summary>
    Active,

    /// <summary>An organiser, or a channel that cannot be posted to, has stopped it for now. Time while paused is not missed.</summary>
    Paused,

    /// <summary>An organiser has removed it; its past occurrences stay.</summary>
    Removed,
}
