namespace Bot.Bench.Faults;

/// <summary>The bot's processes on one data directory, one after the other.</summary>
/// <param name="data">The data directory.</param>
/// <param name="settings">Their settings.</param>
/// <param name="log">Takes their log.</param>
/// <param name="time">The clock.</param>
internal sealed class BotLives(string data, IReadOnlyDictionary<string, string> settings, BotLog log, TimeProvider time) : IAsyncDisposable
{
    private readonly List<(DateTimeOffset From, DateTimeOffset Until)> _absences = [];
    private readonly List<string> _crashes = [];
    private BotProcess? _bot;
    private Task? _watch;
    private bool _isMeant;

    /// <summary>Gets when there was no bot; an absence ends when the bot says that it has started.</summary>
    public IReadOnlyList<(DateTimeOffset From, DateTimeOffset Until)> Absences => _absences;

    /// <summary>Gets how often the bot was killed.</summary>
    public int Kills { get; private set; }

    /// <summary>Gets what the bot died of by itself.</summary>
    public IReadOnlyList<string> Crashes => _crashes;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _isMeant = false;
        _bot = await BotProcess.StartAsync(data, settings, log.Take, cancellationToken);
        _watch = WatchAsync(_bot, cancellationToken);
    }

    /// <summary>Kills the bot and starts it again after a while.</summary>
    public async Task KillAsync(TimeSpan down, CancellationToken cancellationToken)
    {
        var from = time.GetUtcNow();
        _isMeant = true;
        await _bot!.KillAsync(cancellationToken);
        Kills++;
        await _watch!;
        await _bot.DisposeAsync();
        await Task.Delay(down, time, cancellationToken);
        await StartAsync(cancellationToken);
        _absences.Add((from, time.GetUtcNow()));
    }

    /// <summary>Asks the bot to stop, as a service manager does.</summary>
    public async ValueTask DisposeAsync()
    {
        _isMeant = true;
        if (_bot is { } bot)
        {
            await bot.DisposeAsync();
        }
    }

    private async Task WatchAsync(BotProcess bot, CancellationToken cancellationToken)
    {
        try
        {
            await bot.EndedAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        if (!_isMeant)
        {
            var from = time.GetUtcNow();
            _crashes.Add($"{from:HH:mm:ss}: the process ended by itself");
            await StartAsync(cancellationToken);
            _absences.Add((from, time.GetUtcNow()));
        }
    }
}
