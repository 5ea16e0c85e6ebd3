namespace Bot.Core.Drills.Rounds;

/// <summary>How long a round is.</summary>
/// <param name="Questions">How many questions it has, 1 to <see cref="MostQuestions"/>.</param>
/// <param name="Seconds">How many seconds a short question takes; a long one takes more, as reading it does.</param>
public sealed record RoundShape(int Questions, int Seconds)
{
    /// <summary>The most questions of a round.</summary>
    public const int MostQuestions = 20;

    /// <summary>The fewest seconds that a person may choose for a question.</summary>
    public const int FewestSeconds = 10;

    /// <summary>The most seconds that a person may choose for a question.</summary>
    public const int MostSeconds = 600;
}
