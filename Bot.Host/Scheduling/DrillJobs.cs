using System.Diagnostics.CodeAnalysis;
using Bot.Core.Drills;
using Bot.Core.Members;
using Quartz;

namespace Bot.Host.Scheduling;

/// <summary>Rings at the next planned time of a schedule.</summary>
internal sealed partial class FireJob(DailyDrill drill, IDrillAlarms alarms, TimeProvider time, ILogger<FireJob> logger) : IJob
{
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    public static JobKey KeyOf(ScheduleId schedule) => new(schedule.ToString(), "fire");

    [SuppressMessage("Design", "CA1031", Justification = "An edge: the alarm is set again, so that nothing stays undone.")]
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var (workspace, id) = JobArguments.Of(context);
        var schedule = new ScheduleId(id);
        try
        {
            await drill.RunDueAsync(new WorkspaceId(workspace), schedule, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.FireFailed(logger, exception, schedule);
            alarms.SetFire(new WorkspaceId(workspace), schedule, time.GetUtcNow() + Again);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Schedule {ScheduleId} could not fire; it is tried again in a minute.")]
        public static partial void FireFailed(ILogger logger, Exception exception, ScheduleId scheduleId);
    }
}

/// <summary>Rings at the closing time of a drill.</summary>
internal sealed partial class CloseJob(DrillClosing closing, IDrillAlarms alarms, TimeProvider time, ILogger<CloseJob> logger) : IJob
{
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    public static JobKey KeyOf(OccurrenceId occurrence) => new(occurrence.ToString(), "close");

    [SuppressMessage("Design", "CA1031", Justification = "An edge: the alarm is set again, so that nothing stays undone.")]
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var (workspace, id) = JobArguments.Of(context);
        var occurrence = new OccurrenceId(id);
        try
        {
            await closing.CloseDueAsync(new WorkspaceId(workspace), occurrence, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.CloseFailed(logger, exception, occurrence);
            alarms.SetClose(new WorkspaceId(workspace), occurrence, time.GetUtcNow() + Again);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Occurrence {OccurrenceId} could not be closed; it is tried again in a minute.")]
        public static partial void CloseFailed(ILogger logger, Exception exception, OccurrenceId occurrenceId);
    }
}

/// <summary>What an alarm carries.</summary>
internal static class JobArguments
{
    public static (Guid Workspace, Guid Id) Of(IJobExecutionContext context) =>
        (Guid.Parse(context.MergedJobDataMap.GetString("workspace")!), Guid.Parse(context.MergedJobDataMap.GetString("id")!));
}
