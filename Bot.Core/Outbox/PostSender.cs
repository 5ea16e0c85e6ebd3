using Bot.Core.Chat;
using Bot.Core.Chat.Words;
using Bot.Core.Inbox;
using Bot.Core.Members;
using Bot.Core.Storage;
using Bot.Core.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Bot.Core.Outbox;

/// <summary>Sends one post the best way there is: to its channel, by the handle of its event, or as a direct message.</summary>
public sealed partial class PostSender
{
    private readonly Dictionary<Platform, IChatPlatform> _platforms;
    private readonly InboxStore _inbox;
    private readonly OutboxStore _outbox;
    private readonly WriteGate _gate;
    private readonly BotMeter _meter;
    private readonly TimeProvider _time;
    private readonly ILogger<PostSender> _logger;
    private readonly ResiliencePipeline<PostReceipt> _pipeline;

    /// <summary>Makes the sender.</summary>
    /// <param name="platforms">Where posts go.</param>
    /// <param name="inbox">Knows how to reply.</param>
    /// <param name="outbox">Keeps the mark that a post is being sent.</param>
    /// <param name="gate">The door for writes.</param>
    /// <param name="options">How posts are sent.</param>
    /// <param name="meter">Counts what became of deliveries.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    public PostSender(
        IEnumerable<IChatPlatform> platforms,
        InboxStore inbox,
        OutboxStore outbox,
        WriteGate gate,
        IOptions<OutboxOptions> options,
        BotMeter meter,
        TimeProvider time,
        ILogger<PostSender> logger)
    {
        (_inbox, _outbox, _gate, _meter, _time, _logger) = (inbox, outbox, gate, meter, time, logger);
        _platforms = platforms.ToDictionary(platform => platform.Platform);
        _pipeline = new ResiliencePipelineBuilder<PostReceipt> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<PostReceipt>
            {
                ShouldHandle = new PredicateBuilder<PostReceipt>().Handle<ChatDeliveryException>(e => e.Outcome is DeliveryOutcome.TryLater),
                MaxRetryAttempts = 2,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.Value.FirstRetry,
                MaxDelay = options.Value.LongestRetry,
            })
            .AddTimeout(new TimeoutStrategyOptions { Timeout = options.Value.Timeout })
            .Build();
    }

    /// <summary>Sends a post: up to three quick tries of what may be tried again.</summary>
    /// <param name="entry">The post.</param>
    /// <param name="cancellationToken">Stops the work; the post stays pending.</param>
    /// <returns>What came of it.</returns>
    public async Task<Sending> SendAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        if (!_platforms.TryGetValue(entry.Platform, out var platform))
        {
            return new Sending.Failed(DeliveryOutcome.TryLater, Deliveries.SwitchedOff(entry.Platform), MayRepeat: true);
        }

        if (entry.Channel is { } channel)
        {
            var address = new ChannelAddress(entry.Platform, entry.PlatformWorkspace, channel);
            return await TryAsync(platform, entry, DeliveryWay.Post, (message, token) => platform.PostAsync(address, message, entry.Key, token), cancellationToken);
        }

        if (entry.InReplyTo is { } inbox
            && await _inbox.FindReplyAsync(entry.Workspace, inbox, cancellationToken) is var (origin, reply)
            && reply.ExpiresAt > _time.GetUtcNow())
        {
            var sending = await TryAsync(
                platform, entry, DeliveryWay.Reply, (message, token) => platform.ReplyAsync(origin, reply, message, entry.Key, token), cancellationToken);
            if (sending is not Sending.Failed { Outcome: DeliveryOutcome.NeverAgain })
            {
                return sending;
            }

            if (!platform.DeliversOnce(DeliveryWay.Reply))
            {
                // The platform has nothing: what was counted for this way must not count against the next.
                await _gate.RunAsync((write, token) => _outbox.TakeSendingBackAsync(write, entry, token), cancellationToken);
            }
        }

        if (entry.User is DepartureStore.FormerPlatformId)
        {
            return new Sending.Failed(DeliveryOutcome.NeverAgain, PrivacyWords.HasLeft, MayRepeat: false);
        }

        var member = new MemberAddress(entry.Platform, entry.PlatformWorkspace, entry.User!);
        var direct = await TryAsync(
            platform, entry, DeliveryWay.Direct, (message, token) => platform.SendDirectAsync(member, message with { Private = true }, entry.Key, token), cancellationToken);
        return direct is Sending.Failed { Outcome: DeliveryOutcome.NeverAgain } ? new Sending.NoWayToMember() : direct;
    }

    private async Task<Sending> TryAsync(
        IChatPlatform platform,
        OutboxEntry entry,
        DeliveryWay way,
        Func<MessageView, CancellationToken, Task<PostReceipt>> send,
        CancellationToken cancellationToken)
    {
        var once = platform.DeliversOnce(way);
        if (!once)
        {
            if (entry.UnknownOutcomes >= 2)
            {
                return new Sending.Failed(DeliveryOutcome.Unknown, Deliveries.NobodyKnows, MayRepeat: false);
            }

            // Set before sending, so that a crash in between is seen; taken back when the platform says that it has nothing.
            await _gate.RunAsync((write, token) => _outbox.MarkSendingAsync(write, entry, token), cancellationToken);
        }

        try
        {
            var receipt = await _pipeline.ExecuteAsync(
                async token =>
                {
                    // Read again for every try: whom it names, or to whom it goes, may have left meanwhile.
                    var message = await _outbox.FindMessageAsync(entry.Workspace, entry.Key, token)
                        ?? throw new ChatDeliveryException(DeliveryOutcome.NeverAgain, PrivacyWords.HasLeft);
                    return await send(message with { Countdown = message.Countdown?.From(_time.GetUtcNow()) }, token);
                },
                cancellationToken);
            _meter.Delivered(entry.Platform, way, outcome: null);
            return new Sending.Posted(receipt);
        }
        catch (ChatDeliveryException exception)
        {
            _meter.Delivered(entry.Platform, way, exception.Outcome);
            Log.NotTaken(_logger, exception, entry.Id, entry.Platform, way, exception.Outcome, entry.Attempts + 1);
            return new Sending.Failed(exception.Outcome, exception.Message, MayRepeat: once || entry.UnknownOutcomes == 0);
        }
        catch (TimeoutRejectedException exception)
        {
            _meter.Delivered(entry.Platform, way, DeliveryOutcome.Unknown);
            Log.NotTaken(_logger, exception, entry.Id, entry.Platform, way, DeliveryOutcome.Unknown, entry.Attempts + 1);
            return new Sending.Failed(DeliveryOutcome.Unknown, Deliveries.TookTooLong, MayRepeat: once || entry.UnknownOutcomes == 0);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Post {OutboxId} was not taken by {Platform} as {Way} ({Outcome}) on attempt {Attempt}.")]
        public static partial void NotTaken(
            ILogger logger, Exception exception, OutboxId outboxId, Platform platform, DeliveryWay way, DeliveryOutcome outcome, int attempt);
    }
}
