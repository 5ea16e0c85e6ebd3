namespace Bot.Core.Grading;

/// <summary>Whether an answer mentions a figure.</summary>
/// <param name="Text">The figure as the rubric has it.</param>
/// <param name="Said">Whether the answer mentions it.</param>
public sealed record NumberFinding(string Text, bool Said);
