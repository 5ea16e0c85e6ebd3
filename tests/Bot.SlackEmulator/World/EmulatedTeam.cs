using System.Text.Json.Nodes;

namespace Bot.SlackEmulation.World;

/// <summary>A workspace, with the app or without.</summary>
public sealed class EmulatedTeam
{
    private readonly SlackWorld _world;

    internal EmulatedTeam(SlackWorld world, string name)
    {
        (_world, Id, Name, BotId) = (world, world.NextId("T"), name, world.NextId("B"));
        BotToken = NewToken();
        People.Add(Bot = new EmulatedPerson(world, this, "redflag", isAdmin: false, isBot: true));
    }

    public string Id { get; }

    public string Name { get; }

    /// <summary>Gets the part of the workspace's address before ".slack.com".</summary>
    public string Domain => Name.ToLowerInvariant().Replace(' ', '-');

    /// <summary>Gets the app's own account here.</summary>
    public EmulatedPerson Bot { get; }

    /// <summary>Gets Slack's other name for that account.</summary>
    public string BotId { get; }

    /// <summary>Gets the token by which the app acts here.</summary>
    /// <value>After the app was removed and installed again, another one.</value>
    public string BotToken { get; private set; }

    /// <summary>Gets whether the app is still installed.</summary>
    public bool IsInstalled { get; internal set; } = true;

    /// <summary>Gets or sets whether people can open the app's direct messages; set under the app's home.</summary>
    public bool HasMessagesTab { get; set; } = true;

    internal List<EmulatedConversation> Conversations { get; } = [];

    internal List<EmulatedPerson> People { get; } = [];

    /// <summary>Gets or sets what hears of a change that the app is told of.</summary>
    internal Action<EmulatedTeam, JsonObject>? Happened { get; set; }

    /// <summary>Adds a channel.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="isPrivate">Whether only its members see it.</param>
    /// <param name="hasBot">Whether the app was invited.</param>
    public EmulatedConversation AddChannel(string name, bool isPrivate = false, bool hasBot = true)
    {
        lock (_world.Gate)
        {
            var channel = new EmulatedConversation(_world, this, _world.NextId("C"), name, partner: null) { IsPrivate = isPrivate, HasBot = hasBot };
            Conversations.Add(channel);
            return channel;
        }
    }

    /// <summary>Adds a person.</summary>
    /// <param name="name">Their name.</param>
    /// <param name="admin">Whether they administer the workspace.</param>
    public EmulatedPerson AddUser(string name, bool admin = false)
    {
        lock (_world.Gate)
        {
            var person = new EmulatedPerson(_world, this, name, admin, isBot: false);
            People.Add(person);
            return person;
        }
    }

    /// <summary>Removes the app from the workspace.</summary>
    public void Uninstall()
    {
        lock (_world.Gate)
        {
            IsInstalled = false;
        }

        Tell(new JsonObject { ["type"] = "app_uninstalled" });
        Tell(new JsonObject { ["type"] = "tokens_revoked", ["tokens"] = new JsonObject { ["bot"] = new JsonArray(Bot.Id) } });
        _world.Change();
    }

    /// <summary>Voids the app's token here without a word to the app.</summary>
    public void RevokeToken()
    {
        lock (_world.Gate)
        {
            BotToken = NewToken();
        }
    }

    /// <summary>Installs the app, under the world's lock. Slack gives the token that there is, unless the app was removed.</summary>
    internal void Install()
    {
        if (!IsInstalled)
        {
            (BotToken, IsInstalled) = (NewToken(), true);
        }
    }

    private string NewToken() => $"xoxb-{Id}-{SlackWorld.Secret(12)}";

    internal void Tell(JsonObject happened) => Happened?.Invoke(this, happened);

    internal EmulatedConversation DirectWith(EmulatedPerson person)
    {
        lock (_world.Gate)
        {
            var direct = Conversations.Find(conversation => conversation.Partner == person);
            if (direct is null)
            {
                Conversations.Add(direct = new EmulatedConversation(_world, this, _world.NextId("D"), "directmessage", person));
            }

            return direct;
        }
    }
}
