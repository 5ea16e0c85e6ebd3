using System.Text.Json.Nodes;

namespace Bot.SlackEmulation.World;

/// <summary>A person in a workspace, or the app's own account there.</summary>
public sealed class EmulatedPerson
{
    private readonly SlackWorld _world;

    internal EmulatedPerson(SlackWorld world, EmulatedTeam team, string name, bool isAdmin, bool isBot) =>
        (_world, Team, Id, Name, DisplayName, IsAdmin, IsBot) = (world, team, world.NextId("U"), name, name, isAdmin, isBot);

    public string Id { get; }

    public EmulatedTeam Team { get; }

    public string Name { get; }

    /// <summary>Gets or sets the name that others see.</summary>
    public string DisplayName { get; set; }

    /// <summary>Gets or sets whether the person administers the workspace.</summary>
    public bool IsAdmin { get; set; }

    public bool IsBot { get; }

    /// <summary>Gets or sets whether the account was closed.</summary>
    public bool IsDeactivated { get; set; }

    /// <summary>Gets or sets the person's time zone by its IANA name.</summary>
    public string TimeZone { get; set; } = "Etc/UTC";

    /// <summary>Gets the forms that are open, the one on top last.</summary>
    public IReadOnlyList<EmulatedView> OpenViews
    {
        get
        {
            lock (_world.Gate)
            {
                return [.. _world.Views.Where(view => view.Owner == this && view is { IsOpen: true, IsHome: false })];
            }
        }
    }

    /// <summary>Gets what the app's home shows the person; <see langword="null"/> before it was published.</summary>
    public EmulatedView? Home
    {
        get
        {
            lock (_world.Gate)
            {
                return _world.Views.Find(view => view.Owner == this && view.IsHome);
            }
        }
    }

    /// <summary>Gets the messages between the app and the person, oldest first.</summary>
    public IReadOnlyList<EmulatedPost> DirectMessages => Direct.Messages;

    /// <summary>Gets the person's conversation with the app.</summary>
    public EmulatedConversation Direct => Team.DirectWith(this);

    /// <summary>Gives what only this person sees in a channel, oldest first.</summary>
    public IReadOnlyList<EmulatedPost> Ephemerals(EmulatedConversation channel) => [.. Sees(channel).Where(post => post.SeenOnlyBy == this)];

    /// <summary>Gives all that this person sees in a channel, oldest first.</summary>
    public IReadOnlyList<EmulatedPost> Sees(EmulatedConversation channel)
    {
        lock (_world.Gate)
        {
            return [.. channel.Posts.Where(post => !post.IsDeleted && (post.SeenOnlyBy is null || post.SeenOnlyBy == this))];
        }
    }

    internal JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["team_id"] = Team.Id,
        ["name"] = Name,
        ["deleted"] = IsDeactivated,
        ["color"] = "9f69e7",
        ["real_name"] = DisplayName,
        ["tz"] = TimeZone,
        ["tz_label"] = TimeZone,
        ["tz_offset"] = 0,
        ["profile"] = new JsonObject
        {
            ["real_name"] = DisplayName,
            ["real_name_normalized"] = DisplayName,
            ["display_name"] = DisplayName,
            ["display_name_normalized"] = DisplayName,
            ["team"] = Team.Id,
        },
        ["is_admin"] = IsAdmin,
        ["is_owner"] = false,
        ["is_primary_owner"] = false,
        ["is_restricted"] = false,
        ["is_ultra_restricted"] = false,
        ["is_bot"] = IsBot,
        ["is_app_user"] = false,
        ["updated"] = 0,
        ["is_email_confirmed"] = true,
    };
}
