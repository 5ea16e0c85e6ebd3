using Quartz;

namespace Bot.Stories.Stage;

/// <summary>
/// Does nothing. Quartz asks our clock how long to wait for its next trigger, and then waits that long in real time; a new
/// job has it look again.
/// </summary>
public sealed class Nudge : IJob
{
    internal static async Task GiveAsync(ISchedulerFactory schedulers, TimeProvider time, CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        await scheduler.ScheduleJob(
            JobBuilder.Create<Nudge>().Build(),
            TriggerBuilder.Create().StartAt(time.GetUtcNow()).Build(),
            cancellationToken: cancellationToken);
    }

    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
}
