using System.Collections.Immutable;
using Bot.Core.Chat;
using Bot.Core.Chat.Words;
using Bot.Core.Inbox;
using Bot.Core.Questions;

namespace Bot.Core.Banks;

/// <summary>/bank add: opens the form for a new question.</summary>
internal sealed class BankAddCommand : IFormRoute
{
    private const string Usual = "ours";

    public Trigger Trigger => Trigger.Command("bank add");

    public FirstAnswer FirstAnswer => FirstAnswer.Form;

    public bool OrganisersOnly => true;

    public ChatCommand Command { get; } = new(
        "bank add", "Write a question of your own", [new ChatOption("pack", $"The pack that it goes to; \"{Usual}\" when left out", [])]);

    public Task<FormOpening> OpenAsync(Visit visit, CancellationToken cancellationToken)
    {
        var typed = ((ChatAction.Command)visit.Event.Action).Options.GetValueOrDefault("pack")?.Trim();
        return Task.FromResult<FormOpening>(
            PackName.TryParse(string.IsNullOrEmpty(typed) ? Usual : typed, out var pack) && BankWords.FormOf(pack) is { } form
                ? new FormOpening.Opened(form)
                : new FormOpening.Refused(QuestionWords.Misunderstood(BankWords.NoPackName(typed!))));
    }
}

/// <summary>/bank edit: opens the form with what a question has.</summary>
internal sealed class BankEditCommand(QuestionStore questions) : IFormRoute
{
    public Trigger Trigger => Trigger.Command("bank edit");

    public FirstAnswer FirstAnswer => FirstAnswer.Form;

    public bool OrganisersOnly => true;

    public ChatCommand Command { get; } = new("bank edit", "Change a question: what it asks, its key points and red flags", [BankSearch.Question]);

    public async Task<FormOpening> OpenAsync(Visit visit, CancellationToken cancellationToken)
    {
        var typed = ((ChatAction.Command)visit.Event.Action).Options.GetValueOrDefault(BankSearch.Question.Name)?.Trim();
        var question = visit.Workspace is { } workspace && QuestionKey.TryParse(typed, null, out var key)
            ? await questions.FindAsync(workspace.Id, key, cancellationToken)
            : null;
        return question is null ? new FormOpening.Refused(BankWords.NoSuchQuestion(typed)) : Open(question);
    }

    public static FormOpening Open(Question question) =>
        !question.IsOwn ? new FormOpening.Refused(BankWords.NotYours(question.Key))
        : BankWords.FormOf(question) is { } form ? new FormOpening.Opened(form)
        : new FormOpening.Refused(BankWords.TooLongToEdit(question.Key));
}

/// <summary>The button below a question that is shown: opens the form to change it.</summary>
internal sealed class BankEditButton(QuestionStore questions) : IFormRoute
{
    public Trigger Trigger => Trigger.Button(Actions.BankEdit);

    public FirstAnswer FirstAnswer => FirstAnswer.Form;

    public bool OrganisersOnly => true;

    public async Task<FormOpening> OpenAsync(Visit visit, CancellationToken cancellationToken)
    {
        var question = visit.Workspace is { } workspace && Targets.TryRead(((ChatAction.Button)visit.Event.Action).Argument, out Guid id)
            ? await questions.FindAsync(workspace.Id, new QuestionId(id), cancellationToken)
            : null;
        return question is null ? new FormOpening.Refused(BankWords.NoSuchQuestion(null)) : BankEditCommand.Open(question);
    }
}

/// <summary>The button below a question that was not taken: opens the form again with what was entered.</summary>
internal sealed class CorrectBankQuestionButton(InboxStore inbox) : IFormRoute
{
    public Trigger Trigger => Trigger.Button(Actions.CorrectBankQuestion);

    public FirstAnswer FirstAnswer => FirstAnswer.Form;

    public bool OrganisersOnly => true;

