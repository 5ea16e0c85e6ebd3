using System.Buffers.Text;
using System.Collections.Concurrent;
using Bot.Core.Chat;

namespace Bot.Stories.Stage;

/// <summary>
/// A chat platform that lives outside the bot: it keeps its messages when the bot dies, and meets each delivery with the
/// fate that the story has in store for it.
/// </summary>
internal sealed class PlayedPlatform(Platform platform, bool deliversOnce, StoryClock time, Pulse pulse) : IChatPlatform
{
    private readonly Lock _gate = new();
    private readonly List<Delivery> _shown = [];
    private readonly List<Delivery> _tried = [];
    private readonly Dictionary<DeliveryWay, Queue<Fate>> _fates = new()
    {
        [DeliveryWay.Post] = [],
        [DeliveryWay.Reply] = [],
        [DeliveryWay.Direct] = [],
    };

    private readonly ConcurrentDictionary<DeliveryWay, Fate> _always = [];
    private readonly ConcurrentDictionary<string, byte[]> _files = [];
    private int _timersBefore;
    private int _hanging;

    public Platform Platform => platform;

    /// <summary>Gets what can be seen on the platform, in the order in which it appeared.</summary>
    public IReadOnlyList<Delivery> Shown
    {
        get
        {
            lock (_gate)
            {
                return [.. _shown];
            }
        }
    }

    /// <summary>Gets every delivery that the bot tried.</summary>
    public IReadOnlyList<Delivery> Tried
    {
        get
        {
            lock (_gate)
            {
                return [.. _tried];
            }
        }
    }

    /// <summary>Gets a value indicating whether a delivery hangs.</summary>
    public bool IsHanging => Volatile.Read(ref _hanging) > 0;

    /// <summary>Gets how many timers the bot had set when it tried to deliver something last.</summary>
    public int TimersBefore => Volatile.Read(ref _timersBefore);

    public bool DeliversOnce(DeliveryWay way) => deliversOnce;

    /// <summary>Has the next deliveries of a way meet these fates, one each; those after them are taken.</summary>
    public void Next(DeliveryWay way, params IEnumerable<Fate> fates)
    {
        lock (_gate)
        {
            foreach (var fate in fates)
            {
                _fates[way].Enqueue(fate);
            }
        }
    }

    /// <summary>Has all deliveries of a way meet a fate, after those that have one of their own.</summary>
    public void Always(DeliveryWay way, Fate fate) => _always[way] = fate;

    public Task<PostReceipt> PostAsync(ChannelAddress channel, MessageView message, PostKey key, CancellationToken cancellationToken) =>
        MeetAsync(new Delivery(DeliveryWay.Post, channel.Channel, null, message, key), cancellationToken);

    public Task<PostReceipt> ReplyAsync(
        ChannelAddress channel, ReplyHandle reply, MessageView message, PostKey key, CancellationToken cancellationToken)
    {
        var (member, isPrivate) = PlayedReply.Read(reply.Token);
        return MeetAsync(
            new Delivery(DeliveryWay.Reply, channel.Channel, isPrivate || message.Private ? member : null, message, key), cancellationToken);
    }

    public Task<PostReceipt> SendDirectAsync(MemberAddress member, MessageView message, PostKey key, CancellationToken cancellationToken) =>
        MeetAsync(new Delivery(DeliveryWay.Direct, null, member.User, message, key), cancellationToken);

    /// <summary>Takes a file that somebody attaches to a form.</summary>
    public AttachedFile Attach(StoryFile file)
    {
        var link = $"played:{_files.Count}";
        _files[link] = file.Content;
        return new AttachedFile(file.Name, file.Content.Length, link);
    }

    /// <summary>Gets or sets a value indicating whether what people attached can still be had; after a while it no longer can.</summary>
    public bool KeepsFiles { get; set; } = true;

