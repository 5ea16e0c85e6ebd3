using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Bot.Host.Arrivals;

/// <summary>
/// What a platform's events set going. Nothing of it holds up the connection that an event came through, and it outlives that
/// connection: an event that came in is stored and answered even when the connection breaks meanwhile.
/// </summary>
/// <param name="lifetime">Tells when the program ends.</param>
/// <param name="logger">The log.</param>
internal sealed partial class WorkInHand(IHostApplicationLifetime lifetime, ILogger logger)
{
    private readonly ConcurrentDictionary<Task, bool> _inHand = [];

    /// <summary>Begins something.</summary>
    public void Begin(Func<CancellationToken, Task> work)
    {
        var task = GuardAsync(work, CancellationToken.None);
        if (!task.IsCompleted && _inHand.TryAdd(task, true))
        {
            task.ContinueWith(done => _inHand.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    /// <summary>Waits until what is in hand is done.</summary>
    public Task FinishAsync(CancellationToken cancellationToken) => Task.WhenAll(_inHand.Keys).WaitAsync(cancellationToken);

    [SuppressMessage("Design", "CA1031", Justification = "An edge: one event's failure must not stop the bot.")]
    private async Task GuardAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        await Task.Yield();
        try
        {
            await work(cancellationToken);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // The program ends: what is stored is taken up by the next start.
        }
        catch (Exception exception)
        {
            Log.Failed(logger, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Something that happened on the platform could not be dealt with.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
