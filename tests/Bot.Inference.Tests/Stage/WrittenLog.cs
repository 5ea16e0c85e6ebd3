using Microsoft.Extensions.Logging;

namespace Bot.Inference.Tests.Stage;

/// <summary>A log that a test reads.</summary>
internal sealed class WrittenLog<T> : ILogger<T>
{
    private readonly List<string> _lines = [];

    /// <summary>Gets the lines, each with its level.</summary>
    public IReadOnlyList<string> Lines => _lines;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Add($"{logLevel}: {formatter(state, exception)}");
}
