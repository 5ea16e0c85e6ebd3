using System.Collections.Immutable;

namespace Bot.Core.Questions;

/// <summary>Which questions are wanted. An empty part wants all; within a part any of its words will do.</summary>
public sealed record QuestionFilter
{
    /// <summary>Gets the filter that wants every question.</summary>
    public static QuestionFilter Everything { get; } = new();

    /// <summary>Gets nodes of the topic path, cross-cutting topics or names of packs.</summary>
    public ImmutableArray<string> Topics { get; init; } = [];

    /// <summary>Gets the levels.</summary>
    public ImmutableArray<Level> Levels { get; init; } = [];

    /// <summary>Gets the kinds.</summary>
    public ImmutableArray<Kind> Kinds { get; init; } = [];

    /// <summary>Tells whether a question is wanted.</summary>
    /// <param name="question">The question.</param>
    /// <returns><see langword="true"/> when every part of the filter accepts it.</returns>
    public bool Accepts(QuestionSummary question) =>
        (Topics.IsEmpty || Topics.Any(topic => question.Topic.Includes(topic) || string.Equals(question.Key.Pack.Value, topic, StringComparison.OrdinalIgnoreCase)))
        && (Levels.IsEmpty || (question.Level is { } level && Levels.Contains(level)))
        && (Kinds.IsEmpty || (question.Kind is { } kind && Kinds.Contains(kind)));

    /// <inheritdoc/>
    public bool Equals(QuestionFilter? other) =>
        other is not null && Topics.SequenceEqual(other.Topics) && Levels.SequenceEqual(other.Levels) && Kinds.SequenceEqual(other.Kinds);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Topics.Length, Levels.Length, Kinds.Length, Topics.FirstOrDefault());
}

/// <summary>What choosing a question needs to know of it.</summary>
/// <param name="Id">The identifier.</param>
/// <param name="Key">The lasting name.</param>
/// <param name="Topic">Where it stands.</param>
/// <param name="Level">The level, when the bank gives one.</param>
/// <param name="Kind">The kind, when the bank gives one.</param>
/// <param name="Frequency">The frequency, when the bank gives one.</param>
/// <param name="Stem">What is asked.</param>
public sealed record QuestionSummary(QuestionId Id, QuestionKey Key, Topic Topic, Level? Level, Kind? Kind, Frequency? Frequency, string Stem);
