using System.Collections.Immutable;

namespace Bot.Core.Grading;

/// <summary>What a grader found in one answer, before anything is added up.</summary>
public sealed record Assessment
{
    /// <summary>Gets one judgement a key point, in the rubric's order. A bare reference is judged as the only key point.</summary>
    public required ImmutableArray<KeyPointJudgement> KeyPoints { get; init; }

    /// <summary>Gets one judgement a red flag, in the rubric's order.</summary>
    public required ImmutableArray<RedFlagJudgement> RedFlags { get; init; }

    /// <summary>Gets one finding a number to mention, in the rubric's order.</summary>
    public ImmutableArray<NumberFinding> Numbers { get; init; } = [];

    /// <summary>Gets a value indicating whether there is nothing to judge: no letter and no digit.</summary>
    public bool IsEmpty { get; init; }

    /// <summary>Gets a value indicating whether the grader knows the answer's language.</summary>
    /// <value>The default is <see langword="true"/>; otherwise the verdict is not-sure.</value>
    public bool LanguageSupported { get; init; } = true;

    /// <summary>Gets what a reader should know of how the answer was judged: copied from the question, cut and how.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>Gets what judged, as <c>name@version</c>.</summary>
    public required string Model { get; init; }
}
