using System.Diagnostics.CodeAnalysis;
using Bot.Core.Workers;
using Microsoft.Extensions.Logging;

namespace Bot.Core.Inbox;

/// <summary>Deletes reply tokens once no platform takes them any more.</summary>
/// <param name="store">Where they are.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed partial class TokenCleaner(InboxStore store, TimeProvider time, ILogger<TokenCleaner> logger) : Worker(time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, Time);
        do
        {
            await CleanAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [SuppressMessage("Design", "CA1031", Justification = "An edge: what could not be deleted now is deleted next time.")]
    private async Task CleanAsync(CancellationToken cancellationToken)
    {
        using var turn = TakeInHand();
        try
        {
            await store.DeleteExpiredTokensAsync(Time.GetUtcNow(), cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.CleaningFailed(logger, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Expired reply tokens could not be deleted; they will be in five minutes.")]
        public static partial void CleaningFailed(ILogger logger, Exception exception);
    }
}
