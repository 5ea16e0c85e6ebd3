using System.Collections.Immutable;
using Bot.Core.Chat;
using Bot.Core.Chat.Words;
using Bot.Core.Import;
using Bot.Core.Inbox;
using Bot.Core.Members;
using Bot.Core.Questions;

namespace Bot.Core.Banks;

/// <summary>/bank import: opens the form to which questions are attached, or into which they are pasted.</summary>
internal sealed class BankImportCommand(BankReaders readers) : IFormRoute
{
    public Trigger Trigger => Trigger.Command("bank import");

    public FirstAnswer FirstAnswer => FirstAnswer.Form;

    public bool OrganisersOnly => true;

    public ChatCommand Command { get; } = new(
        "bank import",
        "Attach or paste questions in any form; you see what was read before anything is stored",
        [
            new ChatOption("pack", "The name of the pack, such as our-guide", []),
            new ChatOption("format", "What form they have; recognised when left out", SentBank.Formats(readers)),
        ]);

    public Task<FormOpening> OpenAsync(Visit visit, CancellationToken cancellationToken)
    {
        var options = ((ChatAction.Command)visit.Event.Action).Options;
        var format = options.GetValueOrDefault("format")?.Trim();
        return Task.FromResult<FormOpening>(string.IsNullOrEmpty(format) || SentBank.Formats(readers).Contains(format)
            ? new FormOpening.Opened(BankWords.ImportForm(new ImportArgument(format), options.GetValueOrDefault("pack"), text: null))
            : new FormOpening.Refused(QuestionWords.Misunderstood($"Format: \"{format}\" is none. There are {string.Join(", ", SentBank.Formats(readers))}.")));
    }
}

/// <summary>The button below a text that was not taken: opens the form again with it.</summary>
internal sealed class CorrectBankImportButton(InboxStore inbox) : IFormRoute
{
    public Trigger Trigger => Trigger.Button(Actions.CorrectBankImport);

    public FirstAnswer FirstAnswer => FirstAnswer.Form;

    public bool OrganisersOnly => true;

    public async Task<FormOpening> OpenAsync(Visit visit, CancellationToken cancellationToken)
    {
        var argument = ((ChatAction.Button)visit.Event.Action).Argument;
        return await inbox.FindFormAsync(visit.Workspace, visit.Member, argument, Actions.BankImport, cancellationToken) is { } form && Targets.TryRead(argument, out Guid sent)
            ? new FormOpening.Opened(BankWords.ImportForm(
                ImportArgument.Read(form.Argument).After(form, new AttachedFileId(sent)), form.Values.GetValueOrDefault("pack"), form.Values.GetValueOrDefault("text")))
            : new FormOpening.Refused(BankWords.TextIsGone);
    }
}

/// <summary>Takes questions that were attached or pasted, and shows what was read. No question is stored yet.</summary>
internal sealed class BankImportSubmission(BankImport import, BankFiles files) : IFormSubmission
{
    public Trigger Trigger => Trigger.Form(Actions.BankImport);

    public FirstAnswer FirstAnswer => FirstAnswer.PrivateReply;

    public bool OrganisersOnly => true;

    public ImmutableArray<FormFault> Check(ChatAction.Form form) => BankWords.FaultsOf(form, files.Most);

    public async Task HandleAsync(Interaction interaction, CancellationToken cancellationToken)
    {
        var form = (ChatAction.Form)interaction.Event.Action;
        var argument = Targets.Write(interaction.Id.Value);
        await interaction.ReplyAsync(await PreviewAsync(interaction, form, argument, cancellationToken), cancellationToken);
    }

    private async Task<MessageView> PreviewAsync(Interaction interaction, ChatAction.Form form, string argument, CancellationToken cancellationToken)
    {
        if (Check(form) is { IsEmpty: false } faults)
        {
            return BankWords.NotTaken([.. faults.Select(fault => fault.Message)], argument);
        }

        try
        {
            await files.KeepAsync(interaction, form, cancellationToken);
        }
        catch (ChatDeliveryException exception)
        {
            return BankWords.FileIsNotHere(form.FileIn(BankWords.File)!.Name, exception.Message, argument);
        }

        return await files.FindAsync(interaction, form, new AttachedFileId(interaction.Id.Value), cancellationToken) is { } sent
            ? await import.PreviewAsync(interaction.Workspace.Id, form, sent, argument, cancellationToken)
            : BankWords.TextIsGone;
    }
}

/// <summary>The buttons below what was read: store it.</summary>
internal sealed class BankLoadButton(InboxStore inbox, BankImport import, BankFiles files) : IReplyRoute
{
    public Trigger Trigger => Trigger.Button(Actions.BankLoad);

    public FirstAnswer FirstAnswer => FirstAnswer.PrivateReply;

