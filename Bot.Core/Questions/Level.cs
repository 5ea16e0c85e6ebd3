namespace Bot.Core.Questions;

/// <summary>How demanding a question is: the one scale to which the written levels of all banks are mapped.</summary>
public enum Level
{
    /// <summary>Must be known cold: written "core" or "screen".</summary>
    Core,

    /// <summary>What a practitioner knows: written "mid".</summary>
    Intermediate,

    /// <summary>Sets a candidate apart: written "advanced", "system design" or "senior".</summary>
    Advanced,

    /// <summary>The frontier, or leverage beyond one's own work: written "research" or "staff".</summary>
    Expert,
}
