using System.Diagnostics.CodeAnalysis;

namespace Bot.Core.Questions;

/// <summary>A question's level as its author wrote it, with its place on the one scale.</summary>
/// <param name="Written">The author's own word, such as "System Design"; kept as written.</param>
/// <param name="Level">The level that the word maps to.</param>
public sealed record WrittenLevel(string Written, Level Level)
{
    /// <summary>
    /// Gets the words that are understood, of all four scales: core/advanced/system design/research,
    /// screen/mid/senior, senior/staff, and a plain "advanced" mark.
    /// </summary>
    public static IReadOnlyList<string> KnownWords { get; } =
        ["core", "advanced", "system design", "research", "screen", "mid", "senior", "staff", "intermediate", "expert"];

    /// <summary>Maps a written level to the one scale, whatever its letter case.</summary>
    /// <param name="written">The word, such as "mid" or "System Design".</param>
    /// <param name="level">The level with the word as written, when it is known.</param>
    /// <returns><see langword="false"/> when the word belongs to none of the four scales.</returns>
    public static bool TryParse(string? written, [NotNullWhen(true)] out WrittenLevel? level)
    {
        Level? mapped = written?.Trim().ToLowerInvariant() switch
        {
            "core" or "screen" => Level.Core,
            "mid" or "intermediate" => Level.Intermediate,
            "advanced" or "system design" or "system-design" or "senior" => Level.Advanced,
            "research" or "staff" or "expert" => Level.Expert,
            _ => null,
        };
        level = mapped is { } known ? new WrittenLevel(written!.Trim(), known) : null;
        return level is not null;
    }
}
