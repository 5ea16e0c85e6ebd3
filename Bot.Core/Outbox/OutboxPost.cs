using Bot.Core.Chat;
using Bot.Core.Inbox;
using Bot.Core.Members;

namespace Bot.Core.Outbox;

/// <summary>A message that must go out once.</summary>
public sealed record OutboxPost
{
    private OutboxPost()
    {
    }

    /// <summary>Gets the message.</summary>
    public required MessageView Message { get; init; }

    /// <summary>Gets the channel that it goes to, in the platform's identifier.</summary>
    /// <value><see langword="null"/> when it goes to a member.</value>
    public string? Channel { get; private init; }

    /// <summary>Gets the member that it goes to.</summary>
    public MemberId? Member { get; private init; }

    /// <summary>Gets the event that it replies to, while the event's handle lives.</summary>
    public InboxId? InReplyTo { get; private init; }

    /// <summary>Gets the post that has to be out before this one.</summary>
    public OutboxId? After { get; init; }

    /// <summary>Gets what to tell <see cref="IPostWatcher"/>s when it is out or given up, such as "occurrence:…".</summary>
    public string? Subject { get; init; }

    /// <summary>Gets the time before which it is not sent.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>Gets the time after which it is not worth sending.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>A post to a channel.</summary>
    /// <param name="channel">The platform's identifier of the channel.</param>
    /// <param name="message">The message.</param>
    /// <returns>The post.</returns>
    public static OutboxPost ToChannel(string channel, MessageView message) => new() { Channel = channel, Message = message };

    /// <summary>A reply to an event: by its handle while that lives, then as a direct message, then when the member comes back.</summary>
    /// <param name="entry">The event.</param>
    /// <param name="message">The message.</param>
    /// <returns>The post.</returns>
    public static OutboxPost Reply(InboxEntry entry, MessageView message) => Reply(entry.Id, entry.Member.Id, message);

    /// <summary>A reply to an event: by its handle while that lives, then as a direct message, then when the member comes back.</summary>
    /// <param name="entry">The event.</param>
    /// <param name="member">Who caused it.</param>
    /// <param name="message">The message.</param>
    /// <returns>The post.</returns>
    public static OutboxPost Reply(InboxId entry, MemberId member, MessageView message) =>
        new() { InReplyTo = entry, Member = member, Message = message };

    /// <summary>A direct message.</summary>
    /// <param name="member">To whom.</param>
    /// <param name="message">The message.</param>
    /// <returns>The post.</returns>
    public static OutboxPost ToMember(MemberId member, MessageView message) =>
        new() { Member = member, Message = message with { Private = true } };
}

/// <summary>The identifier of a post.</summary>
/// <param name="Value">A version-7 UUID.</param>
public readonly record struct OutboxId(Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
