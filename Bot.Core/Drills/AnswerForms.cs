using Bot.Core.Chat;
using Bot.Core.Chat.Words;
using Bot.Core.Grading;
using Bot.Core.Inbox;

namespace Bot.Core.Drills;

/// <summary>The button below a question: opens the form to answer it.</summary>
internal sealed class AnswerButton(AskedQuestions asked) : IFormRoute
{
    public Trigger Trigger => Trigger.Button(Actions.Answer);

    public FirstAnswer FirstAnswer => FirstAnswer.Form;

    public Task<FormOpening> OpenAsync(Visit visit, CancellationToken cancellationToken) =>
        OpenAsync(asked, visit, ((ChatAction.Button)visit.Event.Action).Argument, text: null, cancellationToken);

    public static async Task<FormOpening> OpenAsync(
        AskedQuestions asked, Visit visit, string argument, string? text, CancellationToken cancellationToken)
    {
        if (visit.Workspace is not { } workspace || !Targets.TryRead(argument, out AnswerTarget? target))
        {
            return new FormOpening.Refused(QuestionWords.AnswerIsGone(text ?? ""));
        }

        var (state, question) = await asked.FindAsync(workspace.Id, visit.Member?.Id, target, cancellationToken);
        return state switch
        {
            AskedState.Known => new FormOpening.Opened(QuestionWords.AnswerForm(target, question!.Current.Stem, text)),
            AskedState.Over => new FormOpening.Refused(RoundWords.IsOver(text)),
            AskedState.SomebodyElses => new FormOpening.Refused(QuestionWords.NotYours),
            _ => new FormOpening.Refused(QuestionWords.AnswerIsGone(text ?? "")),
        };
    }
}

/// <summary>/answer: opens the form for what the member was asked last and has not answered; its text is filled in.</summary>
internal sealed class AnswerCommand(OpenQuestions open, AskedQuestions asked, TimeProvider time) : IFormRoute
{
    public Trigger Trigger => Trigger.Command("answer");

    public FirstAnswer FirstAnswer => FirstAnswer.Form;

    public ChatCommand Command { get; } = new(
        "answer",
        "Answer your last question, or today's",
        [new ChatOption("text", "Your answer; you can go on writing before you send it", [])]);

    public async Task<FormOpening> OpenAsync(Visit visit, CancellationToken cancellationToken)
    {
        var text = ((ChatAction.Command)visit.Event.Action).Options.GetValueOrDefault("text");
        var target = visit is { Workspace: { } workspace }
            ? await open.FindAsync(workspace.Id, visit.Member?.Id, visit.Event.Channel.Channel, time.GetUtcNow(), cancellationToken)
            : null;
        return target is null
            ? new FormOpening.Refused(QuestionWords.NothingAsked)
            : await AnswerButton.OpenAsync(asked, visit, Targets.Write(target), text, cancellationToken);
    }
}

/// <summary>The button below a refused answer: opens the form again with what was written.</summary>
internal sealed class CorrectAnswerButton(InboxStore inbox, AskedQuestions asked) : IFormRoute
{
    public Trigger Trigger => Trigger.Button(Actions.CorrectAnswer);

    public FirstAnswer FirstAnswer => FirstAnswer.Form;

    public async Task<FormOpening> OpenAsync(Visit visit, CancellationToken cancellationToken)
    {
        var argument = ((ChatAction.Button)visit.Event.Action).Argument;
        return await inbox.FindFormAsync(visit.Workspace, visit.Member, argument, Actions.Answer, cancellationToken) is { } form
            ? await AnswerButton.OpenAsync(asked, visit, form.Argument, form.Values.GetValueOrDefault("text"), cancellationToken)
            : new FormOpening.Refused(QuestionWords.AnswerIsGone(""));
    }
}
