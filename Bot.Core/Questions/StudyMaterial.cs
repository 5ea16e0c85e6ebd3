using System.Collections.Immutable;

namespace Bot.Core.Questions;

/// <summary>
/// Everything a bank holds about a question that is shown but never judged against. All of it is optional;
/// a change here changes no revision.
/// </summary>
public sealed record StudyMaterial
{
    /// <summary>Gets what the interviewer is really testing.</summary>
    public ImmutableArray<string> Probes { get; init; } = [];

    /// <summary>Gets the answer in a sentence or two.</summary>
    public string? ShortAnswer { get; init; }

    /// <summary>Gets the deep answer, in parts.</summary>
    public ImmutableArray<AnswerBlock> AnswerBlocks { get; init; } = [];

    /// <summary>Gets the moves of a good answer, before any content.</summary>
    public ImmutableArray<string> AnswerFramework { get; init; } = [];

    /// <summary>Gets a spoken answer's steps, one-liner first.</summary>
    public ImmutableArray<string> AnswerTemplate { get; init; } = [];

    /// <summary>Gets what the interviewer asks next.</summary>
    public ImmutableArray<FollowUp> FollowUps { get; init; } = [];

    /// <summary>Gets a chain of short questions with their answers.</summary>
    public ImmutableArray<QuestionAndAnswer> QaChain { get; init; } = [];

    /// <summary>Gets pairs of a weak and a strong answer.</summary>
    public ImmutableArray<WeakStrong> WeakStrong { get; init; } = [];

    /// <summary>Gets how a senior's answer differs from a staff engineer's.</summary>
    public string? SeniorStaffLens { get; init; }

    /// <summary>Gets a scenario with written deliverables.</summary>
    public string? WorkSample { get; init; }

    /// <summary>Gets an example from practice.</summary>
    public string? RealWorldExample { get; init; }

    /// <summary>Gets terms that have to be explained when they are used.</summary>
    public ImmutableArray<BigWord> BigWords { get; init; } = [];

    /// <summary>Gets what to read next; addresses are shown, never opened.</summary>
    public ImmutableArray<string> FurtherReading { get; init; } = [];

    /// <summary>Gets who asks the question, where that is reported.</summary>
    public ImmutableArray<string> Origins { get; init; } = [];

    /// <summary>Gets the modules of a handbook that belong to the question.</summary>
    public ImmutableArray<string> Modules { get; init; } = [];

    /// <summary>Gets key points that an import made up from the answer; nothing is scored by them until an author makes them the rubric's.</summary>
    public ImmutableArray<string> ProposedKeyPoints { get; init; } = [];
}
