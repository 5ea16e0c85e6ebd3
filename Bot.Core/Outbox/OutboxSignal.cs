using Bot.Core.Storage;

namespace Bot.Core.Outbox;

/// <summary>Wakes the relay when a post was queued.</summary>
public sealed class OutboxSignal
{
    private readonly WorkSignal _signal = new();

    internal void Set() => _signal.Set();

    internal Task WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken) =>
        _signal.WaitAsync(atMost, time, cancellationToken);
}
