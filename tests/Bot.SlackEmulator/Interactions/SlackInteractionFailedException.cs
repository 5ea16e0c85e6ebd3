namespace Bot.SlackEmulation.Interactions;

/// <summary>What a person sees as "failed with the error operation_timeout" and its like, or cannot do at all.</summary>
/// <param name="message">What happened.</param>
public sealed class SlackInteractionFailedException(string message) : Exception(message);
