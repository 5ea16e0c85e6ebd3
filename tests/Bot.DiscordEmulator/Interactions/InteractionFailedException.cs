namespace Bot.Emulation.Interactions;

/// <summary>What a person sees as "The application did not respond", or cannot do at all.</summary>
/// <param name="message">What happened.</param>
public sealed class InteractionFailedException(string message) : Exception(message);
