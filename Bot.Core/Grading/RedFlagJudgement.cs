using Bot.Core.Questions;

namespace Bot.Core.Grading;

/// <summary>What a grader thinks of one red flag.</summary>
public sealed record RedFlagJudgement
{
    /// <summary>Gets the red flag's text.</summary>
    public required string Text { get; init; }

    /// <summary>Gets how much the flag costs when it is raised.</summary>
    public required Severity Severity { get; init; }

    /// <summary>Gets the probability that the answer raises the flag.</summary>
    /// <value>Between 0 and 1.</value>
    public required double Probability
    {
        get;
        init => field = Grading.Probability.Check(value);
    }

    /// <summary>Gets a value indicating whether the flag is boilerplate of its bank; it is shown but never scored.</summary>
    public bool Generic { get; init; }

    /// <summary>Gets a value indicating whether the probability lies in the grader's band of doubt; a doubtful flag is not raised.</summary>
    public bool Doubtful { get; init; }

    /// <summary>Gets the words of the answer that decided it, verbatim, or <see langword="null"/>.</summary>
    public string? Evidence { get; init; }

    /// <summary>Gets a value indicating whether the flag counts against the answer.</summary>
    public bool Raised => !Doubtful && Probability >= 0.5;
}
