using System.Collections.Immutable;

namespace Bot.Core.Questions;

/// <summary>What an answer is judged against. An empty rubric belongs to a bare question, which is practised by self-rating.</summary>
public sealed record Rubric
{
    /// <summary>Gets the statements that a good answer makes.</summary>
    public ImmutableArray<KeyPoint> KeyPoints { get; init; } = [];

    /// <summary>Gets what costs points when an answer shows it.</summary>
    public ImmutableArray<RedFlag> RedFlags { get; init; } = [];

    /// <summary>Gets the figures that lift an answer when it mentions them.</summary>
    public ImmutableArray<NumberToMention> Numbers { get; init; } = [];

    /// <summary>Gets a value indicating whether there is a key point that may be scored.</summary>
    public bool CanBeGraded => KeyPoints.Any(point => !point.Generic);

    /// <inheritdoc/>
    public bool Equals(Rubric? other) =>
        other is not null
        && KeyPoints.SequenceEqual(other.KeyPoints)
        && RedFlags.SequenceEqual(other.RedFlags)
        && Numbers.SequenceEqual(other.Numbers);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(KeyPoints.Length, RedFlags.Length, KeyPoints.FirstOrDefault());
}
