using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;

namespace Bot.Core.Workers;

/// <summary>
/// A chore that goes on as long as the bot does. Told to stop, it takes up nothing new and may finish what it has in hand;
/// meanwhile it tells how long it has been at that, so that one that hangs is seen.
/// </summary>
/// <param name="time">The clock.</param>
public abstract class Worker(TimeProvider time) : BackgroundService
{
    private readonly CancellationTokenSource _finishing = new();
    private readonly ConcurrentDictionary<Turn, bool> _inHand = [];

    /// <summary>Gets since when it has been at the oldest thing that it has in hand.</summary>
    /// <value><see langword="null"/> while it waits for something to do.</value>
    public DateTimeOffset? BusySince => _inHand.IsEmpty ? null : _inHand.Keys.Select(turn => turn.Begun).DefaultIfEmpty(DateTimeOffset.MaxValue).Min();

    /// <summary>Gets how long it may be at one thing before it counts as hanging.</summary>
    /// <value>Five minutes, unless a chore knows better.</value>
    public virtual TimeSpan Patience => TimeSpan.FromMinutes(5);

    /// <summary>Gets the clock.</summary>
    protected TimeProvider Time => time;

    /// <summary>Gets what ends the work in hand: not the order to stop, but the end of the time that there is for stopping.</summary>
    protected CancellationToken Finishing => _finishing.Token;

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await using var late = cancellationToken.Register(_finishing.Cancel);
        await base.StopAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _finishing.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Begins something.</summary>
    /// <returns>What to dispose of when it is done.</returns>
    protected IDisposable TakeInHand()
    {
        var turn = new Turn(this, time.GetUtcNow());
        _inHand[turn] = true;
        return turn;
    }

    private sealed class Turn(Worker worker, DateTimeOffset begun) : IDisposable
    {
        public DateTimeOffset Begun => begun;

        public void Dispose() => worker._inHand.TryRemove(this, out _);
    }
}
