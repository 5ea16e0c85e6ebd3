using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Bot.Stories.Stage;

/// <summary>What the bot logged. A story fails over an error that it did not take out.</summary>
internal sealed class StoryLog(Pulse pulse) : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _all = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private volatile bool _isCut;

    /// <summary>Gets every line so far, with the exceptions.</summary>
    public IReadOnlyCollection<string> All => _all;

    /// <summary>Takes out the errors so far.</summary>
    public IReadOnlyList<string> TakeErrors()
    {
        List<string> taken = [];
        while (_errors.TryDequeue(out var error))
        {
            taken.Add(error);
        }

        return taken;
    }

    /// <summary>From now on nothing is written.</summary>
    public void Cut() => _isCut = true;

    public ILogger CreateLogger(string categoryName) => new Logger(this);

    public void Dispose()
    {
    }

    private void Write(LogLevel level, string line)
    {
        if (_isCut)
        {
            return;
        }

        _all.Enqueue(line);
        if (level >= LogLevel.Error)
        {
            _errors.Enqueue(line);
        }

        pulse.Beat();
    }

    private sealed class Logger(StoryLog log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Write(logLevel, exception is null ? formatter(state, exception) : $"{formatter(state, exception)} {exception}");
    }
}
