using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace Bot.Stories.Stage;

/// <summary>A clock that a story moves, and that tells which timers wait for it.</summary>
internal sealed class StoryClock(DateTimeOffset start, Pulse pulse) : FakeTimeProvider(start)
{
    private readonly ConcurrentDictionary<StoryTimer, bool> _timers = [];
    private int _set;

    /// <summary>Gets how many timers were set so far.</summary>
    public int TimersSet => Volatile.Read(ref _set);

    /// <summary>Gets the timers that still wait: which one it was, and for how long it was set.</summary>
    public IEnumerable<(int Number, TimeSpan Wait)> Waiting =>
        _timers.Keys.Where(timer => timer.RingsAt > GetUtcNow()).Select(timer => (timer.Number, timer.Wait));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new StoryTimer(this, base.CreateTimer(callback, state, dueTime, period), Interlocked.Increment(ref _set), dueTime);
        _timers[timer] = true;
        pulse.Beat();
        return timer;
    }

    private sealed class StoryTimer(StoryClock clock, ITimer timer, int number, TimeSpan wait) : ITimer
    {
        public int Number => number;

        public TimeSpan Wait { get; private set; } = wait;

        public DateTimeOffset RingsAt { get; private set; } = At(clock, wait);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            (Wait, RingsAt) = (dueTime, At(clock, dueTime));
            return timer.Change(dueTime, period);
        }

        public void Dispose()
        {
            clock._timers.TryRemove(this, out _);
            timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            clock._timers.TryRemove(this, out _);
            return timer.DisposeAsync();
        }

        private static DateTimeOffset At(StoryClock clock, TimeSpan wait) =>
            wait == Timeout.InfiniteTimeSpan ? DateTimeOffset.MinValue : clock.GetUtcNow() + wait;
    }
}
