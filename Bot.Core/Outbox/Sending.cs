using Bot.Core.Chat;

namespace Bot.Core.Outbox;

/// <summary>What came of sending one post.</summary>
public abstract record Sending
{
    private Sending()
    {
    }

    /// <summary>The platform took it.</summary>
    /// <param name="Receipt">The message as the platform knows it.</param>
    public sealed record Posted(PostReceipt Receipt) : Sending;

    /// <summary>The event's handle is dead and the member takes no direct messages: it waits for the member to come back.</summary>
    public sealed record NoWayToMember : Sending;

    /// <summary>It was not taken, or nobody knows.</summary>
    /// <param name="Outcome">What that means for sending it again.</param>
    /// <param name="Reason">Why, in words for the operator and the organiser.</param>
    /// <param name="MayRepeat">Whether sending it again shows it at most once more than it should be.</param>
    public sealed record Failed(DeliveryOutcome Outcome, string Reason, bool MayRepeat) : Sending;
}
