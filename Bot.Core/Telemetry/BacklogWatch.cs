using System.Diagnostics.CodeAnalysis;
using Bot.Core.Workers;
using Microsoft.Extensions.Logging;

namespace Bot.Core.Telemetry;

/// <summary>Counts now and then what waits, so that reading the meters costs nothing however often it is done.</summary>
/// <param name="backlog">What waits.</param>
/// <param name="meter">Takes the counts.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed partial class BacklogWatch(Backlog backlog, BotMeter meter, TimeProvider time, ILogger<BacklogWatch> logger) : Worker(time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, Time);
        do
        {
            await CountAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [SuppressMessage("Design", "CA1031", Justification = "An edge: what could not be counted now is counted next time.")]
    private async Task CountAsync(CancellationToken cancellationToken)
    {
        using var turn = TakeInHand();
        try
        {
            meter.Waiting(await backlog.CountAsync(cancellationToken));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.CountingFailed(logger, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "What waits could not be counted; it is tried again in half a minute.")]
        public static partial void CountingFailed(ILogger logger, Exception exception);
    }
}
