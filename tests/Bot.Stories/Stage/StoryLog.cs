using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bot.Stories.Stage;

/// <summary>
/// What the bot logged, down to the least line of every category. A story fails over an error that it did not take out, and
/// over any line that says what members said.
/// </summary>
internal sealed class StoryLog(Pulse pulse) : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<string> _every = new();
    private readonly ConcurrentQueue<string> _all = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();
    private volatile bool _isCut;

    /// <summary>Gets every line so far that a person would read, with the exceptions.</summary>
    public IReadOnlyCollection<string> All => _all;

    /// <summary>Gets every line of every level and category so far, with scopes, values and exceptions.</summary>
    public IReadOnlyCollection<string> Every => _every;

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

    /// <summary>Has a bot write here, whatever its settings say of levels.</summary>
    public void ListenTo(IServiceCollection services) => services
        .AddSingleton<ILoggerProvider>(this)
        .Configure<LoggerFilterOptions>(filter => filter.AddFilter<StoryLog>(null, LogLevel.Trace));

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private void Write(LogLevel level, string category, string line, object? state)
    {
        if (_isCut)
        {
            return;
        }

        List<string?> parts = [line, state?.ToString()];
        parts.AddRange(ValuesOf(state));
        _scopes.ForEachScope(
            (scope, said) =>
            {
                said.Add(scope?.ToString());
                said.AddRange(ValuesOf(scope));
            },
            parts);
        _every.Enqueue($"{level} {category}: {string.Join(" | ", parts.OfType<string>().Distinct())}");
        if (level < LogLevel.Information || (level < LogLevel.Warning && !category.StartsWith("Bot.", StringComparison.Ordinal)))
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

    private static IEnumerable<string?> ValuesOf(object? state) =>
        state is IEnumerable<KeyValuePair<string, object?>> values ? values.Where(value => value.Key != "{OriginalFormat}").Select(value => value.Value?.ToString()) : [];

    private sealed class Logger(StoryLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => log._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Write(logLevel, category, exception is null ? formatter(state, exception) : $"{formatter(state, exception)} {exception}", state);
    }
}
