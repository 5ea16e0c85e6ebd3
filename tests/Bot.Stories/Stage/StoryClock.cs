using Microsoft.Extensions.Time.Testing;

namespace Bot.Stories.Stage;

/// <summary>A clock that a story moves, and that tells which timers wait for it.</summary>
internal sealed class StoryClock(DateTimeOffset start, Pulse pulse) : FakeTimeProvider(start)
{
    private readonly Lock _gate = new();
    private readonly List<TimeSpan> _timers = [];

    /// <summary>Gets for how long every timer was set, in their order.</summary>
    public IReadOnlyList<TimeSpan> Timers
    {
        get
        {
            lock (_gate)
            {
                return [.. _timers];
            }
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        lock (_gate)
        {
            _timers.Add(dueTime);
        }

        pulse.Beat();
        return timer;
    }
}
