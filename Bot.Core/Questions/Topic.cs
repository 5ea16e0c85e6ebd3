using System.Collections.Immutable;

namespace Bot.Core.Questions;

/// <summary>Where a question stands: its place in the bank's tree, and the topics that cut across the tree.</summary>
public sealed record Topic
{
    /// <summary>Gets the path from the broadest section to the narrowest, such as "Attention", "Masking".</summary>
    public ImmutableArray<string> Path { get; init; } = [];

    /// <summary>Gets the second axis, such as "Cost &amp; latency".</summary>
    public ImmutableArray<string> CrossCutting { get; init; } = [];

    /// <summary>Tells whether the question belongs to a topic: a node of the path, or a cross-cutting topic, whatever the letter case.</summary>
    /// <param name="name">The name of a node or of a cross-cutting topic.</param>
    /// <returns><see langword="true"/> when it does.</returns>
    public bool Includes(string name) =>
        Path.Contains(name, StringComparer.OrdinalIgnoreCase) || CrossCutting.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public bool Equals(Topic? other) =>
        other is not null && Path.SequenceEqual(other.Path) && CrossCutting.SequenceEqual(other.CrossCutting);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Path.Length, CrossCutting.Length, Path.FirstOrDefault());
}
