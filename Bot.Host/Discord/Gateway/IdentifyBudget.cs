using Bot.Host.Discord.Wire;

namespace Bot.Host.Discord.Gateway;

/// <summary>
/// Begins sessions no more often than Discord allows: so many at once in five seconds, and so many in a day, beyond which
/// Discord would void the token. https://docs.discord.com/developers/events/gateway#session-start-limit-object
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class IdentifyBudget(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly Dictionary<int, DateTimeOffset> _last = [];
    private int _remaining = int.MaxValue;
    private int _concurrency = 1;
    private DateTimeOffset _resetsAt;

    /// <summary>Takes over what Discord says.</summary>
    public void Learn(SessionStartLimit? limit)
    {
        if (limit is { Remaining: { } remaining, ResetAfter: { } reset })
        {
            (_remaining, _resetsAt) = (remaining, time.GetUtcNow() + TimeSpan.FromMilliseconds(Math.Clamp(reset, 0, 86_400_000)));
            _concurrency = Math.Max(1, limit.MaxConcurrency ?? 1);
        }
    }

    /// <summary>Waits until a shard may begin a session, and counts it.</summary>
    public async Task TakeAsync(int shard, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_remaining <= 0 && _resetsAt > time.GetUtcNow())
            {
                await Task.Delay(_resetsAt - time.GetUtcNow(), time, cancellationToken);
            }

            var slot = shard % _concurrency;
            if (_last.TryGetValue(slot, out var last) && last + Pause > time.GetUtcNow())
            {
                await Task.Delay(last + Pause - time.GetUtcNow(), time, cancellationToken);
            }

            _last[slot] = time.GetUtcNow();
            _remaining--;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();
}
