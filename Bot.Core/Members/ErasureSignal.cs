using Bot.Core.Storage;

namespace Bot.Core.Members;

/// <summary>Wakes the cleaner when somebody has left, so that no byte of them stays behind in the log of the database.</summary>
public sealed class ErasureSignal
{
    private readonly WorkSignal _signal = new();

    internal void Set() => _signal.Set();

    internal Task WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken) =>
        _signal.WaitAsync(atMost, time, cancellationToken);
}
