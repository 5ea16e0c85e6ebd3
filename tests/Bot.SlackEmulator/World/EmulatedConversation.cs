using System.Text.Json.Nodes;

namespace Bot.SlackEmulation.World;

/// <summary>A channel, or the direct messages between the app and one person.</summary>
public sealed class EmulatedConversation
{
    private readonly SlackWorld _world;

    internal EmulatedConversation(SlackWorld world, EmulatedTeam team, string id, string name, EmulatedPerson? partner) =>
        (_world, Team, Id, Name, Partner) = (world, team, id, name, partner);

    public string Id { get; }

    public string Name { get; internal set; }

    public EmulatedTeam Team { get; }

    /// <summary>Gets the person on the other end of direct messages; <see langword="null"/> for a channel.</summary>
    public EmulatedPerson? Partner { get; }

    /// <summary>Gets whether only members see the channel.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>Gets whether the app is a member.</summary>
    public bool HasBot { get; internal set; } = true;

    /// <summary>Gets or sets whether the channel was archived.</summary>
    public bool IsArchived { get; set; }

    /// <summary>Gets what everybody in the channel sees, threads included, oldest first and as last edited.</summary>
    public IReadOnlyList<EmulatedPost> Messages
    {
        get
        {
            lock (_world.Gate)
            {
                return [.. Posts.Where(post => post is { IsDeleted: false, SeenOnlyBy: null })];
            }
        }
    }

    internal List<EmulatedPost> Posts { get; } = [];

    internal DateTimeOffset? LastPosted { get; set; }

    /// <summary>Gets the people who left; everybody else of the workspace is a member.</summary>
    internal HashSet<EmulatedPerson> Gone { get; } = [];

    /// <summary>Removes the app from the channel.</summary>
    public void RemoveBot()
    {
        lock (_world.Gate)
        {
            HasBot = false;
        }

        Team.Tell(new JsonObject { ["type"] = IsPrivate ? "group_left" : "channel_left", ["channel"] = Id });
        _world.Change();
    }

    /// <summary>Invites the app.</summary>
    public void AddBot()
    {
        lock (_world.Gate)
        {
            HasBot = true;
        }

        Team.Tell(new JsonObject { ["type"] = "member_joined_channel", ["user"] = Team.Bot.Id, ["channel"] = Id, ["channel_type"] = IsPrivate ? "G" : "C", ["team"] = Team.Id });
        _world.Change();
    }

    /// <summary>Has a person leave.</summary>
    public void Remove(EmulatedPerson person)
    {
        lock (_world.Gate)
        {
            Gone.Add(person);
        }
    }

    /// <summary>A person writes something.</summary>
    public EmulatedPost Say(EmulatedPerson author, string text)
    {
        lock (_world.Gate)
        {
            var post = new EmulatedPost(_world.NextTs(), this, author, new JsonObject { ["text"] = text });
            Posts.Add(post);
            return post;
        }
    }

    /// <summary>Somebody deletes a message.</summary>
    public void Delete(EmulatedPost post)
    {
        lock (_world.Gate)
        {
            post.IsDeleted = true;
        }

        _world.Change();
    }

    internal IEnumerable<EmulatedPerson> Members => Partner is { } partner
        ? [partner, Team.Bot]
        : Team.People.Where(person => person.IsBot ? HasBot : !Gone.Contains(person));

    internal JsonObject ToJson() => Partner is { } partner
        ? new()
        {
            ["id"] = Id,
            ["created"] = 1_700_000_000,
            ["is_archived"] = false,
            ["is_im"] = true,
            ["is_org_shared"] = false,
            ["context_team_id"] = Team.Id,
            ["user"] = partner.Id,
            ["is_user_deleted"] = partner.IsDeactivated,
            ["priority"] = 0,
        }
        : new()
        {
            ["id"] = Id,
            ["name"] = Name,
            ["name_normalized"] = Name,
            ["is_channel"] = !IsPrivate,
            ["is_group"] = IsPrivate,
            ["is_im"] = false,
            ["is_mpim"] = false,
            ["is_private"] = IsPrivate,
            ["created"] = 1_700_000_000,
            ["is_archived"] = IsArchived,
            ["is_general"] = false,
            ["unlinked"] = 0,
            ["is_shared"] = false,
            ["is_org_shared"] = false,
            ["is_pending_ext_shared"] = false,
            ["context_team_id"] = Team.Id,
            ["creator"] = Team.Bot.Id,
            ["is_ext_shared"] = false,
            ["shared_team_ids"] = new JsonArray(Team.Id),
            ["is_member"] = HasBot,
            ["topic"] = new JsonObject { ["value"] = "", ["creator"] = "", ["last_set"] = 0 },
            ["purpose"] = new JsonObject { ["value"] = "", ["creator"] = "", ["last_set"] = 0 },
            ["previous_names"] = new JsonArray(),
        };
}
