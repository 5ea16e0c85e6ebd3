using Bot.Core.Drills.Rounds;
using Bot.Core.Grading;
using Bot.Core.Members;
using Bot.Core.Questions;

namespace Bot.Core.Drills;

/// <summary>Finds what an answer's target asked, and of whom.</summary>
internal sealed class AskedQuestions(
    OccurrenceStore occurrences, RoundStore rounds, QuizStore quizzes, QuestionStore questions, TimeProvider time)
{
    /// <summary>Finds the question at the revision that was asked; a quiz only for the member it was asked of.</summary>
    public async Task<(AskedState State, Question? Question)> FindAsync(
        WorkspaceId workspace, MemberId? member, AnswerTarget target, CancellationToken cancellationToken)
    {
        RevisionId? revision;
        var isOver = false;
        switch (target)
        {
            case AnswerTarget.Round round:
                var found = (await rounds.FindAsync(workspace, round.Id, cancellationToken))?.Questions.ElementAtOrDefault(round.Position);
                (revision, isOver) = (found?.Revision, found?.Takes(time.GetUtcNow()) is false);
                break;
            case AnswerTarget.Drill drill:
                revision = (await occurrences.FindAsync(workspace, drill.Id, cancellationToken))?.Revision;
                break;
            case AnswerTarget.Quiz quiz:
                var own = await quizzes.FindAsync(workspace, quiz.Id, cancellationToken);
                if (own is not null && own.Member != member)
                {
                    return (AskedState.SomebodyElses, null);
                }

                revision = own?.Revision;
                break;
            default:
                revision = null;
                break;
        }

        var question = revision is { } id ? await questions.FindAsync(workspace, id, cancellationToken) : null;
        return (question is null ? AskedState.Gone : isOver ? AskedState.Over : AskedState.Known, question);
    }
}

/// <summary>What is known of a target.</summary>
internal enum AskedState
{
    Known,
    Gone,

    /// <summary>It is known, and its time in a round is up.</summary>
    Over,
    SomebodyElses,
}
