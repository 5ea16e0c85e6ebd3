using System.Collections.Immutable;

namespace Bot.Core.Questions;

/// <summary>A stored question with its current revision.</summary>
public sealed record Question
{
    /// <summary>Gets the internal identifier, a version-7 UUID.</summary>
    public required QuestionId Id { get; init; }

    /// <summary>Gets the lasting name.</summary>
    public required QuestionKey Key { get; init; }

    /// <summary>Gets the stem and rubric that answers given now are judged against.</summary>
    public required Revision Current { get; init; }

    /// <summary>Gets the level, when the bank gives one.</summary>
    public WrittenLevel? Level { get; init; }

    /// <summary>Gets the kind, when the bank gives one.</summary>
    public Kind? Kind { get; init; }

    /// <summary>Gets the frequency, when the bank gives one.</summary>
    public Frequency? Frequency { get; init; }

    /// <summary>Gets where the question stands.</summary>
    public Topic Topic { get; init; } = new();

    /// <summary>Gets what is shown but never judged against.</summary>
    public StudyMaterial Material { get; init; } = new();

    /// <summary>Gets a value indicating whether the question is the workspace's own, and no part of the installation that all workspaces share.</summary>
    public bool IsOwn { get; init; }

    /// <summary>Gets when the question left its pack.</summary>
    /// <value><see langword="null"/> while it may be asked.</value>
    public DateTimeOffset? RetiredAt { get; init; }

    /// <summary>Gives the question as a pack would describe it.</summary>
    /// <param name="formerKeys">The keys that it had before.</param>
    /// <returns>The question as it is now.</returns>
    public QuestionDraft ToDraft(ImmutableArray<QuestionKey> formerKeys) => new()
    {
        Key = Key,
        FormerKeys = formerKeys,
        Stem = Current.Stem,
        Rubric = Current.Rubric,
        Level = Level,
        Kind = Kind,
        Frequency = Frequency,
        Topic = Topic,
        Material = Material,
    };
}

/// <summary>The internal identifier of a question.</summary>
/// <param name="Value">A version-7 UUID.</param>
public readonly record struct QuestionId(Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
