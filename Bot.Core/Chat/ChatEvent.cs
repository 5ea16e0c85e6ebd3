namespace Bot.Core.Chat;

/// <summary>Something that a person did on a platform, free of the platform's own types.</summary>
public sealed record ChatEvent
{
    /// <summary>Gets the platform's identifier of the event; the same for every delivery of it.</summary>
    public required string EventId { get; init; }

    /// <summary>Gets where it happened.</summary>
    public required ChannelAddress Channel { get; init; }

    /// <summary>Gets who did it.</summary>
    public required ChatUser User { get; init; }

    /// <summary>Gets when the bot received it: an answer is timed by this.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Gets how to reply to the person.</summary>
    public required ReplyHandle Reply { get; init; }

    /// <summary>Gets what was done.</summary>
    public required ChatAction Action { get; init; }
}

/// <summary>A person as a platform describes them in an event.</summary>
/// <param name="Id">The platform's identifier.</param>
/// <param name="DisplayName">The name that others see; hostile until escaped.</param>
/// <param name="IsAdministrator">Whether the platform itself lets the person manage the workspace.</param>
public sealed record ChatUser(string Id, string DisplayName, bool IsAdministrator);

/// <summary>What lets the bot reply to one event, for a while.</summary>
/// <param name="Token">The platform's token; a secret, encrypted at rest and deleted once expired.</param>
/// <param name="ExpiresAt">When the platform stops taking it.</param>
public sealed record ReplyHandle(string Token, DateTimeOffset ExpiresAt);
