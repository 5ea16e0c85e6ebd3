using Bot.Core.Grading;
using Bot.Core.Members;
using Bot.Core.Questions;

namespace Bot.Core.Drills;

/// <summary>Finds what an answer's target asked, and of whom.</summary>
internal sealed class AskedQuestions(OccurrenceStore occurrences, QuizStore quizzes, QuestionStore questions)
{
    /// <summary>Finds the question at the revision that was asked; a quiz only for the member it was asked of.</summary>
    public async Task<(AskedState State, Question? Question)> FindAsync(
        WorkspaceId workspace, MemberId? member, AnswerTarget target, CancellationToken cancellationToken)
    {
        RevisionId? revision;
        switch (target)
        {
            case AnswerTarget.Drill drill:
                revision = (await occurrences.FindAsync(workspace, drill.Id, cancellationToken))?.Revision;
                break;
            case AnswerTarget.Quiz quiz:
                var found = await quizzes.FindAsync(workspace, quiz.Id, cancellationToken);
                if (found is not null && found.Member != member)
                {
                    return (AskedState.SomebodyElses, null);
                }

                revision = found?.Revision;
                break;
            default:
                revision = null;
                break;
        }

        var question = revision is { } id ? await questions.FindAsync(workspace, id, cancellationToken) : null;
        return (question is null ? AskedState.Gone : AskedState.Known, question);
    }
}

/// <summary>What is known of a target.</summary>
internal enum AskedState
{
    Known,
    Gone,
    SomebodyElses,
}