    public bool OrganisersOnly => true;

    public async Task HandleAsync(Interaction interaction, CancellationToken cancellationToken)
    {
        var argument = ((ChatAction.Button)interaction.Event.Action).Argument;
        var form = argument.Length > 0
            ? await inbox.FindFormAsync(interaction.Workspace, interaction.Member, argument[1..], Actions.BankImport, cancellationToken)
            : null;
        var sent = form is not null && Targets.TryRead(argument[1..], out Guid id)
            ? await files.FindAsync(interaction, form, new AttachedFileId(id), cancellationToken)
            : null;
        await (sent is null
            ? interaction.ReplyAsync(BankWords.TextIsGone, cancellationToken)
            : import.LoadAsync(interaction, form!, sent, accept: argument[0] == BankWords.Accept, cancellationToken));
    }
}

/// <summary>The button that takes a change of a pack back.</summary>
internal sealed class BankUndoButton(PackChanges changes) : IReplyRoute
{
    public Trigger Trigger => Trigger.Button(Actions.BankUndo);

    public FirstAnswer FirstAnswer => FirstAnswer.PrivateReply;

    public bool OrganisersOnly => true;

    public Task HandleAsync(Interaction interaction, CancellationToken cancellationToken) =>
        interaction.CommitAsync(
            async (write, token) => BankWords.Undone(
                Targets.TryRead(((ChatAction.Button)interaction.Event.Action).Argument, out Guid id)
                    ? await changes.UndoAsync(write, interaction.Workspace.Id, new PackChangeId(id), token)
                    : new Undoing.Gone()),
            cancellationToken);
}

/// <summary>Reads what was sent, once to show it and once more to store it.</summary>
internal sealed class BankImport(BankReaders readers, QuestionStore questions, PackChanges changes, Twins twins)
{
    public async Task<MessageView> PreviewAsync(WorkspaceId workspace, ChatAction.Form form, KeptFile sent, string argument, CancellationToken cancellationToken)
    {
        var (bank, fault) = await ReadAsync(workspace, form, sent, cancellationToken);
        if (bank is SentBank.Refused || fault is not null)
        {
            return BankWords.NotTaken(fault is not null ? [fault] : ((SentBank.Refused)bank).Faults, argument);
        }

        var pack = PackOf(bank, accept: false);
        var stored = await questions.FindPackAsync(workspace, pack.Info.Name, withRetired: false, cancellationToken);
        return BankWords.Preview(pack, (bank as SentBank.Foreign)?.Document, stored, argument);
    }

    public async Task LoadAsync(Interaction interaction, ChatAction.Form form, KeptFile sent, bool accept, CancellationToken cancellationToken)
    {
        var (bank, fault) = await ReadAsync(interaction.Workspace.Id, form, sent, cancellationToken);
        if (bank is SentBank.Refused || fault is not null)
        {
            await interaction.ReplyAsync(BankWords.TextIsGone, cancellationToken);
            return;
        }

        var pack = await twins.UniteAsync(interaction.Workspace.Id, PackOf(bank, accept), cancellationToken);
        try
        {
            await interaction.CommitAsync(
                async (write, token) =>
                {
                    var (load, change) = await changes.ApplyAsync(write, interaction.Workspace.Id, pack, token);
                    return BankWords.Loaded(pack, load, change);
                },
                cancellationToken);
        }
        catch (PackConflictException conflict)
        {
            await interaction.ReplyAsync(BankWords.Conflict(conflict.Message), cancellationToken);
        }
    }

    private static PackDraft PackOf(SentBank bank, bool accept) => bank switch
    {
        SentBank.Ours ours => ours.Pack,
        SentBank.Foreign foreign => (accept ? foreign.Document.AcceptProposals() : foreign.Document).ToPack(),
        _ => throw new ArgumentOutOfRangeException(nameof(bank)),
    };

    private async Task<(SentBank Bank, string? Fault)> ReadAsync(WorkspaceId workspace, ChatAction.Form form, KeptFile sent, CancellationToken cancellationToken)
    {
        var bank = SentBank.Read(readers, sent, ImportArgument.Read(form.Argument).Format, PackName.Parse(form.Values["pack"].Trim()));
        if (bank is SentBank.Refused)
        {
            return (bank, null);
        }

        var name = PackOf(bank, accept: false).Info.Name;
        if ((await questions.ListPacksAsync(owner: null, cancellationToken)).Contains(name.Value))
        {
            return (bank, BankWords.BelongsToInstallation(name));
        }

        var stored = await questions.FindPackAsync(workspace, name, withRetired: true, cancellationToken);
        return (bank is SentBank.Foreign foreign && stored is not null ? new SentBank.Foreign(foreign.Document.WithKeysOf(stored)) : bank, null);
    }
}
