using Bot.Core.Chat;
using Bot.Core.Chat.Words;
using Microsoft.Extensions.Options;

namespace Bot.Core.Members;

/// <summary>/privacy show: what is stored, for how long, who sees it, and how to leave.</summary>
internal sealed class PrivacyShowCommand(SettingsStore settings, IOptions<PrivacyOptions> options) : IReplyRoute
{
    public Trigger Trigger => Trigger.Command("privacy show");

    public FirstAnswer FirstAnswer => FirstAnswer.PrivateReply;

    public ChatCommand Command { get; } = new("privacy show", "What I keep of you, for how long, and who sees it");

    public async Task HandleAsync(Interaction interaction, CancellationToken cancellationToken)
    {
        var group = await settings.FindGroupAsync(interaction.Workspace.Id, cancellationToken);
        await interaction.ReplyAsync(PrivacyWords.Notice(group.KeepAnswersOr(options.Value), options.Value.KeepEvents), cancellationToken);
    }
}

/// <summary>/privacy export: all that is stored of the member, as a file.</summary>
internal sealed class PrivacyExportCommand(MemberExport export, IOptions<PrivacyOptions> options) : IReplyRoute
{
    public Trigger Trigger => Trigger.Command("privacy export");

    public FirstAnswer FirstAnswer => FirstAnswer.PrivateReply;

    public ChatCommand Command { get; } = new("privacy export", "All that I keep of you, as a file");

    public async Task HandleAsync(Interaction interaction, CancellationToken cancellationToken)
    {
        var file = await export.WriteAsync(interaction.Workspace, interaction.Member.Id, cancellationToken);
        await interaction.ReplyAsync(
            file.Length <= options.Value.LargestExport
                ? PrivacyWords.Exported(file)
                : PrivacyWords.TooLarge(file.Length, options.Value.LargestExport, interaction.Workspace.Id, interaction.Member.Id),
            cancellationToken);
    }
}

/// <summary>/privacy delete: says what goes, and asks.</summary>
internal sealed class PrivacyDeleteCommand(MemberStore members) : IReplyRoute
{
    public Trigger Trigger => Trigger.Command("privacy delete");

    public FirstAnswer FirstAnswer => FirstAnswer.PrivateReply;

    public ChatCommand Command { get; } = new("privacy delete", "Delete all that I keep of you");

    public async Task HandleAsync(Interaction interaction, CancellationToken cancellationToken)
    {
        var all = await members.ListMembersAsync(interaction.Workspace.Id, cancellationToken);
        var isLast = interaction.Member.IsOrganiser && !all.Any(member => member.IsOrganiser && member.Id != interaction.Member.Id);
        await interaction.ReplyAsync(
            PrivacyWords.Confirm(interaction.Member.Id, isLast ? interaction.Workspace.Platform : null, isAlone: all.Count <= 1), cancellationToken);
    }
}

/// <summary>The button that deletes the member. It is the member's own: another's, or one from before, asks again.</summary>
internal sealed class PrivacyDeleteButton(MemberDeparture departure) : IReplyRoute
{
    public Trigger Trigger => Trigger.Button(Actions.PrivacyDelete);

    public FirstAnswer FirstAnswer => FirstAnswer.PrivateReply;

    public Task HandleAsync(Interaction interaction, CancellationToken cancellationToken) =>
        Targets.TryRead(((ChatAction.Button)interaction.Event.Action).Argument, out Guid id) && id == interaction.Member.Id.Value
            ? departure.LeaveAsync(interaction, cancellationToken)
            : interaction.ReplyAsync(PrivacyWords.NotYours, cancellationToken);
}

/// <summary>The button that leaves everything as it is.</summary>
internal sealed class PrivacyKeepButton : IReplyRoute
{
    public Trigger Trigger => Trigger.Button(Actions.PrivacyKeep);

    public FirstAnswer FirstAnswer => FirstAnswer.PrivateReply;

    public Task HandleAsync(Interaction interaction, CancellationToken cancellationToken) =>
        interaction.ReplyAsync(PrivacyWords.Kept, cancellationToken);
}
