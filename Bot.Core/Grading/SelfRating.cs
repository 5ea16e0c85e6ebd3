namespace Bot.Core.Grading;

/// <summary>How a member judges an answer of their own, to a question for which nobody has written down yet what counts.</summary>
public static class SelfRating
{
    /// <summary>What stands in a verdict as its model.</summary>
    public const string Model = "self-rating@1";

    /// <summary>Gets the verdict until the member has rated: it holds nothing against anybody.</summary>
    public static Verdict Awaited { get; } = Of(VerdictKind.NotSure);

    /// <summary>Makes the verdict of a rating.</summary>
    /// <param name="kind">What the member says: strong, mixed or weak.</param>
    /// <returns>The verdict, with a score of 100, 50 or 0.</returns>
    public static Verdict Of(VerdictKind kind) => new(
        kind switch { VerdictKind.Strong => 100, VerdictKind.Mixed => 50, _ => 0 },
        kind,
        1,
        new Assessment { KeyPoints = [], RedFlags = [], Model = Model });
}
