using System.Collections.Immutable;

namespace Bot.Core.Questions;

/// <summary>Sentences as people write them that meet a criterion, and sentences that do not although they look like it.</summary>
public sealed record Exemplars
{
    /// <summary>Gets no exemplars at all.</summary>
    public static Exemplars None { get; } = new();

    /// <summary>Gets ways of meeting the criterion: of stating a key point, or of raising a red flag.</summary>
    public ImmutableArray<string> Positive { get; init; } = [];

    /// <summary>Gets ways of stating its opposite, denying it, or just missing it.</summary>
    public ImmutableArray<string> Negative { get; init; } = [];

    /// <inheritdoc/>
    public bool Equals(Exemplars? other) =>
        other is not null && Positive.SequenceEqual(other.Positive) && Negative.SequenceEqual(other.Negative);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Positive.Length, Negative.Length, Positive.FirstOrDefault());
}
