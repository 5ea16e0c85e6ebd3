using Bot.Core.Chat;
using Bot.Core.Drills;
using Bot.Core.Members;
using Bot.Core.Storage;

namespace Bot.Host.Arrivals;

/// <summary>Ceases to post where the bot was removed.</summary>
/// <param name="members">Knows the workspaces.</param>
/// <param name="schedules">What would go on posting.</param>
/// <param name="gate">The door for writes.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed partial class WorkspaceRemoval(MemberStore members, ScheduleStore schedules, WriteGate gate, TimeProvider time, ILogger<WorkspaceRemoval> logger)
{
    /// <summary>The bot was removed: its schedules are paused, and wait for an organiser to resume them should it come back.</summary>
    /// <param name="platform">Where.</param>
    /// <param name="workspace">The platform's identifier of the workspace.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task LeaveAsync(Platform platform, string workspace, CancellationToken cancellationToken)
    {
        if (await members.FindWorkspaceAsync(platform, workspace, cancellationToken) is not { } left)
        {
            return;
        }

        var active = (await schedules.ListAsync(left.Id, cancellationToken)).Where(schedule => schedule.State is ScheduleState.Active).ToList();
        await gate.RunAsync(
            async (write, token) =>
            {
                foreach (var schedule in active)
                {
                    await schedules.SetStateAsync(write, left.Id, schedule.Id, ScheduleState.Paused, time.GetUtcNow(), token);
                }
            },
            cancellationToken);
        Log.Removed(logger, platform, workspace, active.Count);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Platform}: the bot was removed from {Workspace}; {Schedules} of its schedules are paused.")]
        public static partial void Removed(ILogger logger, Platform platform, string workspace, int schedules);
    }
}
