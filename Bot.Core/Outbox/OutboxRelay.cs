using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Bot.Core.Chat;
using Bot.Core.Chat.Words;
using Bot.Core.Storage;
using Bot.Core.Telemetry;
using Bot.Core.Workers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Bot.Core.Outbox;

/// <summary>
/// Sends what is due, and records what became of it. To one destination it sends one post after the other;
/// a slow destination does not hold up the others.
/// </summary>
/// <param name="outbox">What is due.</param>
/// <param name="signal">Wakes the relay.</param>
/// <param name="sender">Sends one post.</param>
/// <param name="watchers">Who has to know what became of a post.</param>
/// <param name="bell">Tells organisers what a platform will never take.</param>
/// <param name="gate">The door for writes.</param>
/// <param name="options">How posts are sent.</param>
/// <param name="meter">Counts failures.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
public sealed partial class OutboxRelay(
    OutboxStore outbox,
    OutboxSignal signal,
    PostSender sender,
    IEnumerable<IPostWatcher> watchers,
    OrganiserBell bell,
    WriteGate gate,
    IOptions<OutboxOptions> options,
    BotMeter meter,
    TimeProvider time,
    ILogger<OutboxRelay> logger) : Worker(time)
{
    private static readonly TimeSpan LongestNap = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, IPostWatcher> _watchers = watchers.ToDictionary(watcher => watcher.Subject);
    private readonly ConcurrentDictionary<string, Task> _inFlight = new();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await signal.WaitAsync(Nap(await TakeTurnAsync(stoppingToken)), Time, stoppingToken);
            }
        }
        finally
        {
            await Task.WhenAll(_inFlight.Values);
        }
    }

    private async Task<DateTimeOffset?> TakeTurnAsync(CancellationToken stoppingToken)
    {
        using var turn = TakeInHand();
        var now = Time.GetUtcNow(); // One look at the clock for both: what fell due between two would be neither due nor next.
        await StartDueAsync(now, stoppingToken);
        return await outbox.FindNextDueAsync(now, stoppingToken);
    }

    private TimeSpan Nap(DateTimeOffset? next)
    {
        var wait = next - Time.GetUtcNow();
        return wait is null || wait > LongestNap ? LongestNap
            : wait > TimeSpan.Zero ? wait.Value
            : TimeSpan.Zero;
    }

    private async Task StartDueAsync(DateTimeOffset now, CancellationToken stoppingToken)
    {
        // Asked before the list is read: what ends meanwhile may be listed as pending though it was posted, and rings for another look.
        var busy = _inFlight.Keys.ToHashSet(StringComparer.Ordinal);
        foreach (var entry in await outbox.ListDueAsync(now, limit: 2 * options.Value.Senders, stoppingToken))
        {
            var destination = $"{entry.Workspace}/{entry.Channel}/{entry.User}";
            if (_inFlight.Count < options.Value.Senders && busy.Add(destination))
            {
                _inFlight[destination] = SettleAndMoveOnAsync(entry, destination, Finishing);
            }
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "An edge: one post's failure must not stop the others. It stays pending and is tried again.")]
    private async Task SettleAndMoveOnAsync(OutboxEntry entry, string destination, CancellationToken cancellationToken)
    {
        await Task.Yield();
        using var scope = EventScope.Begin(logger, entry.InReplyTo);
        try
        {
            await SettleAsync(entry, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopping took too long: the post stays pending and goes out in the next run.
        }
        catch (Exception exception)
        {
            meter.Failed(Failure.Relaying);
            Log.RelayFailed(logger, exception, entry.Id);
            await TryPostponeAsync(entry, cancellationToken);
        }
        finally
        {
            _inFlight.TryRemove(destination, out _);
            signal.Set();
        }
    }

    private async Task SettleAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        var now = Time.GetUtcNow();
        if (entry.Expires is { } expires && expires <= now)
        {
            await GiveUpAsync(entry, outcomeIsKnown: entry.UnknownOutcomes == 0, Deliveries.TooLate, tellOrganisers: false, cancellationToken);
            return;
        }

        switch (await sender.SendAsync(entry, cancellationToken))
        {
            case Sending.Posted posted:
                await gate.RunAsync(
                    async (write, token) =>
                    {
                        if (await outbox.MarkPostedAsync(write, entry, posted.Receipt, token) && WatcherOf(entry) is var (watcher, argument))
                        {
                            await watcher.PostedAsync(write, entry.Workspace, argument, posted.Receipt.PostedAt, token);
                        }
                    },
                    CancellationToken.None);
                break;
            case Sending.NoWayToMember:
                await gate.RunAsync((write, token) => outbox.AwaitContactAsync(write, entry, token), cancellationToken);
                break;
            case Sending.Failed failed when failed.Outcome is DeliveryOutcome.NeverAgain:
                await GiveUpAsync(entry, outcomeIsKnown: true, failed.Reason, tellOrganisers: true, cancellationToken);
                break;
            case Sending.Failed failed when failed.Outcome is DeliveryOutcome.Unknown && !failed.MayRepeat:
                await GiveUpAsync(entry, outcomeIsKnown: false, failed.Reason, tellOrganisers: true, cancellationToken);
                break;
            case Sending.Failed failed when entry.QueuedAt + options.Value.GiveUpAfter <= now:
                await GiveUpAsync(entry, failed.Outcome is not DeliveryOutcome.Unknown && entry.UnknownOutcomes == 0, failed.Reason, tellOrganisers: true, cancellationToken);
                break;
            case Sending.Failed failed:
                await PostponeAsync(entry, notThere: failed.Outcome is DeliveryOutcome.TryLater, cancellationToken);
                break;
        }
    }

    private Task GiveUpAsync(OutboxEntry entry, bool outcomeIsKnown, string reason, bool tellOrganisers, CancellationToken cancellationToken)
    {
        meter.Failed(Failure.GivenUp);
        Log.GivenUp(logger, entry.Id, entry.Platform, reason);
        return gate.RunAsync(
            async (write, token) =>
            {
                if (!await outbox.MarkGivenUpAsync(write, entry, outcomeIsKnown, reason, token))
                {
                    return;
                }

                if (WatcherOf(entry) is var (watcher, argument))
                {
                    // What nobody knows is most likely there, and perhaps twice: a question that people see is one that they can answer.
                    await (outcomeIsKnown
                        ? watcher.GivenUpAsync(write, entry.Workspace, argument, reason, token)
                        : watcher.PostedAsync(write, entry.Workspace, argument, Time.GetUtcNow(), token));
                }

                if (tellOrganisers && entry.Channel is not null)
                {
                    await bell.RingAsync(write, entry.Workspace, Deliveries.NotPosted(reason), token);
                }
            },
            cancellationToken);
    }

    private Task PostponeAsync(OutboxEntry entry, bool notThere, CancellationToken cancellationToken)
    {
        var wait = options.Value.FirstRetry * Math.Pow(2, Math.Min(entry.Attempts + 2, 20));
        var due = Time.GetUtcNow() + (wait < options.Value.LongestRetry ? wait : options.Value.LongestRetry);
        if (entry.Expires < due)
        {
            due = entry.Expires.Value;
        }

        return gate.RunAsync((write, token) => outbox.PostponeAsync(write, entry, due, notThere, token), cancellationToken);
    }

    [SuppressMessage("Design", "CA1031", Justification = "The second failure in a row: the post stays due and the log has both.")]
    private async Task TryPostponeAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            await PostponeAsync(entry, notThere: false, cancellationToken);
        }
        catch (Exception exception)
        {
            Log.RelayFailed(logger, exception, entry.Id);
        }
    }

    private (IPostWatcher Watcher, string Argument)? WatcherOf(OutboxEntry entry) =>
        entry.Subject?.Split(':', 2) is [var subject, var argument] && _watchers.TryGetValue(subject, out var watcher)
            ? (watcher, argument)
            : null;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Post {OutboxId} could not be settled; it is tried again.")]
        public static partial void RelayFailed(ILogger logger, Exception exception, OutboxId outboxId);

        [LoggerMessage(2, LogLevel.Warning, "Post {OutboxId} was given up on {Platform}: {Reason}")]
        public static partial void GivenUp(ILogger logger, OutboxId outboxId, Platform platform, string reason);
    }
}
