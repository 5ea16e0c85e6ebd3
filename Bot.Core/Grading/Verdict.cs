using System.Text.Json.Serialization;

namespace Bot.Core.Grading;

/// <summary>What an answer's judgements add up to.</summary>
/// <param name="Score">0 to 100, continuous.</param>
/// <param name="Kind">What the score means.</param>
/// <param name="Confidence">The probability that <paramref name="Kind"/> is right, 0 to 1.</param>
/// <param name="Assessment">The judgements that were added up.</param>
public sealed record Verdict(double Score, VerdictKind Kind, double Confidence, Assessment Assessment)
{
    /// <summary>Gets the score as people see it and as it earns points: cut to a whole number, so that none reads as a cut score it did not reach.</summary>
    [JsonIgnore]
    public int Points => (int)Math.Floor(Score);
}

/// <summary>What a score means.</summary>
public enum VerdictKind
{
    /// <summary>There was nothing to judge.</summary>
    Empty,

    /// <summary>Below the cut score of <see cref="Mixed"/>.</summary>
    Weak,

    /// <summary>Something is there, something is missing.</summary>
    Mixed,

    /// <summary>An answer that convinces.</summary>
    Strong,

    /// <summary>The grader cannot tell; nothing is held against the member. It earns no points and breaks no streak.</summary>
    NotSure,
}
