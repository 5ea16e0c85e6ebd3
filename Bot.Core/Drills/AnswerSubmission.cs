using System.Collections.Immutable;
using Bot.Core.Chat;
using Bot.Core.Chat.Words;
using Bot.Core.Drills.Rounds;
using Bot.Core.Grading;
using Bot.Core.Questions;
using Bot.Core.Storage;

namespace Bot.Core.Drills;

/// <summary>Takes an answer. Its feedback comes from the grading worker.</summary>
internal sealed class AnswerSubmission(
    AskedQuestions asked, OccurrenceStore occurrences, RoundStore rounds, AnswerStore answers) : IFormSubmission
{
    public Trigger Trigger => Trigger.Form(Actions.Answer);

    public FirstAnswer FirstAnswer => FirstAnswer.PrivateReply;

    public ImmutableArray<FormFault> Check(ChatAction.Form form) =>
        QuestionWords.AnswerFault(Text(form)) is { } fault ? [new FormFault("text", fault)] : [];

    public async Task HandleAsync(Interaction interaction, CancellationToken cancellationToken)
    {
        var form = (ChatAction.Form)interaction.Event.Action;
        var text = Text(form);
        if (QuestionWords.AnswerFault(text) is { } fault)
        {
            await interaction.ReplyAsync(QuestionWords.CorrectAnswer(fault, Targets.Write(interaction.Id.Value)), cancellationToken);
            return;
        }

        if (!Targets.TryRead(form.Argument, out AnswerTarget? target))
        {
            await interaction.ReplyAsync(QuestionWords.AnswerIsGone(text), cancellationToken);
            return;
        }

        var (state, question) = await asked.FindAsync(interaction.Workspace.Id, interaction.Member.Id, target, cancellationToken);
        if (state is not (AskedState.Known or AskedState.Over))
        {
            await interaction.ReplyAsync(QuestionWords.AnswerIsGone(text), cancellationToken);
            return;
        }

        await interaction.CommitAsync((write, token) => StoreAsync(write, interaction, target, question!, text, token), cancellationToken);
    }

    private async Task<MessageView?> StoreAsync(
        WriteTransaction write, Interaction interaction, AnswerTarget target, Question question, string text, CancellationToken cancellationToken)
    {
        // What nobody judges has no verdict to show: it is rated anew.
        if (question.Current.Rubric.CanBeGraded
            && await answers.FindSameAsync(write, interaction.Workspace.Id, interaction.Member.Id, target, question.Id, text, cancellationToken) is { } same)
        {
            return Feedback.Stored(same, await answers.FindVerdictAsync(interaction.Workspace.Id, same.Id, cancellationToken));
        }

        var counts = false;
        MessageView? reply = null;
        if (target.Occurrence is { } id)
        {
            var counted = await answers.FindCountedAsync(write, interaction.Workspace.Id, id, question.Id, interaction.Member.Id, cancellationToken);
            var receivedAt = interaction.Event.ReceivedAt;
            if (target is AnswerTarget.Round round)
            {
                var inRound = (await rounds.FindAsync(write, interaction.Workspace.Id, id, cancellationToken))!.Questions[round.Position];
                counts = counted is null && inRound.Takes(receivedAt);
                reply = inRound.Takes(receivedAt) ? null : RoundWords.TooLate(inRound, receivedAt);
            }
            else
            {
                var occurrence = await occurrences.FindAsync(write, interaction.Workspace.Id, id, cancellationToken);
                counts = counted is null && occurrence!.Takes(receivedAt);
            }
        }

        await answers.AddAsync(
            write,
            new Answer
            {
                Id = default,
                Workspace = interaction.Workspace.Id,
                Member = interaction.Member.Id,
                Inbox = interaction.Id,
                Target = target,
                Question = question.Id,
                Revision = question.Current.Id,
                Text = text,
                ReceivedAt = interaction.Event.ReceivedAt,
                Counts = counts,
            },
            cancellationToken);
        return reply;
    }

    private static string Text(ChatAction.Form form) => form.Values.GetValueOrDefault("text") ?? "";
}

/// <summary>The button that shows a strong answer to a question that the member asked for and has answered.</summary>
internal sealed class StrongAnswerButton(AskedQuestions asked) : IReplyRoute
{
    public Trigger Trigger => Trigger.Button(Actions.StrongAnswer);

    public FirstAnswer FirstAnswer => FirstAnswer.PrivateReply;

    public async Task HandleAsync(Interaction interaction, CancellationToken cancellationToken)
    {
        var button = (ChatAction.Button)interaction.Event.Action;
        var question = Targets.TryRead(button.Argument, out AnswerTarget? target) && target is AnswerTarget.Quiz
            ? (await asked.FindAsync(interaction.Workspace.Id, interaction.Member.Id, target, cancellationToken)).Question
            : null;
        await interaction.ReplyAsync(question is null ? QuestionWords.AnswerIsGone("") : QuestionWords.StrongAnswer(question), cancellationToken);
    }
}
