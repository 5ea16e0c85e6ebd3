namespace Bot.Core.Questions;

/// <summary>A figure that lifts an answer when it is mentioned, with its context: "about 128k tokens in Llama 3".</summary>
/// <param name="Text">The figure as the author wrote it.</param>
public sealed record NumberToMention(string Text);
