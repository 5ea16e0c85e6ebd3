using System.Threading.Channels;
using Bot.Core.Chat;
using Bot.Core.Telemetry;
using Microsoft.Extensions.Options;

namespace Bot.Core.Inbox;

/// <summary>The way in for adapters: store, acknowledge, hand over.</summary>
/// <param name="store">Where events are kept.</param>
/// <param name="options">How long the queue may grow.</param>
/// <param name="meter">Counts what comes in.</param>
/// <param name="time">The clock.</param>
public sealed class Reception(InboxStore store, IOptions<InboxOptions> options, BotMeter meter, TimeProvider time)
{
    private readonly Channel<InboxEntry> _queue = Channel.CreateBounded<InboxEntry>(
        new BoundedChannelOptions(options.Value.QueueLength) { FullMode = BoundedChannelFullMode.Wait });

    /// <summary>Stores an event. Acknowledge only after this returned; if it throws, say so and give the text back.</summary>
    /// <param name="received">The event.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The stored event.</returns>
    public async Task<StoredEvent> StoreAsync(ChatEvent received, CancellationToken cancellationToken)
    {
        try
        {
            var stored = await store.StoreAsync(received, cancellationToken);
            if (stored.IsNew)
            {
                meter.Stored(received.Channel.Platform, Trigger.Of(received.Action).Source, time.GetUtcNow() - received.ReceivedAt);
            }

            return stored;
        }
        catch
        {
            meter.Failed(Failure.Storing);
            throw;
        }
    }

    /// <summary>Hands a stored event to its handler, once the platform has its acknowledgement. A repeated one is not handled again.</summary>
    /// <param name="stored">What <see cref="StoreAsync"/> gave.</param>
    /// <param name="cancellationToken">Stops waiting; the event is then handled at the next start.</param>
    /// <returns>A task that ends when there is room.</returns>
    public ValueTask HandOverAsync(StoredEvent stored, CancellationToken cancellationToken) =>
        stored.IsNew ? _queue.Writer.WriteAsync(stored.Entry, cancellationToken) : ValueTask.CompletedTask;

    internal IAsyncEnumerable<InboxEntry> ReadAllAsync(CancellationToken cancellationToken) =>
        _queue.Reader.ReadAllAsync(cancellationToken);
}
