namespace Bot.Core.Questions;

/// <summary>What an interviewer asks next.</summary>
public sealed record FollowUp
{
    /// <summary>Gets the question.</summary>
    public required string Text { get; init; }

    /// <summary>Gets the rung on the ladder from why (1) to production (4).</summary>
    /// <value>1 to 4, or <see langword="null"/> for a variant without a rung.</value>
    public int? Level
    {
        get;
        init => field = value is null or (>= 1 and <= 4) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A follow-up's level lies between 1 and 4.");
    }

    /// <summary>Gets what it is about, as written: "failure mode", "cost", "latency", "comparison" and the like.</summary>
    public string? Type { get; init; }

    /// <summary>Gets a short answer, when the bank has one.</summary>
    public string? Answer { get; init; }

    /// <summary>Gets a value indicating whether the text is boilerplate of its bank.</summary>
    public bool Generic { get; init; }
}
