using System.Collections.Immutable;
using Bot.Core.Chat;
using Bot.Core.Chat.Words;
using Bot.Core.Drills;
using Bot.Core.Inbox;
using Microsoft.Extensions.Options;

namespace Bot.Core.Members;

/// <summary>/settings show: what holds for the member and for the group.</summary>
internal sealed class SettingsShowCommand(SettingsStore settings, IOptions<PrivacyOptions> privacy, IOptions<DrillOptions> drills) : IReplyRoute
{
    public Trigger Trigger => Trigger.Command("settings show");

    public FirstAnswer FirstAnswer => FirstAnswer.PrivateReply;

    public ChatCommand Command { get; } = new("settings show", "What is set for you and for the group");

    public async Task HandleAsync(Interaction interaction, CancellationToken cancellationToken)
    {
        var own = await settings.FindMemberAsync(interaction.Workspace.Id, interaction.Member.Id, cancellationToken);
        var group = await settings.FindGroupAsync(interaction.Workspace.Id, cancellationToken);
        await interaction.ReplyAsync(SettingsWords.Show(own, group, privacy.Value, drills.Value, interaction.IsOrganiser), cancellationToken);
    }
}

/// <summary>/settings me, and its button: opens the form of the member's own settings; what the command gave is filled in.</summary>
internal sealed class SettingsMeForm(Trigger trigger, ChatCommand? command, SettingsStore settings) : IFormRoute
{
    public static ChatCommand AsCommand { get; } = new(
        "settings me",
        "Your time zone, and whether others see you on boards",
        [
            new ChatOption("zone", "The time zone in which your days begin, such as Europe/Berlin", [], Suggests: true),
            new ChatOption("boards", "Whether others see you on boards and in reveals", ["yes", "no"]),
        ]);

    public Trigger Trigger => trigger;

    public FirstAnswer FirstAnswer => FirstAnswer.Form;

    public ChatCommand? Command => command;

    public async Task<FormOpening> OpenAsync(Visit visit, CancellationToken cancellationToken)
    {
        var given = (visit.Event.Action as ChatAction.Command)?.Options ?? ImmutableDictionary<string, string>.Empty;
        var own = visit is { Workspace: { } workspace, Member: { } member }
            ? await settings.FindMemberAsync(workspace.Id, member.Id, cancellationToken)
            : new MemberSettings(null, ShowsOnBoards: true);
        return new FormOpening.Opened(SettingsWords.MeForm(
            given.GetValueOrDefault("zone") ?? own.Zone, given.GetValueOrDefault("boards") ?? SettingsWords.YesNo(own.ShowsOnBoards)));
    }
}

/// <summary>Takes the member's own settings.</summary>
internal sealed class SettingsMeSubmission(SettingsStore settings) : IFormSubmission
{
    public Trigger Trigger => Trigger.Form(Actions.SettingsMe);

    public FirstAnswer FirstAnswer => FirstAnswer.PrivateReply;

    public ImmutableArray<FormFault> Check(ChatAction.Form form) => SettingsText.ReadMember(form.Values).Faults;

    public Task HandleAsync(Interaction interaction, CancellationToken cancellationToken)
    {
        var (own, faults) = SettingsText.ReadMember(((ChatAction.Form)interaction.Event.Action).Values);
        return interaction.CommitAsync(
            async (write, token) =>
            {
                if (own is null)
                {
                    return SettingsWords.Correct(faults.Select(fault => fault.Message), Actions.CorrectSettingsMe, Targets.Write(interaction.Id.Value));
                }

                await settings.SetMemberAsync(write, interaction.Workspace.Id, interaction.Member.Id, own, token);
                return SettingsWords.MeSaved(own, interaction.Workspace.Zone);
            },
            cancellationToken);
    }
}

/// <summary>/settings group, and its button: opens the form of the group's settings; what the command gave is filled in.</summary>
internal sealed class SettingsGroupForm(Trigger trigger, ChatCommand? command, SettingsStore settings) : IFormRoute
{
    public static ChatCommand AsCommand { get; } = new(
        "settings group",
        "The group's time zone, channel and times, and how long words are kept",
        [
            new ChatOption("zone", "The group's time zone, such as Europe/Berlin", [], Suggests: true),
            new ChatOption("channel", "Where new schedules post: here, or none for where they are made", ["here", "none"]),
            new ChatOption("window", "How long answers to a daily question count, such as 8 h", []),
            new ChatOption("reveal", "How long after that it is revealed, such as at once, or 2 h", []),
            new ChatOption("keep", "For how many days the words of answers are kept", []),
        ]);

