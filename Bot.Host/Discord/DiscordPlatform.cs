using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using Bot.Core.Chat;
using Bot.Host.Arrivals;
using Bot.Host.Discord.Rendering;
using Bot.Host.Discord.Rest;
using Bot.Host.Discord.Wire;

namespace Bot.Host.Discord;

/// <summary>
/// Speaks on Discord. A post and a direct message carry a nonce by which Discord recognises a repeated one for some minutes; a
/// further answer to an interaction cannot carry one.
/// </summary>
/// <param name="api">Sends.</param>
/// <param name="files">Gets what people attached.</param>
/// <param name="link">How the connection is.</param>
/// <param name="time">The clock.</param>
internal sealed class DiscordPlatform(DiscordApi api, FileDownload files, DiscordLink link, TimeProvider time) : IConnectedPlatform
{
    private const int Thinking = 128;

    private readonly ConcurrentDictionary<string, string> _directChannels = new();

    public Platform Platform => Platform.Discord;

    public string? Trouble => link.Trouble;

    public bool DeliversOnce(DeliveryWay way) => way is not DeliveryWay.Reply;

    public async Task<PostReceipt> PostAsync(ChannelAddress channel, MessageView message, PostKey key, CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync(channel.Channel, MessageRendering.Render(message, guild: null), key, cancellationToken);
        }
        catch (DiscordRestException exception)
        {
            throw Failure(exception, channel.Channel);
        }
    }

    public async Task<PostReceipt> ReplyAsync(ChannelAddress channel, ReplyHandle reply, MessageView message, PostKey key, CancellationToken cancellationToken)
    {
        var handle = DiscordReply.FromToken(reply.Token) ?? throw new ChatDeliveryException(DeliveryOutcome.NeverAgain, "The handle of the event cannot be read.");
        var isPrivate = handle.IsPrivate || message.Private;
        try
        {
            SentMessage? first = null;

            // In direct messages Discord does not say of which guild a button is, and a reply may be there.
            foreach (var (page, number) in MessageRendering.Render(message, channel.Workspace).Select((page, number) => (page, number)))
            {
                var sent = number == 0 ? await AnswerAsync(handle, page, isPrivate, cancellationToken) : await FollowUpAsync(handle, page, isPrivate, cancellationToken);
                first ??= sent;
            }

            return Receipt(first);
        }
        catch (DiscordRestException exception)
        {
            throw Failure(exception, channel.Channel);
        }
    }

    public async Task<PostReceipt> SendDirectAsync(MemberAddress member, MessageView message, PostKey key, CancellationToken cancellationToken)
    {
        try
        {
            if (!_directChannels.TryGetValue(member.User, out var channel))
            {
                channel = await api.OpenDirectAsync(member.User, cancellationToken)
                    ?? throw new ChatDeliveryException(DeliveryOutcome.TryLater, "Discord did not say where the member's direct messages are.");
                _directChannels[member.User] = channel;
            }

            return await SendAsync(channel, MessageRendering.Render(message, member.Workspace), key, cancellationToken);
        }
        catch (DiscordRestException exception)
        {
            throw new ChatDeliveryException(exception.Outcome, "The member takes no direct messages from the bot.", exception);
        }
    }

    // Its address is signed, and lets in whoever has it.
    public Task<ReadOnlyMemory<byte>> FetchAsync(MemberAddress member, AttachedFile file, int most, CancellationToken cancellationToken) =>
        files.FetchAsync(file, pass: null, most, cancellationToken);

    // Filling in "is thinking…" once more changes nothing; only what comes behind it could be there twice.
    private async Task<SentMessage?> AnswerAsync(DiscordReply handle, RenderedMessage page, bool isPrivate, CancellationToken cancellationToken)
    {
        var shown = await api.FindFirstAnswerAsync(handle, cancellationToken);
        if (((shown?.Flags ?? 0) & Thinking) == 0)
        {
            return await FollowUpAsync(handle, page, isPrivate, cancellationToken);
        }

        if (isPrivate == handle.IsPrivate)
        {
            return await api.FillFirstAnswerAsync(handle, page, cancellationToken);
        }

        // All would see what is filled in: what one person alone may see has to be a message of its own.
        await api.RemoveFirstAnswerAsync(handle, cancellationToken);
        return await FollowUpAsync(handle, page, isPrivate, cancellationToken);
    }

    private Task<SentMessage?> FollowUpAsync(DiscordReply handle, RenderedMessage page, bool isPrivate, CancellationToken cancellationToken) =>
        api.FollowUpAsync(handle, isPrivate ? page with { Message = page.Message with { Flags = CallbackData.Ephemeral } } : page, cancellationToken);

    private async Task<PostReceipt> SendAsync(string channel, ImmutableArray<RenderedMessage> pages, PostKey key, CancellationToken cancellationToken)
    {
        SentMessage? first = null;
        foreach (var (page, number) in pages.Select((page, number) => (page, number)))
        {
            var nonce = number == 0 ? key.Value : $"{key.Value}.{number}";
            var sent = await api.PostAsync(channel, page with { Message = page.Message with { Nonce = nonce, EnforceNonce = true } }, cancellationToken);
            first ??= sent;
        }

        return Receipt(first);
    }

    private PostReceipt Receipt(SentMessage? sent) => new(sent?.Id, sent?.Timestamp ?? time.GetUtcNow());

    private ChatDeliveryException Failure(DiscordRestException exception, string channel)
    {
        var place = link.Name(channel);
        var reason = (exception.Status, exception.Code) switch
        {
            (HttpStatusCode.Unauthorized, _) => link.Trouble ?? "Discord does not take the bot's token.",
            (_, 50001) => $"The bot cannot see {place}. Give it the permission View Channel there.",
            (_, 50013) => $"The bot may not post in {place}. Give it the permissions Send Messages, Embed Links and Attach Files there.",
            (_, 10003) => $"{place} is gone, or the bot is no longer in the server.",
            (_, 10004) => "The bot is no longer in the server.",
            (_, 10015 or 10062 or 50027) => "Discord no longer takes answers to this event.",
            (HttpStatusCode.TooManyRequests, _) => "Discord wants the bot to be slower.",
            (HttpStatusCode.Forbidden, _) => $"Discord does not let the bot post in {place}.",
            _ => exception.Message,
        };
        return new ChatDeliveryException(exception.Outcome, reason, exception);
    }
}
