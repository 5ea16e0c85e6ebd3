using System.Collections.Immutable;

namespace Bot.Core.Drills.Rounds;

/// <summary>A rapid-fire round under way, or over.</summary>
/// <param name="Occurrence">When and where.</param>
/// <param name="Questions">Its questions, in order; at least one.</param>
public sealed record Round(Occurrence Occurrence, ImmutableArray<RoundQuestion> Questions)
{
    /// <summary>Gets the question that the round is at.</summary>
    /// <value>The first one of which something still comes, or <see langword="null"/> when all are over.</value>
    public RoundQuestion? Current => Questions.FirstOrDefault(question => !question.IsOver);
}
