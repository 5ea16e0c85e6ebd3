using Bot.Core.Questions;

namespace Bot.Core.Grading;

/// <summary>One answer with all that it is judged against.</summary>
public sealed record GradingRequest
{
    /// <summary>Gets what was asked.</summary>
    public required string Stem { get; init; }

    /// <summary>Gets what the answer is judged against.</summary>
    public required Rubric Rubric { get; init; }

    /// <summary>Gets a model answer, when there is one. With no key points it is the only one.</summary>
    public string? Reference { get; init; }

    /// <summary>Gets what the member wrote, untouched.</summary>
    public required string Answer { get; init; }
}
