using System.Threading.Channels;

namespace Bot.Core.Storage;

/// <summary>Wakes the one worker that waits for it; many signals before it looks are one.</summary>
public sealed class WorkSignal
{
    private readonly Channel<bool> _channel = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>Says that there is work.</summary>
    public void Set() => _channel.Writer.TryWrite(true);

    /// <summary>Waits until there is work, or until a time has passed.</summary>
    /// <param name="atMost">How long to wait without a signal.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <returns>A task that ends when it is time to look.</returns>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            await _channel.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time has passed: look without a signal.
        }
    }
}
