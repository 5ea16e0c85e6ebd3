using Bot.Core.Chat;

namespace Bot.Host.Slack.Api;

/// <summary>Slack did not do what it was asked, or nobody knows.</summary>
/// <param name="outcome">What that means for asking again.</param>
/// <param name="error">Slack's name for what is wrong, such as "channel_not_found"; the HTTP status where it gave none; empty when nothing came.</param>
/// <param name="cause">What the transport said.</param>
internal sealed class SlackException(DeliveryOutcome outcome, string error, Exception? cause = null)
    : Exception(error.Length == 0 ? "Slack could not be reached." : $"Slack answered {error}.", cause)
{
    /// <summary>Gets what it means for asking again.</summary>
    public DeliveryOutcome Outcome { get; } = outcome;

    /// <summary>Gets Slack's name for what is wrong.</summary>
    public string Error { get; } = error;

    /// <summary>Gets the scope that is missing.</summary>
    public string? Needed { get; init; }
}
