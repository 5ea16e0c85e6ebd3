using Bot.Core.Members;

namespace Bot.Core.Drills;

/// <summary>
/// Rings at the next instant of each schedule and at each closing time. It holds nothing that the database does not:
/// a process that starts sets all alarms again.
/// </summary>
public interface IDrillAlarms
{
    /// <summary>Sets, moves or clears the alarm of a schedule. Returns at once.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="schedule">The schedule.</param>
    /// <param name="at">When to ring, or <see langword="null"/> for never.</param>
    void SetFire(WorkspaceId workspace, ScheduleId schedule, DateTimeOffset? at);

    /// <summary>Sets the alarm of an occurrence's closing time. Returns at once.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="occurrence">The occurrence.</param>
    /// <param name="at">When to ring.</param>
    void SetClose(WorkspaceId workspace, OccurrenceId occurrence, DateTimeOffset at);
}
