using System.Collections.Immutable;
using Bot.Core.Chat;
using Bot.Core.Chat.Words;
using Bot.Core.Storage;
using F23.StringSimilarity;

namespace Bot.Core.Members;

/// <summary>/settings organisers: who they are; adds and removes one by name.</summary>
internal sealed class OrganisersCommand(MemberStore members, SettingsStore settings) : IReplyRoute
{
    public const string Name = "settings organisers";

    public Trigger Trigger => Trigger.Command(Name);

    public FirstAnswer FirstAnswer => FirstAnswer.PrivateReply;

    public bool OrganisersOnly => true;

    public ChatCommand Command { get; } = new(
        Name,
        "Who the organisers are; add or remove one",
        [
            new ChatOption("add", "The member who is to be an organiser", [], Suggests: true),
            new ChatOption("remove", "The organiser who is to be none", [], Suggests: true),
            new ChatOption("role", "On Discord: the role whose holders are organisers, or none", []),
        ]);

    public Task HandleAsync(Interaction interaction, CancellationToken cancellationToken) =>
        interaction.CommitAsync((write, token) => DecideAsync(write, interaction, token), cancellationToken);

    /// <summary>Finds members by what people write for one: the name, the platform's identifier, or a mention.</summary>
    internal static IReadOnlyList<Member> Find(IReadOnlyList<Member> all, string typed)
    {
        var name = typed.Trim().TrimStart('@');
        var id = name.StartsWith('<') && name.EndsWith('>') ? name[1..^1].TrimStart('@', '!').Split('|')[0] : name;
        var byId = all.Where(member => member.PlatformId == id).ToList();
        return byId.Count > 0 ? byId : [.. all.Where(member => member.DisplayName.Equals(name, StringComparison.OrdinalIgnoreCase))];
    }

    private async Task<MessageView?> DecideAsync(WriteTransaction write, Interaction interaction, CancellationToken cancellationToken)
    {
        var workspace = interaction.Workspace;
        // Nobody else writes while this transaction is open, so what another connection reads is the latest.
        var all = await members.ListMembersAsync(workspace.Id, cancellationToken);
        if (interaction.Option("role") is { } role)
        {
            return await SetRoleAsync(write, workspace, role, cancellationToken);
        }

        var (typed, adds) = interaction.Option("add") is { } added ? (added, true) : (interaction.Option("remove"), false);
        if (typed is null)
        {
            var group = await settings.FindGroupAsync(workspace.Id, cancellationToken);
            return SettingsWords.Organisers([.. all.Where(member => member.IsOrganiser)], workspace.Platform, group.OrganiserRole);
        }

        var candidates = adds ? all : [.. all.Where(member => member.IsOrganiser)];
        return Find(candidates, typed) switch
        {
            [] => SettingsWords.NoSuchMember(typed, Near(candidates, typed), adds),
            [var member] when member.IsOrganiser == adds => SettingsWords.OrganiserAlready(member),
            [var member] => await settings.SetOrganiserAsync(
                write, workspace.Id, member.Id, adds, lastMayGo: workspace.Platform is not Platform.Local, cancellationToken)
                ? SettingsWords.OrganiserChanged(member, adds)
                : SettingsWords.LastOrganiser(member),
            var several => SettingsWords.SeveralMembers(typed, several),
        };
    }

    private async Task<MessageView> SetRoleAsync(WriteTransaction write, Workspace workspace, string typed, CancellationToken cancellationToken)
    {
        var role = typed.Equals("none", StringComparison.OrdinalIgnoreCase) ? null : typed.TrimStart('<', '@', '&').TrimEnd('>');
        if (role is not null && (workspace.Platform is not Platform.Discord || !role.All(char.IsAsciiDigit)))
        {
            return SettingsWords.NoSuchRole(workspace.Platform, typed);
        }

        var group = await settings.FindGroupAsync(workspace.Id, cancellationToken);
        await settings.SetGroupAsync(write, workspace.Id, group with { OrganiserRole = role }, cancellationToken);
        return SettingsWords.RoleSet(role);
    }

    private static IReadOnlyList<Member> Near(IReadOnlyList<Member> all, string typed)
    {
        var distance = new Damerau();
        return
        [
            .. all.Select(member => (Member: member, Distance: distance.Distance(member.DisplayName.ToLowerInvariant(), typed.ToLowerInvariant())))
                .Where(pair => pair.Distance <= Math.Max(2, typed.Length / 3))
                .OrderBy(pair => pair.Distance)
                .Select(pair => pair.Member)
                .Take(3),
        ];
    }
}

/// <summary>Suggests members while one is typed who is to be an organiser, or none.</summary>
internal sealed class OrganiserSuggestions(string option, bool areOrganisers, MemberStore members) : ISuggestionRoute
{
    private const int Most = 25;

    public Trigger Trigger => Trigger.Typing(OrganisersCommand.Name, option);

    public FirstAnswer FirstAnswer => FirstAnswer.Suggestions;

    public async Task<ImmutableArray<ChoiceView>> SuggestAsync(Visit visit, string typed, CancellationToken cancellationToken) =>
        visit is { Workspace: { } workspace, IsOrganiser: true }
            ?
            [
                .. (await members.ListMembersAsync(workspace.Id, cancellationToken))
                    .Where(member => member.IsOrganiser == areOrganisers && member.DisplayName.Contains(typed.Trim(), StringComparison.OrdinalIgnoreCase))
                    .Take(Most)
                    .Select(member => new ChoiceView(member.DisplayName, member.PlatformId)),
            ]
            : [];
}
