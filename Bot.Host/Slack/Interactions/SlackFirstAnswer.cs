using Bot.Host.Slack.Wire;

namespace Bot.Host.Slack.Interactions;

/// <summary>What Slack is told at once, and what is done once it has been told.</summary>
/// <param name="Payload">What the acknowledgement carries.</param>
/// <param name="FollowUpAsync">What follows.</param>
internal sealed record SlackFirstAnswer(ViewAnswer? Payload, Func<CancellationToken, Task> FollowUpAsync)
{
    /// <summary>Gets the answer to what concerns nobody.</summary>
    public static SlackFirstAnswer Nothing { get; } = new(null, _ => Task.CompletedTask);

    /// <summary>Has something follow.</summary>
    public static SlackFirstAnswer Then(Func<CancellationToken, Task> followUp) => new(null, followUp);

    /// <summary>Keeps the form open and shows in place what is wrong.</summary>
    /// <param name="errors">What is wrong, by field.</param>
    public static SlackFirstAnswer Stay(IReadOnlyDictionary<string, string> errors) => new(new ViewAnswer("errors", errors), _ => Task.CompletedTask);
}
