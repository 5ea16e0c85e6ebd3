using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Bot.Core.Chat;
using Bot.Host.Arrivals;
using Bot.Host.Slack.Api;
using Bot.Host.Slack.Installs;
using Bot.Host.Slack.Rendering;
using Bot.Host.Slack.Wire;
using Microsoft.Extensions.Options;

namespace Bot.Host.Slack;

/// <summary>
/// Speaks on Slack. Every post carries its key where people do not see it; where the bot may read channels, it looks for the key
/// before it posts once more what may be there already.
/// </summary>
/// <param name="api">Sends.</param>
/// <param name="tokens">What lets the bot act in each workspace.</param>
/// <param name="files">Gets what people attached.</param>
/// <param name="link">How the connection is.</param>
/// <param name="options">Whether the bot may read channels.</param>
/// <param name="time">The clock.</param>
internal sealed class SlackPlatform(SlackApi api, SlackTokens tokens, FileDownload files, SlackLink link, IOptions<SlackOptions> options, TimeProvider time) : IConnectedPlatform
{
    // Clocks of two machines differ a little.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(2);

    private readonly DateTimeOffset _startedAt = time.GetUtcNow();
    private readonly ConcurrentDictionary<string, bool> _tried = new();

    public Platform Platform => Platform.Slack;

    public string? Trouble => link.Trouble;

    public bool DeliversOnce(DeliveryWay way) => way is DeliveryWay.Post && options.Value.ReadsBack;

    public async Task<PostReceipt> PostAsync(ChannelAddress channel, MessageView message, PostKey key, CancellationToken cancellationToken)
    {
        var pass = await FindPassAsync(channel.Workspace, cancellationToken);
        try
        {
            var there = await LookBeforeAsync(pass, channel.Channel, key, cancellationToken);
            var receipt = await SendAsync(pass, channel.Channel, message, key, there, cancellationToken);
            _tried.TryRemove(key.Value, out _);
            return receipt;
        }
        catch (SlackException exception)
        {
            throw Failure(exception, channel.Channel);
        }
    }

    public async Task<PostReceipt> ReplyAsync(ChannelAddress channel, ReplyHandle reply, MessageView message, PostKey key, CancellationToken cancellationToken)
    {
        var pass = await FindPassAsync(channel.Workspace, cancellationToken);
        try
        {
            await LookBeforeAsync(pass, channel: null, key, cancellationToken);
            switch (SlackReply.FromToken(reply.Token))
            {
                case SlackReply.Respond respond:
                    await ReplyAsync(pass, respond.User, message, respond.IsPrivate, (page, token) => api.RespondAsync(respond.Url, page, token), cancellationToken);
                    break;
                case SlackReply.Channel { Id: var id, User: var user } place when id != user && (place.IsPrivate || message.Private):
                    await ReplyAsync(pass, user, message, isPrivate: null, (page, token) => api.PostOnlyForAsync(pass, page with { Channel = id, User = user }, token), cancellationToken);
                    break;
                case SlackReply.Channel place:
                    await ReplyAsync(pass, place.User, message, isPrivate: null, (page, token) => api.PostAsync(pass, page with { Channel = place.Id }, token), cancellationToken);
                    break;
                case SlackReply.Home home:
                    await api.ShowHomeAsync(pass, home.User, SlackRendering.RenderHome(message), cancellationToken);
                    break;
                default:
                    throw new ChatDeliveryException(DeliveryOutcome.NeverAgain, "The handle of the event cannot be read.");
            }

            _tried.TryRemove(key.Value, out _);
            return new PostReceipt(null, time.GetUtcNow());
        }
        catch (SlackException exception)
        {
            throw Failure(exception, channel.Channel);
        }
    }

    public async Task<PostReceipt> SendDirectAsync(MemberAddress member, MessageView message, PostKey key, CancellationToken cancellationToken)
    {
        var pass = await FindPassAsync(member.Workspace, cancellationToken);
        try
        {
            var receipt = await SendAsync(pass, member.User, message, key, await LookBeforeAsync(pass, channel: null, key, cancellationToken), cancellationToken);
            _tried.TryRemove(key.Value, out _);
            return receipt;
        }
        catch (SlackException exception)
        {
            throw new ChatDeliveryException(exception.Outcome, "The member takes no direct messages from the bot.", exception);
        }
    }

    public async Task<ReadOnlyMemory<byte>> FetchAsync(MemberAddress member, AttachedFile file, int most, CancellationToken cancellationToken) =>
        await files.FetchAsync(file, (await FindPassAsync(member.Workspace, cancellationToken)).Header, most, cancellationToken);

    private async ValueTask<SlackToken> FindPassAsync(string workspace, CancellationToken cancellationToken) =>
        tokens.IsUnsure ? throw new ChatDeliveryException(DeliveryOutcome.TryLater, "Slack has not said yet which workspace the bot's token is for.")
        : await tokens.FindAsync(workspace, cancellationToken)
            ?? throw new ChatDeliveryException(DeliveryOutcome.NeverAgain, "The app is not installed in the workspace any more, or Slack does not take its token. Install it there again.");

