using System.Collections.Immutable;

namespace Bot.Core.Questions;

/// <summary>A question as a pack describes it, before it is stored.</summary>
public sealed record QuestionDraft
{
    /// <summary>Gets the key.</summary>
    public required QuestionKey Key { get; init; }

    /// <summary>Gets the keys under which earlier versions of the pack knew the question.</summary>
    public ImmutableArray<QuestionKey> FormerKeys { get; init; } = [];

    /// <summary>Gets what is asked.</summary>
    public required string Stem { get; init; }

    /// <summary>Gets what an answer is judged against.</summary>
    public Rubric Rubric { get; init; } = new();

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
}

/// <summary>A whole pack as a file describes it.</summary>
/// <param name="Info">What the pack says of itself.</param>
/// <param name="Questions">Its questions, in the author's order.</param>
public sealed record PackDraft(PackInfo Info, ImmutableArray<QuestionDraft> Questions);