    public Trigger Trigger => trigger;

    public FirstAnswer FirstAnswer => FirstAnswer.Form;

    public bool OrganisersOnly => true;

    public ChatCommand? Command => command;

    public async Task<FormOpening> OpenAsync(Visit visit, CancellationToken cancellationToken)
    {
        var given = (visit.Event.Action as ChatAction.Command)?.Options ?? ImmutableDictionary<string, string>.Empty;
        var group = visit.Workspace is { } workspace
            ? await settings.FindGroupAsync(workspace.Id, cancellationToken)
            : new GroupSettings { Zone = Workspace.UnknownZone };
        return new FormOpening.Opened(SettingsWords.GroupForm(
            given.GetValueOrDefault("zone") ?? group.Zone,
            given.GetValueOrDefault("channel") ?? group.DefaultChannel,
            given.GetValueOrDefault("window") ?? (group.AnswerWindow is { } window ? SettingsText.Write(window) : null),
            given.GetValueOrDefault("reveal") ?? SettingsText.Write(group.RevealAfter),
            given.GetValueOrDefault("keep") ?? group.KeepAnswersDays?.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }
}

/// <summary>Takes the group's settings.</summary>
internal sealed class SettingsGroupSubmission(SettingsStore settings, IOptions<PrivacyOptions> privacy, IOptions<DrillOptions> drills) : IFormSubmission
{
    public Trigger Trigger => Trigger.Form(Actions.SettingsGroup);

    public FirstAnswer FirstAnswer => FirstAnswer.PrivateReply;

    public bool OrganisersOnly => true;

    public ImmutableArray<FormFault> Check(ChatAction.Form form) => SettingsText.ReadGroup(form.Values, now: null, here: null).Faults;

    public Task HandleAsync(Interaction interaction, CancellationToken cancellationToken) =>
        interaction.CommitAsync(
            async (write, token) =>
            {
                // Nobody else writes while this transaction is open, so what another connection reads is the latest.
                var now = await settings.FindGroupAsync(interaction.Workspace.Id, token);
                var (group, faults) = SettingsText.ReadGroup(
                    ((ChatAction.Form)interaction.Event.Action).Values, now, interaction.Event.Channel.Channel);
                if (group is null)
                {
                    return SettingsWords.Correct(faults.Select(fault => fault.Message), Actions.CorrectSettingsGroup, Targets.Write(interaction.Id.Value));
                }

                await settings.SetGroupAsync(write, interaction.Workspace.Id, group, token);
                return SettingsWords.GroupSaved(group, privacy.Value, drills.Value);
            },
            cancellationToken);
}

/// <summary>The buttons below refused settings: open the form again with what was entered.</summary>
internal sealed class CorrectSettingsButton(string action, bool isGroup, InboxStore inbox) : IFormRoute
{
    public Trigger Trigger => Trigger.Button(action);

    public FirstAnswer FirstAnswer => FirstAnswer.Form;

    public bool OrganisersOnly => isGroup;

    public async Task<FormOpening> OpenAsync(Visit visit, CancellationToken cancellationToken)
    {
        var (argument, name) = (((ChatAction.Button)visit.Event.Action).Argument, isGroup ? Actions.SettingsGroup : Actions.SettingsMe);
        var values = (await inbox.FindFormAsync(visit.Workspace, visit.Member, argument, name, cancellationToken))?.Values ?? [];
        return new FormOpening.Opened(isGroup
            ? SettingsWords.GroupForm(
                values.GetValueOrDefault("zone"),
                values.GetValueOrDefault("channel"),
                values.GetValueOrDefault("window"),
                values.GetValueOrDefault("reveal"),
                values.GetValueOrDefault("keep"))
            : SettingsWords.MeForm(values.GetValueOrDefault("zone"), values.GetValueOrDefault("boards")));
    }
}

/// <summary>Suggests zones while one is typed as a setting.</summary>
internal sealed class SettingsZoneSuggestions(string command) : ISuggestionRoute
{
    public Trigger Trigger => Trigger.Typing(command, "zone");

    public FirstAnswer FirstAnswer => FirstAnswer.Suggestions;

    public Task<ImmutableArray<ChoiceView>> SuggestAsync(Visit visit, string typed, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<ChoiceView>>([.. ZoneNames.Suggest(typed).Select(zone => new ChoiceView(zone, zone))]);
}