    public async Task<FormOpening> OpenAsync(Visit visit, CancellationToken cancellationToken)
    {
        var argument = ((ChatAction.Button)visit.Event.Action).Argument;
        return await inbox.FindFormAsync(visit.Workspace, visit.Member, argument, Actions.BankQuestion, cancellationToken) is { } form
            ? new FormOpening.Opened(BankWords.FormAgain(form))
            : new FormOpening.Refused(BankWords.TextIsGone);
    }
}

/// <summary>Takes a question that was written or changed.</summary>
internal sealed class BankQuestionSubmission(QuestionStore questions, PackChanges changes) : IFormSubmission
{
    public Trigger Trigger => Trigger.Form(Actions.BankQuestion);

    public FirstAnswer FirstAnswer => FirstAnswer.PrivateReply;

    public bool OrganisersOnly => true;

    public ImmutableArray<FormFault> Check(ChatAction.Form form) => BankWords.FaultsOfQuestion(form);

    public async Task HandleAsync(Interaction interaction, CancellationToken cancellationToken)
    {
        var form = (ChatAction.Form)interaction.Event.Action;
        var again = Targets.Write(interaction.Id.Value);
        if (BankWords.FaultsOfQuestion(form) is { IsEmpty: false } faults)
        {
            await interaction.ReplyAsync(BankWords.QuestionNotTaken([.. faults.Select(fault => fault.Message)], again), cancellationToken);
            return;
        }

        var workspace = interaction.Workspace.Id;
        if (form.Argument.StartsWith(BankWords.NewIn))
        {
            await AddAsync(interaction, form, PackName.Parse(form.Argument[1..]), again, cancellationToken);
            return;
        }

        var question = Targets.TryRead(form.Argument, out Guid id) ? await questions.FindAsync(workspace, new QuestionId(id), cancellationToken) : null;
        var pack = question is { IsOwn: true } ? await questions.FindPackAsync(workspace, question.Key.Pack, withRetired: false, cancellationToken) : null;
        if (question is null || pack?.Questions.FirstOrDefault(draft => draft.Key == question.Key) is not { } before)
        {
            await interaction.ReplyAsync(
                BankWords.QuestionNotTaken([question is null or { IsOwn: true } ? BankWords.QuestionIsGone : BankWords.NotYours(question.Key).Text], again), cancellationToken);
            return;
        }

        var draft = QuestionText.Read(form, before);
        await StoreAsync(interaction, pack with { Questions = pack.Questions.Replace(before, draft) }, draft, again, cancellationToken);
    }

    private async Task AddAsync(Interaction interaction, ChatAction.Form form, PackName name, string again, CancellationToken cancellationToken)
    {
        var workspace = interaction.Workspace.Id;
        if ((await questions.ListPacksAsync(owner: null, cancellationToken)).Contains(name.Value))
        {
            await interaction.ReplyAsync(BankWords.QuestionNotTaken([BankWords.BelongsToInstallation(name)], again), cancellationToken);
            return;
        }

        var all = await questions.FindPackAsync(workspace, name, withRetired: true, cancellationToken);
        var pack = await questions.FindPackAsync(workspace, name, withRetired: false, cancellationToken)
            ?? new PackDraft(new PackInfo { Name = name, Title = BankWords.TitleOf(name) }, []);
        var taken = all?.Questions.SelectMany(question => question.FormerKeys.Prepend(question.Key)).ToHashSet() ?? [];
        var draft = QuestionText.Read(form, new QuestionDraft { Key = QuestionText.FreeKey(name, form.Values["stem"], taken), Stem = form.Values["stem"] });
        await StoreAsync(interaction, pack with { Questions = pack.Questions.Add(draft) }, draft, again, cancellationToken);
    }

    private async Task StoreAsync(Interaction interaction, PackDraft pack, QuestionDraft draft, string again, CancellationToken cancellationToken)
    {
        try
        {
            await interaction.CommitAsync(
                async (write, token) => BankWords.Saved(draft, (await changes.ApplyAsync(write, interaction.Workspace.Id, pack, token)).Change),
                cancellationToken);
        }
        catch (PackConflictException conflict)
        {
            await interaction.ReplyAsync(BankWords.QuestionNotTaken([conflict.Message], again), cancellationToken);
        }
    }
}