    public Task<ReadOnlyMemory<byte>> FetchAsync(MemberAddress member, AttachedFile file, int most, CancellationToken cancellationToken) =>
        KeepsFiles && _files.TryGetValue(file.Link, out var content)
            ? Task.FromResult<ReadOnlyMemory<byte>>(content)
            : throw new ChatDeliveryException(DeliveryOutcome.NeverAgain, "It is no longer there. Attach it again.");

    private async Task<PostReceipt> MeetAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Fate fate;
        lock (_gate)
        {
            _tried.Add(delivery);
            _timersBefore = time.TimersSet;
            fate = _fates[delivery.Way].TryDequeue(out var next) ? next : _always.GetValueOrDefault(delivery.Way, Fate.Taken);
            var isThereAlready = deliversOnce && _shown.Exists(shown => shown.Key == delivery.Key);
            if (fate.Arrives && !isThereAlready)
            {
                _shown.Add(delivery);
            }
        }

        pulse.Beat();
        await fate.Until.WaitAsync(cancellationToken);
        return fate.Outcome switch
        {
            { } outcome => throw new ChatDeliveryException(outcome, fate.Reason),
            null when fate.Hangs => await HangAsync(cancellationToken),
            null => new PostReceipt(delivery.Key.Value, time.GetUtcNow()),
        };
    }

    private async Task<PostReceipt> HangAsync(CancellationToken cancellationToken)
    {
        var never = new TaskCompletionSource<PostReceipt>();
        Interlocked.Increment(ref _hanging);
        try
        {
            pulse.Beat();
            return await never.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _hanging);
        }
    }
}

/// <summary>A message on its way.</summary>
/// <param name="Way">How it goes.</param>
/// <param name="Channel">Where, or <see langword="null"/> when it goes directly.</param>
/// <param name="OnlyFor">The one member who sees it, or <see langword="null"/> when all of the channel do.</param>
/// <param name="Message">What it says.</param>
/// <param name="Key">Its key.</param>
internal sealed record Delivery(DeliveryWay Way, string? Channel, string? OnlyFor, MessageView Message, PostKey Key)
{
    /// <summary>Gets the place in the order in which the bot decided: keys are version-7 identifiers.</summary>
    public string Order => Convert.ToHexString(Base64Url.DecodeFromChars(Key.Value));
}

/// <summary>What becomes of a delivery.</summary>
/// <param name="Arrives">Whether the message is seen.</param>
/// <param name="Outcome">What the bot is told of a failure, or <see langword="null"/>.</param>
/// <param name="Reason">Why it failed.</param>
/// <param name="Hangs">Whether the bot is told nothing at all until it gives up.</param>
internal sealed record Fate(bool Arrives, DeliveryOutcome? Outcome, string Reason = "", bool Hangs = false)
{
    /// <summary>Gets what the bot's being told that the message was taken waits for.</summary>
    public Task Until { get; private init; } = Task.CompletedTask;

    public static Fate Taken { get; } = new(Arrives: true, Outcome: null);

    public static Fate Busy { get; } = new(Arrives: false, DeliveryOutcome.TryLater, "The platform is busy.");

    public static Fate ConnectionBreaksAfterwards { get; } = new(Arrives: true, DeliveryOutcome.Unknown, "The connection broke.");

    public static Fate HangsAfterwards { get; } = new(Arrives: true, Outcome: null, Hangs: true);

    public static Fate HangsBefore { get; } = new(Arrives: false, Outcome: null, Hangs: true);

    public static Fate TakenWhen(Task task) => Taken with { Until = task };

    public static Fate Refused(string reason) => new(Arrives: false, DeliveryOutcome.NeverAgain, reason);
}

/// <summary>The token of the played platform's reply handles.</summary>
internal static class PlayedReply
{
    public static string Write(string member, bool isPrivate, string eventId) => $"played-token:{member}:{isPrivate}:{eventId}";

    public static (string Member, bool IsPrivate) Read(string token) =>
        token.Split(':') is ["played-token", var member, var isPrivate, _]
            ? (member, bool.Parse(isPrivate))
            : throw new ArgumentException("That is no token of this platform.", nameof(token));
}
