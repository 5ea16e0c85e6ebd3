using Bot.Core.Drills;
using Bot.Core.Members;

namespace Bot.Core.Chat.Words;

/// <summary>What the bot says of settings.</summary>
internal static class SettingsWords
{
    public static string YesNo(bool value) => value ? "yes" : "no";

    public static MessageView Show(MemberSettings own, GroupSettings group, PrivacyOptions privacy, DrillOptions drills, bool isOrganiser) => new()
    {
        Title = "Settings",
        Fields = [new FieldView("Yours", Own(own, group.Zone)), new FieldView("The group's", Group(group, privacy, drills))],
        Footer = isOrganiser ? "/settings organisers shows who may change the group's" : "Organisers change the group's",
        Buttons =
        [
            new ButtonView("Change yours", Actions.SettingsMe, ""),
            .. isOrganiser ? [new ButtonView("Change the group's", Actions.SettingsGroup, "")] : Array.Empty<ButtonView>(),
        ],
        Private = true,
    };

    public static FormView MeForm(string? zone, string? boards) => new()
    {
        Name = Actions.SettingsMe,
        Title = "Your settings",
        Text = "They hold for you alone.",
        Submit = "Save",
        Fields =
        [
            new FormField { Name = "zone", Label = "Your time zone", Hint = "An IANA name, such as Europe/Berlin; empty for the group's", Value = zone, MaxLength = 60 },
            new FormField { Name = "boards", Label = "On boards", Hint = "yes or no: whether others see you on boards and in reveals", Value = boards, MaxLength = 10 },
        ],
    };

    public static FormView GroupForm(string? zone, string? channel, string? window, string? reveal, string? keep) => new()
    {
        Name = Actions.SettingsGroup,
        Title = "The group's settings",
        Text = "Running questions keep the times with which they were posted.",
        Submit = "Save",
        Fields =
        [
            new FormField { Name = "zone", Label = "Time zone", Hint = "An IANA name, such as Europe/Berlin", Value = zone, Required = true, MaxLength = 60 },
            new FormField { Name = "channel", Label = "Usual channel", Hint = "Of new schedules: here, or none for the one in which each is made", Value = channel, MaxLength = 100 },
            new FormField { Name = "window", Label = "Answers count for", Hint = "Such as 8 h or 90 min, at most 24 h; empty for the default", Value = window, MaxLength = 30 },
            new FormField { Name = "reveal", Label = "Revealed after", Hint = "at once, or a time behind the closing, such as 2 h", Value = reveal, MaxLength = 30 },
            new FormField { Name = "keep", Label = "Keep words for", Hint = "Days, 1 to 3650; empty for the default", Value = keep, MaxLength = 10 },
        ],
    };

    public static MessageView Correct(IEnumerable<string> faults, string action, string inbox) => new()
    {
        Title = "Nothing was changed",
        Text = string.Join('\n', faults) + "\nWhat you entered is kept: press the button to go on with it.",
        Buttons = [new ButtonView("Correct it", action, inbox, ButtonStyle.Primary)],
        Private = true,
    };

    public static MessageView MeSaved(MemberSettings own, string groupsZone) => new()
    {
        Title = "Saved",
        Text = Own(own, groupsZone),
        Private = true,
    };

    public static MessageView GroupSaved(GroupSettings group, PrivacyOptions privacy, DrillOptions drills) => new()
    {
        Title = "Saved for the group",
        Text = Group(group, privacy, drills),
        Private = true,
    };

    public static MessageView Organisers(IReadOnlyList<Member> organisers, Platform platform, string? role) => new()
    {
        Title = "Organisers",
        Text = organisers.Count == 0 ? "None is set here." : string.Join('\n', organisers.Select(member => $"• {member.DisplayName}")),
        Fields = platform switch
        {
            Platform.Discord => [new FieldView("Also", role is null ? "Whoever may manage the server." : $"Whoever may manage the server, and holders of the role {role}.")],
            Platform.Slack => [new FieldView("Also", "The workspace's admins.")],
            _ => [],
        },
        Footer = "/settings organisers add:NAME or remove:NAME",
        Mentions = [.. organisers.Select(member => member.Id.ToString())],
        Private = true,
    };

    public static MessageView OrganiserChanged(Member member, bool isOrganiser) => new()
    {
        Text = isOrganiser ? $"{member.DisplayName} is an organiser now." : $"{member.DisplayName} is no organiser any more.",
        Mentions = [member.Id.ToString()],
        Private = true,
    };

    public static MessageView OrganiserAlready(Member member) => new()
    {
        Text = member.IsOrganiser ? $"{member.DisplayName} is an organiser already." : $"{member.DisplayName} is no organiser.",
        Mentions = [member.Id.ToString()],
        Private = true,
    };

    public static MessageView LastOrganiser(Member member) => new()
    {
        Text = $"{member.DisplayName} is the only organiser. Add another one first: /settings organisers add:NAME",
        Mentions = [member.Id.ToString()],
        Private = true,
    };

    public static MessageView NoSuchMember(string typed, IReadOnlyList<Member> near, bool adds) => new()
    {
        Text = $"There is no {(adds ? "member" : "organiser")} {Quote.Of(typed)} here. "
            + (near.Count > 0 ? $"Did you mean {string.Join(" or ", near.Select(member => member.DisplayName))}?"
                : adds ? "Somebody becomes a member by using me once."
                : "/settings organisers lists them."),
        Mentions = [.. near.Select(member => member.Id.ToString())],
        Private = true,
    };

    public static MessageView SeveralMembers(string typed, IReadOnlyList<Member> several) => new()
    {
        Text = $"{several.Count} members are called {Quote.Of(typed)}. Choose one by identifier: {string.Join(" or ", several.Select(member => member.PlatformId))}.",
        Mentions = [.. several.Select(member => member.Id.ToString())],
        Private = true,
    };

    public static MessageView NoSuchRole(Platform platform, string typed) => new()
    {
        Text = platform is Platform.Discord
            ? $"{Quote.Of(typed)} is no role. Mention the role, or write its identifier, a long number; none takes it away."
            : "Only Discord has roles. Here you add members: /settings organisers add:NAME",
        Private = true,
    };

    public static MessageView RoleSet(string? role) => new()
    {
        Text = role is null ? "No role makes organisers any more." : $"Holders of the role {role} are organisers now.",
        Private = true,
    };

    private static string Own(MemberSettings own, string groupsZone) => string.Join('\n',
        $"• Time zone: {own.Zone ?? $"{groupsZone}, the group's"}",
        own.ShowsOnBoards ? "• Others see you on boards and in reveals." : "• Others do not see you on boards and in reveals.");

    private static string Group(GroupSettings group, PrivacyOptions privacy, DrillOptions drills) => string.Join('\n',
        $"• Time zone: {group.Zone}",
        $"• New schedules post in {(group.DefaultChannel is { } channel ? $"the channel {ChannelMark.Of(channel)}" : "the channel in which they are made")}.",
        $"• Answers to a daily question count until the next one, at most {SettingsText.Write(group.AnswerWindow ?? drills.DailyWindow)}.",
        $"• It is revealed {(group.RevealAfter == TimeSpan.Zero ? "at once" : $"{SettingsText.Write(group.RevealAfter)} later")}.",
        $"• The words of answers are kept for {DrillWords.Count((int)group.KeepAnswersOr(privacy).TotalDays, "day")}.");
}
