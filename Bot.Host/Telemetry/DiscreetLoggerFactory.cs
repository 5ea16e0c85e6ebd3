using System.Collections.Frozen;

namespace Bot.Host.Telemetry;

/// <summary>
/// Stands before all logs, whoever writes to them and wherever they go: exceptions pass without what they may quote of members'
/// words, and what the web server would say of addresses and headers, which may hold keys, does not pass at all.
/// </summary>
/// <param name="inner">The logs.</param>
internal sealed class DiscreetLoggerFactory(LoggerFactory inner) : ILoggerFactory
{
    // Each writes addresses, headers or bodies: with the page's key, a browser's pass, or a platform's token in them.
    private static readonly FrozenSet<string> Silent = FrozenSet.Create(
        "Microsoft.AspNetCore.Hosting.Diagnostics",
        "Microsoft.AspNetCore.HttpLogging.HttpLoggingMiddleware",
        "Microsoft.AspNetCore.Server.Kestrel.BadRequests",
        "Microsoft.AspNetCore.Server.Kestrel.Connections.Logging");

    private const string OutgoingRequests = "System.Net.Http.HttpClient.";

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) =>
        Silent.Contains(categoryName) || categoryName.StartsWith(OutgoingRequests, StringComparison.Ordinal)
            ? Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance
            : new Logger(inner.CreateLogger(categoryName));

    /// <inheritdoc/>
    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    /// <inheritdoc/>
    public void Dispose() => inner.Dispose();

    private sealed class Logger(ILogger inner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            inner.Log(logLevel, eventId, state, exception is null ? null : DiscreetException.Of(exception), formatter);
    }
}
