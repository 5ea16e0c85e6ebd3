namespace Bot.Core.Chat;

/// <summary>A platform did not take a message, or nobody knows whether it did.</summary>
/// <param name="outcome">What that means for sending it again.</param>
/// <param name="message">What happened, for the operator and the organiser; without the message's text.</param>
/// <param name="cause">The adapter's own exception.</param>
public sealed class ChatDeliveryException(DeliveryOutcome outcome, string message, Exception? cause = null)
    : Exception(message, cause)
{
    /// <summary>Gets what the failure means for sending it again.</summary>
    public DeliveryOutcome Outcome { get; } = outcome;
}

/// <summary>What a failed delivery means for sending it again.</summary>
public enum DeliveryOutcome
{
    /// <summary>It was not taken and may be taken later: a rate limit, a refused connection.</summary>
    TryLater,

    /// <summary>It will never be taken: the channel is gone, a permission is missing.</summary>
    NeverAgain,

    /// <summary>The connection broke after it was sent: it may be there already.</summary>
    Unknown,
}
