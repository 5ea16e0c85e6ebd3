using System.Diagnostics.CodeAnalysis;
using Bot.Core.Drills;
using Bot.Core.Drills.Rounds;
using Bot.Core.Members;
using Quartz;

namespace Bot.Host.Scheduling;

/// <summary>What happens when an alarm rings. What fails is tried again a minute later, so that nothing stays undone.</summary>
internal abstract partial class DrillJob(TimeProvider time, ILogger logger) : IJob
{
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    [SuppressMessage("Design", "CA1031", Justification = "An edge: the alarm is set again.")]
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var workspace = new WorkspaceId(Guid.Parse(context.MergedJobDataMap.GetString("workspace")!));
        var id = Guid.Parse(context.MergedJobDataMap.GetString("id")!);
        try
        {
            await RingAsync(workspace, id, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.RingFailed(logger, exception, context.JobDetail.Key);
            SetAgain(workspace, id, time.GetUtcNow() + Again);
        }
    }

    protected abstract Task RingAsync(WorkspaceId workspace, Guid id, CancellationToken cancellationToken);

    protected abstract void SetAgain(WorkspaceId workspace, Guid id, DateTimeOffset at);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The alarm {Key} rang and failed; it rings again in a minute.")]
        public static partial void RingFailed(ILogger logger, Exception exception, JobKey key);
    }
}

/// <summary>Rings at the next planned time of a schedule.</summary>
internal sealed class FireJob(DailyDrill drill, IDrillAlarms alarms, TimeProvider time, ILogger<FireJob> logger) : DrillJob(time, logger)
{
    public static JobKey KeyOf(ScheduleId schedule) => new(schedule.ToString(), "fire");

    protected override Task RingAsync(WorkspaceId workspace, Guid id, CancellationToken cancellationToken) =>
        drill.RunDueAsync(workspace, new ScheduleId(id), cancellationToken);

    protected override void SetAgain(WorkspaceId workspace, Guid id, DateTimeOffset at) => alarms.SetFire(workspace, new ScheduleId(id), at);
}

/// <summary>Rings at the closing time of a daily question, and at the next step of a round.</summary>
internal sealed class CloseJob(DrillClosing closing, RapidFireRound round, IDrillAlarms alarms, TimeProvider time, ILogger<CloseJob> logger) : DrillJob(time, logger)
{
    public static JobKey KeyOf(OccurrenceId occurrence) => new(occurrence.ToString(), "close");

    // Each leaves the other's drills alone.
    protected override async Task RingAsync(WorkspaceId workspace, Guid id, CancellationToken cancellationToken)
    {
        await closing.CloseDueAsync(workspace, new OccurrenceId(id), cancellationToken);
        await round.ContinueAsync(workspace, new OccurrenceId(id), cancellationToken);
    }

    protected override void SetAgain(WorkspaceId workspace, Guid id, DateTimeOffset at) => alarms.SetClose(workspace, new OccurrenceId(id), at);
}
