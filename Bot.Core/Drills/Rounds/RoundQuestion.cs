using Bot.Core.Questions;

namespace Bot.Core.Drills.Rounds;

/// <summary>A question of a round and how far it is.</summary>
public sealed record RoundQuestion
{
    /// <summary>Gets its place in the round, from 0.</summary>
    public required int Position { get; init; }

    /// <summary>Gets the question.</summary>
    public required QuestionId Question { get; init; }

    /// <summary>Gets the revision that is asked.</summary>
    public required RevisionId Revision { get; init; }

    /// <summary>Gets for how long it takes answers.</summary>
    public required TimeSpan Lasts { get; init; }

    /// <summary>Gets how far it is.</summary>
    public required RoundQuestionState State { get; init; }

    /// <summary>Gets why it was cancelled; <see langword="null"/> when it was not.</summary>
    public string? Reason { get; init; }

    /// <summary>Gets when its post was out; <see langword="null"/> before that.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>Gets when it was opened once more; <see langword="null"/> when it was not.</summary>
    public DateTimeOffset? ReopenedAt { get; init; }

    /// <summary>Gets its deadline; <see langword="null"/> before it was opened.</summary>
    public DateTimeOffset? ClosesAt { get; init; }

    /// <summary>Gets a value indicating whether the post with its result is queued, or out.</summary>
    public bool IsResultQueued { get; init; }

    /// <summary>Gets a value indicating whether nothing more comes of it.</summary>
    public bool IsOver => State is RoundQuestionState.Revealed or RoundQuestionState.Cancelled;

    /// <summary>Tells whether an answer counts. What decides is when it was received, not when the bot came to it.</summary>
    /// <param name="at">When it was received.</param>
    /// <returns><see langword="true"/> from the opening to the deadline, and while the question is about to be opened once more.</returns>
    public bool Takes(DateTimeOffset at) => State switch
    {
        RoundQuestionState.Queued => OpenedAt is not null,
        RoundQuestionState.Open or RoundQuestionState.Closed or RoundQuestionState.Revealed => at < ClosesAt,
        _ => false,
    };

    /// <summary>Tells which part of its time was left when an answer was received.</summary>
    /// <param name="at">When it was received.</param>
    /// <returns>1 at the opening, 0 at the deadline; an answer given before a question was opened once more is timed by its first opening.</returns>
    public double TimeLeft(DateTimeOffset at)
    {
        var opened = ReopenedAt is { } again && at >= again ? again : OpenedAt ?? at;
        return Math.Clamp(1 - ((at - opened) / Lasts), 0, 1);
    }
}

/// <summary>
/// How far a question of a round is. It enters as <see cref="Waiting"/> with the round; the database refuses rows that these
/// states do not allow.
/// </summary>
public enum RoundQuestionState
{
    /// <summary>Others come first. Leaves when its post is queued, or cancelled with the round.</summary>
    Waiting,

    /// <summary>Its post is on the way, for the first time or to open it once more. Leaves when that is out, or came too late.</summary>
    Queued,

    /// <summary>Its post is out and answers count. Leaves at its deadline, or to be opened once more after the bot was down then.</summary>
    Open,

    /// <summary>Its time is over; the result waits for verdicts and then for its post. Leaves when that is out, or given up.</summary>
    Closed,

    /// <summary>Its result was posted. Final.</summary>
    Revealed,

    /// <summary>It was never opened: its post came too late, its author withdrew it, or the round was stopped. Final.</summary>
    Cancelled,
}
