using Bot.Core.Storage;

namespace Bot.Core.Grading;

/// <summary>Wakes the grading worker when an answer was stored.</summary>
public sealed class GradingSignal
{
    private readonly WorkSignal _signal = new();

    internal void Set() => _signal.Set();

    internal Task WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken) =>
        _signal.WaitAsync(atMost, time, cancellationToken);
}
