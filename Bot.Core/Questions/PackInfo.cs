using System.Collections.Immutable;

namespace Bot.Core.Questions;

/// <summary>What a pack says of itself.</summary>
public sealed record PackInfo
{
    /// <summary>Gets the name that begins the key of every question of the pack.</summary>
    public required PackName Name { get; init; }

    /// <summary>Gets the title that people see.</summary>
    public required string Title { get; init; }

    /// <summary>Gets what the pack covers.</summary>
    public string? Description { get; init; }

    /// <summary>Gets the language of the questions as a BCP 47 tag.</summary>
    /// <value>The default is "en".</value>
    public string Language { get; init; } = "en";

    /// <summary>Gets the licence of the text, as an SPDX expression where there is one.</summary>
    public string? Licence { get; init; }

    /// <summary>Gets the day on which the facts were last checked.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Gets the companies and roles for which the pack is meant.</summary>
    public ImmutableArray<string> Audience { get; init; } = [];

    /// <summary>Gets the works that the facts come from.</summary>
    public ImmutableArray<PackSource> Sources { get; init; } = [];
}

/// <summary>A work that a pack's facts come from.</summary>
public sealed record PackSource
{
    /// <summary>Gets the work's title.</summary>
    public required string Title { get; init; }

    /// <summary>Gets who wrote it.</summary>
    public string? Authors { get; init; }

    /// <summary>Gets the year in which it appeared.</summary>
    public int? Year { get; init; }

    /// <summary>Gets its address; shown, never opened.</summary>
    public string? Url { get; init; }
}
