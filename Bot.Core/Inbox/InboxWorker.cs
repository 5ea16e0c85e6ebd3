using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Bot.Core.Chat;
using Bot.Core.Chat.Words;
using Bot.Core.Members;
using Bot.Core.Outbox;
using Bot.Core.Storage;
using Bot.Core.Telemetry;
using Bot.Core.Workers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Bot.Core.Inbox;

/// <summary>Handles stored events: first what an earlier run left, then what comes in.</summary>
/// <param name="queue">What comes in.</param>
/// <param name="store">What was left.</param>
/// <param name="router">Finds the handler.</param>
/// <param name="outbox">Takes the replies.</param>
/// <param name="notice">What new members are told.</param>
/// <param name="gate">The door for writes.</param>
/// <param name="options">How many at the same time.</param>
/// <param name="meter">Counts failures.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
public sealed partial class InboxWorker(
    Reception queue,
    InboxStore store,
    CommandRouter router,
    OutboxStore outbox,
    PrivacyNotice notice,
    WriteGate gate,
    IOptions<InboxOptions> options,
    BotMeter meter,
    TimeProvider time,
    ILogger<InboxWorker> logger) : Worker(time)
{
    private IReadOnlyList<(InboxEntry Entry, bool MayTry)> _left = [];

    /// <summary>Takes up what an earlier run left, before adapters hand in anything: what they store is then theirs to hand over.</summary>
    /// <param name="cancellationToken">Stops the start.</param>
    /// <returns>A task that ends when it is known what was left.</returns>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _left = await store.TakeUpAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var (entry, mayTry) in _left)
        {
            stoppingToken.ThrowIfCancellationRequested();
            using var scope = EventScope.Begin(logger, entry.Id);
            using var turn = TakeInHand();
            if (mayTry)
            {
                await HandleAsync(entry, Finishing);
            }
            else
            {
                await FailAsync(entry, new InvalidOperationException("The event was taken up three times and never settled."), Finishing);
            }
        }

        await Parallel.ForEachAsync(
            queue.ReadAllAsync(stoppingToken),
            new ParallelOptions { MaxDegreeOfParallelism = options.Value.Handlers, CancellationToken = stoppingToken },
            async (entry, _) =>
            {
                // What is in hand is finished; what still waits is taken up by the next start.
                using var scope = EventScope.Begin(logger, entry.Id);
                using var turn = TakeInHand();
                await HandleAsync(entry, Finishing);
            });
    }

    [SuppressMessage("Design", "CA1031", Justification = "An edge: one member's failure must not stop the bot.")]
    private async Task HandleAsync(InboxEntry entry, CancellationToken cancellationToken)
    {
        var interaction = new Interaction(entry, gate, store, outbox, notice, Time);
        try
        {
            await router.HandleAsync(interaction, cancellationToken);
            if (!interaction.IsSettled)
            {
                throw new InvalidOperationException("The handler returned without committing.");
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            await FailAsync(entry, exception, cancellationToken);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "An edge: when even the apology cannot be stored, the event stays and is taken up at the next start.")]
    private async Task FailAsync(InboxEntry entry, Exception cause, CancellationToken cancellationToken)
    {
        var reference = RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", 8);
        meter.Failed(Failure.Handling);
        Log.HandlerFailed(logger, cause, reference, entry.Id, router.NameOf(entry.Event.Action));
        try
        {
            await gate.RunAsync(
                async (write, token) =>
                {
                    if (await store.MarkFailedAsync(write, entry.Workspace.Id, entry.Id, reference, Time.GetUtcNow(), token))
                    {
                        await outbox.QueueAsync(write, entry.Workspace.Id, OutboxPost.Reply(entry, Apology.For(reference)), token);
                    }
                },
                cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.ApologyFailed(logger, exception, reference, entry.Id);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Reference {Reference}: handling event {InboxId} ({Trigger}) failed.")]
        public static partial void HandlerFailed(ILogger logger, Exception exception, string reference, InboxId inboxId, string trigger);

        [LoggerMessage(2, LogLevel.Error, "Reference {Reference}: event {InboxId} could not be marked as failed; it will be taken up at the next start.")]
        public static partial void ApologyFailed(ILogger logger, Exception exception, string reference, InboxId inboxId);
    }
}
