using Bot.Core.Inbox;
using Microsoft.Extensions.Logging;

namespace Bot.Core.Telemetry;

/// <summary>What every line of the log carries while the bot works on what came of one event: its reply, its verdict, its feedback.</summary>
internal static class EventScope
{
    private static readonly Func<ILogger, InboxId, IDisposable?> Scope = LoggerMessage.DefineScope<InboxId>("Event {InboxId}");

    /// <summary>Opens the scope.</summary>
    /// <param name="logger">The log.</param>
    /// <param name="inbox">The event, or <see langword="null"/> when none caused it.</param>
    /// <returns>What to dispose of when that work is done.</returns>
    public static IDisposable? Begin(ILogger logger, InboxId? inbox) => inbox is { } id ? Scope(logger, id) : null;
}
