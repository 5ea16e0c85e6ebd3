using Bot.Core.Members;
using Bot.Core.Questions;

namespace Bot.Core.Drills;

/// <summary>One drill: a time at which a schedule fired, or a round that a member started.</summary>
public sealed record Occurrence
{
    /// <summary>Gets the identifier.</summary>
    public required OccurrenceId Id { get; init; }

    /// <summary>Gets the workspace.</summary>
    public required WorkspaceId Workspace { get; init; }

    /// <summary>Gets what it is.</summary>
    public required DrillKind Kind { get; init; }

    /// <summary>Gets the schedule; <see langword="null"/> when a member started it.</summary>
    public ScheduleId? Schedule { get; init; }

    /// <summary>Gets who started it; <see langword="null"/> when a schedule did.</summary>
    public MemberId? StartedBy { get; init; }

    /// <summary>Gets the platform's identifier of the channel.</summary>
    public required string Channel { get; init; }

    /// <summary>Gets when it was planned.</summary>
    public required DateTimeOffset PlannedAt { get; init; }

    /// <summary>Gets how far it is.</summary>
    public required OccurrenceState State { get; init; }

    /// <summary>Gets when its post was out; <see langword="null"/> before that.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>Gets when answers stop counting; <see langword="null"/> when it was skipped, and for a round that is not over.</summary>
    public DateTimeOffset? ClosesAt { get; init; }

    /// <summary>Gets the question, the first one of a round; <see langword="null"/> when it was skipped.</summary>
    public QuestionId? Question { get; init; }

    /// <summary>Gets the revision that was asked; <see langword="null"/> when it was skipped.</summary>
    public RevisionId? Revision { get; init; }

    /// <summary>Gets a value indicating whether the post that reveals it is queued, or out.</summary>
    public bool IsRevealQueued { get; init; }

    /// <summary>Gets a value indicating whether answers count at an instant.</summary>
    /// <param name="at">When the answer was received.</param>
    /// <returns><see langword="true"/> while it runs.</returns>
    public bool Takes(DateTimeOffset at) => State is OccurrenceState.Queued or OccurrenceState.Open or OccurrenceState.Closed && at < ClosesAt;
}

/// <summary>
/// How far an occurrence is. It enters as <see cref="Queued"/> in the transaction that queued its post, or as
/// <see cref="Skipped"/>; the database refuses rows that these states do not allow.
/// </summary>
public enum OccurrenceState
{
    /// <summary>Decided, its post is on the way. Leaves when the post is out, or given up.</summary>
    Queued,

    /// <summary>The post is out and answers count. Leaves at its closing time.</summary>
    Open,

    /// <summary>Its time is over; the reveal waits for the last verdict and then for its post. Leaves when that is out.</summary>
    Closed,

    /// <summary>The strong answer and the group's coverage are out. Final.</summary>
    Revealed,

    /// <summary>It was never posted: missed for longer than the grace, superseded by a later one, or no question fits. Final.</summary>
    Skipped,

    /// <summary>It was to be posted, or to be revealed, and the platform would not take it. Final.</summary>
    Abandoned,
}
