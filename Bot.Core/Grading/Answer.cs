using Bot.Core.Drills;
using Bot.Core.Inbox;
using Bot.Core.Members;
using Bot.Core.Questions;

namespace Bot.Core.Grading;

/// <summary>What a member wrote, and to what.</summary>
public sealed record Answer
{
    /// <summary>Gets the identifier.</summary>
    public required AnswerId Id { get; init; }

    /// <summary>Gets the workspace.</summary>
    public required WorkspaceId Workspace { get; init; }

    /// <summary>Gets who wrote it.</summary>
    public required MemberId Member { get; init; }

    /// <summary>Gets the event with which it came; the feedback replies to it.</summary>
    public required InboxId Inbox { get; init; }

    /// <summary>Gets what it answers.</summary>
    public required AnswerTarget Target { get; init; }

    /// <summary>Gets the question.</summary>
    public required QuestionId Question { get; init; }

    /// <summary>Gets the revision that was asked, and that judges.</summary>
    public required RevisionId Revision { get; init; }

    /// <summary>Gets what the member wrote, untouched.</summary>
    public required string Text { get; init; }

    /// <summary>Gets when it was received.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Gets a value indicating whether it earns points: the member's first answer to a scheduled drill, in time.</summary>
    public required bool Counts { get; init; }

    /// <summary>Gets how often grading it was begun.</summary>
    /// <value>0 to 3.</value>
    public int Attempts { get; init; }
}

/// <summary>The identifier of an answer.</summary>
/// <param name="Value">A version-7 UUID.</param>
public readonly record struct AnswerId(Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>What an answer answers: a daily question, a question of a round, or one that the member asked for.</summary>
public abstract record AnswerTarget
{
    private AnswerTarget()
    {
    }

    /// <summary>Gets the drill or round; <see langword="null"/> for a question that the member asked for.</summary>
    public OccurrenceId? Occurrence => this switch
    {
        Drill drill => drill.Id,
        Round round => round.Id,
        _ => null,
    };

    /// <summary>A daily question.</summary>
    /// <param name="Id">Which.</param>
    public sealed record Drill(OccurrenceId Id) : AnswerTarget;

    /// <summary>A question of a rapid-fire round.</summary>
    /// <param name="Id">The round.</param>
    /// <param name="Position">The question's place in it, from 0.</param>
    public sealed record Round(OccurrenceId Id, int Position) : AnswerTarget;

    /// <summary>A question that the member asked for.</summary>
    /// <param name="Id">Which.</param>
    public sealed record Quiz(QuizId Id) : AnswerTarget;
}

/// <summary>
/// How far an answer's grading is. <see cref="Waiting"/> from the transaction that stored it; <see cref="Grading"/> under a
/// lease, from which it falls back to waiting when the lease ends; then <see cref="Graded"/> — or, once three attempts were
/// begun and none ended, <see cref="Failed"/>: the lexical baseline then judged it, and the organisers were told.
/// </summary>
public enum AnswerState
{
    /// <summary>Stored, not yet taken up.</summary>
    Waiting,

    /// <summary>Taken up, until the lease ends.</summary>
    Grading,

    /// <summary>Judged by the model.</summary>
    Graded,

    /// <summary>Judged by the baseline, because the model failed three times.</summary>
    Failed,
}