    // A file that only one person may see goes to their direct messages, since Slack has no other place for it.
    private async Task ReplyAsync(SlackToken pass, string user, MessageView message, bool? isPrivate, Func<SlackMessage, CancellationToken, Task> send, CancellationToken cancellationToken)
    {
        var picture = await SendPictureAsync(pass, message, cancellationToken);
        var told = message.File is null ? message : message with { Footer = string.Join(' ', new[] { message.Footer, SlackWords.FileIsDirect }.Where(part => part is not null)) };
        foreach (var page in SlackRendering.Render(told, picture))
        {
            var plain = page with { UnfurlLinks = null, UnfurlMedia = null };
            await send(isPrivate is { } only ? plain with { ResponseType = only || message.Private ? "ephemeral" : "in_channel", ReplaceOriginal = false } : plain, cancellationToken);
        }

        if (message.File is { } file)
        {
            await api.UploadAsync(pass, file, alternative: null, await api.OpenDirectAsync(pass, user, cancellationToken), cancellationToken);
        }
    }

    private async Task<PostReceipt> SendAsync(SlackToken pass, string channel, MessageView message, PostKey key, IReadOnlyDictionary<string, string> there, CancellationToken cancellationToken)
    {
        string? first = null;
        var picture = await SendPictureAsync(pass, message, cancellationToken);
        foreach (var (page, number) in SlackRendering.Render(message, picture).Select((page, number) => (page, number)))
        {
            var mark = number == 0 ? key.Value : $"{key.Value}.{number}";
            var sent = there.TryGetValue(mark, out var known)
                ? known
                : await api.PostAsync(pass, page with { Channel = channel, Metadata = new SlackMetadata(SlackMetadata.Post, new PostMark(mark)) }, cancellationToken);
            first ??= sent;
        }

        if (message.File is { } file)
        {
            var place = channel.StartsWith('U') || channel.StartsWith('W') ? await api.OpenDirectAsync(pass, channel, cancellationToken) : channel;
            await api.UploadAsync(pass, file, alternative: null, place, cancellationToken);
        }

        return new PostReceipt(first, PostedAt(first));
    }

    private async Task<string?> SendPictureAsync(SlackToken pass, MessageView message, CancellationToken cancellationToken) =>
        message.Image is { } image
            ? await api.UploadAsync(pass, new FileView(image.FileName, "application/octet-stream", image.Content), image.Alternative, channel: null, cancellationToken)
            : null;

    // What was queued since this start and not tried yet cannot be there. Anything else is looked for where the bot may read; elsewhere
    // it is sent once more and no further time, so that Slack has to answer at all before that chance is used up.
    private async Task<IReadOnlyDictionary<string, string>> LookBeforeAsync(SlackToken pass, string? channel, PostKey key, CancellationToken cancellationToken)
    {
        var queuedAt = MadeAt(key);
        if (_tried.TryAdd(key.Value, true) && queuedAt >= _startedAt)
        {
            return ImmutableDictionary<string, string>.Empty;
        }

        if (options.Value.ReadsBack && channel is not null)
        {
            return await api.ReadMarksAsync(pass, channel, queuedAt - Tolerance, cancellationToken);
        }

        await api.IdentifyAsync(pass, cancellationToken);
        return ImmutableDictionary<string, string>.Empty;
    }

    // Keys are made of version-7 identifiers, whose first 48 bits are a time.
    private static DateTimeOffset MadeAt(PostKey key)
    {
        Span<byte> bytes = stackalloc byte[18];
        return Base64Url.TryDecodeFromChars(key.Value, bytes, out var written) && written == 16
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)(BinaryPrimitives.ReadUInt64BigEndian(bytes) >> 16))
            : DateTimeOffset.UnixEpoch;
    }

    private DateTimeOffset PostedAt(string? ts) =>
        decimal.TryParse(ts, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 10_000_000_000
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1_000))
            : time.GetUtcNow();

    private ChatDeliveryException Failure(SlackException exception, string channel)
    {
        var reason = exception.Error switch
        {
            "channel_not_found" => $"The channel {channel} is gone, or is private and the bot is not in it. Write /invite @redflag there.",
            "not_in_channel" or "user_not_in_channel" => $"The bot is not in the channel {channel}. Write /invite @redflag there.",
            "is_archived" => $"The channel {channel} is archived.",
            "restricted_action" or "restricted_action_read_only_channel" => $"The workspace does not let the bot post in the channel {channel}. Ask an administrator.",
            "missing_scope" => $"The app lacks the scope {exception.Needed}. Install it again with docs/slack-manifest.yaml.",
            "expired_url" or "used_url" or "invalid_url" or "status 404" => "Slack no longer takes replies to this event.",
            "ratelimited" => "Slack wants the bot to be slower.",
            _ when link.Trouble is { } trouble => trouble,
            _ => exception.Message,
        };
        return new ChatDeliveryException(exception.Outcome, reason, exception);
    }
}
