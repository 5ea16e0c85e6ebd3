using Microsoft.Extensions.Time.Testing;

namespace Bot.SlackEmulation.Tests.Stage;

/// <summary>A clock that stands still until it is moved, and that tells when somebody waits for it.</summary>
internal sealed class StageClock() : FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero))
{
    private readonly Lock _gate = new();
    private readonly List<TimeSpan> _waits = [];
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        lock (_gate)
        {
            _waits.Add(dueTime);
            _more.TrySetResult();
            _more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return timer;
    }

    /// <summary>Moves the clock on once somebody waits for that long.</summary>
    public async Task PassAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task more;
            lock (_gate)
            {
                if (_waits.Remove(wait))
                {
                    break;
                }

                more = _more.Task;
            }

            await more.WaitAsync(cancellationToken);
        }

        Advance(wait);
    }
}
