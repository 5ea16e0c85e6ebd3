namespace Bot.Core.Chat;

/// <summary>What the bot needs of a platform to speak. Events come the other way, through <see cref="Inbox.Reception"/>.</summary>
public interface IChatPlatform
{
    /// <summary>Gets the platform.</summary>
    Platform Platform { get; }

    /// <summary>
    /// Tells whether a message sent again under its key is never shown twice. Where it may be, a message whose outcome is
    /// unknown is sent again once.
    /// </summary>
    /// <param name="way">How it is sent.</param>
    /// <returns><see langword="true"/> when the platform recognises a repeated message, or lets it be read back.</returns>
    bool DeliversOnce(DeliveryWay way);

    /// <summary>Posts to a channel.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="message">The message.</param>
    /// <param name="key">Makes the post recognisable when it is sent again.</param>
    /// <param name="cancellationToken">Gives up; the outcome is then unknown.</param>
    /// <returns>The message as the platform knows it.</returns>
    /// <exception cref="ChatDeliveryException">It was not posted, or nobody knows.</exception>
    Task<PostReceipt> PostAsync(ChannelAddress channel, MessageView message, PostKey key, CancellationToken cancellationToken);

    /// <summary>Replies to an event while its handle lives. Whether others see it was fixed by the first answer.</summary>
    /// <param name="channel">Where the event happened.</param>
    /// <param name="reply">The event's handle.</param>
    /// <param name="message">The message.</param>
    /// <param name="key">Makes the reply recognisable when it is sent again.</param>
    /// <param name="cancellationToken">Gives up; the outcome is then unknown.</param>
    /// <returns>The message as the platform knows it.</returns>
    /// <exception cref="ChatDeliveryException">It was not sent, or nobody knows.</exception>
    Task<PostReceipt> ReplyAsync(ChannelAddress channel, ReplyHandle reply, MessageView message, PostKey key, CancellationToken cancellationToken);

    /// <summary>Sends a direct message.</summary>
    /// <param name="member">To whom.</param>
    /// <param name="message">The message.</param>
    /// <param name="key">Makes the message recognisable when it is sent again.</param>
    /// <param name="cancellationToken">Gives up; the outcome is then unknown.</param>
    /// <returns>The message as the platform knows it.</returns>
    /// <exception cref="ChatDeliveryException">It was not sent, or nobody knows; permanent when the person takes no direct messages.</exception>
    Task<PostReceipt> SendDirectAsync(MemberAddress member, MessageView message, PostKey key, CancellationToken cancellationToken);

    /// <summary>Gets the content of a file that somebody attached.</summary>
    /// <param name="member">Who did.</param>
    /// <param name="file">The file.</param>
    /// <param name="most">How many bytes are taken at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The content.</returns>
    /// <exception cref="ChatDeliveryException">It is gone, larger than that, or cannot be had now.</exception>
    Task<ReadOnlyMemory<byte>> FetchAsync(MemberAddress member, AttachedFile file, int most, CancellationToken cancellationToken);
}

/// <summary>A message as its platform knows it.</summary>
/// <param name="MessageId">The platform's identifier; <see langword="null"/> where it gives none.</param>
/// <param name="PostedAt">When the platform took it.</param>
public sealed record PostReceipt(string? MessageId, DateTimeOffset PostedAt);

/// <summary>How a message is sent.</summary>
public enum DeliveryWay
{
    /// <summary>As a post in a channel.</summary>
    Post,

    /// <summary>As a reply to an event.</summary>
    Reply,

    /// <summary>As a direct message.</summary>
    Direct,
}
