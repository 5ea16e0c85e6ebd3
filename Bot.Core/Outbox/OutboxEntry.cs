using Bot.Core.Chat;
using Bot.Core.Inbox;
using Bot.Core.Members;

namespace Bot.Core.Outbox;

/// <summary>A post that is due.</summary>
public sealed record OutboxEntry
{
    /// <summary>Gets the identifier.</summary>
    public required OutboxId Id { get; init; }

    /// <summary>Gets the workspace.</summary>
    public required WorkspaceId Workspace { get; init; }

    /// <summary>Gets the platform.</summary>
    public required Platform Platform { get; init; }

    /// <summary>Gets the platform's identifier of the workspace.</summary>
    public required string PlatformWorkspace { get; init; }

    /// <summary>Gets what makes the post recognisable when it is sent again.</summary>
    public required PostKey Key { get; init; }

    /// <summary>Gets the message.</summary>
    public required MessageView Message { get; init; }

    /// <summary>Gets the platform's identifier of the channel; <see langword="null"/> when it goes to a member.</summary>
    public string? Channel { get; init; }

    /// <summary>Gets the platform's identifier of the member; <see langword="null"/> when it goes to a channel.</summary>
    public string? User { get; init; }

    /// <summary>Gets the event that it replies to.</summary>
    public InboxId? InReplyTo { get; init; }

    /// <summary>Gets whom to tell what became of it.</summary>
    public string? Subject { get; init; }

    /// <summary>Gets when it was queued.</summary>
    public required DateTimeOffset QueuedAt { get; init; }

    /// <summary>Gets the time after which it is not worth sending.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>Gets how often it was tried.</summary>
    public required int Attempts { get; init; }

    /// <summary>Gets how many of the tries ended without anybody knowing whether it is there.</summary>
    public required int UnknownOutcomes { get; init; }
}
