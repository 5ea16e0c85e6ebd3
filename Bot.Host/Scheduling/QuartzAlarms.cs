using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Bot.Core.Drills;
using Bot.Core.Members;
using Bot.Core.Workers;
using Quartz;

namespace Bot.Host.Scheduling;

/// <summary>Alarms as one-shot triggers of a Quartz scheduler that keeps nothing but memory.</summary>
internal sealed partial class QuartzAlarms(ISchedulerFactory schedulers, TimeProvider time, ILogger<QuartzAlarms> logger)
    : Worker(time), IDrillAlarms
{
    private readonly Channel<Alarm> _changes = Channel.CreateUnbounded<Alarm>(new UnboundedChannelOptions { SingleReader = true });

    public void SetFire(WorkspaceId workspace, ScheduleId schedule, DateTimeOffset? at) =>
        Set<FireJob>(FireJob.KeyOf(schedule), workspace, schedule.Value, at);

    public void SetClose(WorkspaceId workspace, OccurrenceId occurrence, DateTimeOffset at) =>
        Set<CloseJob>(CloseJob.KeyOf(occurrence), workspace, occurrence.Value, at);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var scheduler = await schedulers.GetScheduler(stoppingToken);
        await foreach (var alarm in _changes.Reader.ReadAllAsync(stoppingToken))
        {
            using var turn = TakeInHand();
            await SetAsync(scheduler, alarm, stoppingToken);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "An edge: one alarm's failure must not silence the others.")]
    private async Task SetAsync(IScheduler scheduler, Alarm alarm, CancellationToken stoppingToken)
    {
        try
        {
            // In one step and under one name: the alarm that rings right now may be the one that is set again.
            var key = new TriggerKey(alarm.Key.Name, alarm.Key.Group);
            if (alarm.At is { } at)
            {
                var trigger = TriggerBuilder.Create(Time).WithIdentity(key).StartAt(at).Build();
                await scheduler.ScheduleJob(alarm.Job, [trigger], ScheduleJobOptions.Replacing, cancellationToken: stoppingToken);
            }
            else
            {
                await scheduler.UnscheduleJob(key, stoppingToken);
            }
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            Log.AlarmFailed(logger, exception, alarm.Key);
        }
    }

    private void Set<TJob>(JobKey key, WorkspaceId workspace, Guid id, DateTimeOffset? at)
        where TJob : IJob
    {
        var job = JobBuilder.Create<TJob>()
            .WithIdentity(key)
            .UsingJobData("workspace", workspace.ToString())
            .UsingJobData("id", id.ToString())
            .Build();
        _changes.Writer.TryWrite(new Alarm(key, job, at));
    }

    private sealed record Alarm(JobKey Key, IJobDetail Job, DateTimeOffset? At);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The alarm {Key} could not be set; what it stands for runs late, at the next start.")]
        public static partial void AlarmFailed(ILogger logger, Exception exception, JobKey key);
    }
}
