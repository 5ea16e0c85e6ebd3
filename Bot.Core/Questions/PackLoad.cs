namespace Bot.Core.Questions;

/// <summary>What loading a pack changed.</summary>
/// <param name="Added">Questions that are new.</param>
/// <param name="Revised">Questions whose stem or rubric changed: they have a new revision.</param>
/// <param name="Updated">Questions of which only something else changed.</param>
/// <param name="Unchanged">Questions that are as they were.</param>
/// <param name="Retired">Questions that the pack no longer has; they keep their answers.</param>
public sealed record PackLoad(int Added, int Revised, int Updated, int Unchanged, int Retired);

/// <summary>A pack cannot be loaded because a key in it belongs to another question. Nothing of it was loaded.</summary>
/// <param name="message">Which key, and how to mend it.</param>
public sealed class PackConflictException(string message) : Exception(message);
