using System.Text.Json.Nodes;
using Bot.SlackEmulation.Blocks;
using Bot.SlackEmulation.Faults;
using Bot.SlackEmulation.World;

namespace Bot.SlackEmulation.Api;

/// <summary>Posts, edits and deletes. https://docs.slack.dev/reference/methods/chat.postMessage</summary>
internal sealed class ChatMethods(SlackWorld world, SlackFaults faults)
{
    /// <summary>Slack takes a longer text when it posts than when it edits.</summary>
    private const int LongestEdit = 4_000;

    public Dictionary<string, ApiMethod> All => new()
    {
        ["chat.postMessage"] = new(
            "chat:write",
            "channel! text blocks attachments metadata thread_ts reply_broadcast mrkdwn parse link_names unfurl_links unfurl_media markdown_text as_user",
            Post),
        ["chat.postEphemeral"] = new(
            "chat:write", "channel! user! text blocks attachments thread_ts parse link_names markdown_text as_user", PostEphemeral),
        ["chat.update"] = new(
            "chat:write", "channel! ts! text blocks attachments metadata reply_broadcast parse link_names markdown_text file_ids as_user", Update),
        ["chat.delete"] = new("chat:write", "channel! ts! as_user", Delete),
        ["chat.getPermalink"] = new("", "channel! message_ts!", Permalink) { TakesJson = false },
    };

    private JsonObject Post(EmulatedTeam team, ApiArguments given)
    {
        var channel = WhereToPost(team, given.Need("channel"));
        var body = MessageBody.Read(world, given);
        LimitPace(channel);
        var (people, everyone) = Mentions.Of(team, body);
        var post = new EmulatedPost(world.NextTs(), channel, team.Bot, body) { ThreadTs = given.Text("thread_ts"), Notified = people, NotifiedEveryone = everyone };
        channel.Posts.Add(post);
        return new JsonObject { ["ok"] = true, ["channel"] = channel.Id, ["ts"] = post.Ts, ["message"] = post.ToJson(withMetadata: true) };
    }

    private JsonObject PostEphemeral(EmulatedTeam team, ApiArguments given)
    {
        var channel = WhereToPost(team, given.Need("channel"));
        var person = team.People.Find(person => person.Id == given.Need("user"));
        if (person is null || !channel.Members.Contains(person))
        {
            throw new ApiError("user_not_in_channel");
        }

        var body = MessageBody.Read(world, given);
        var (people, _) = Mentions.Of(team, body);
        var post = new EmulatedPost(world.NextTs(), channel, team.Bot, body)
        {
            SeenOnlyBy = person,
            ThreadTs = given.Text("thread_ts"),
            Notified = [.. people.Where(named => named == person)],
        };
        channel.Posts.Add(post);
        return new JsonObject { ["ok"] = true, ["message_ts"] = post.Ts };
    }

    private JsonObject Update(EmulatedTeam team, ApiArguments given)
    {
        var post = Find(team, given, "cant_update_message");
        var changes = MessageBody.Read(world, given, LongestEdit);
        var body = post.Body;

        // A text without blocks takes the blocks away; blocks without a text leave the text.
        if (changes.ContainsKey("text") && !changes.ContainsKey("blocks"))
        {
            body.Remove("blocks");
        }

        foreach (var (field, value) in changes)
        {
            body[field] = value?.DeepClone();
        }

        post.Edit(body);
        return new JsonObject { ["ok"] = true, ["channel"] = post.Channel.Id, ["ts"] = post.Ts, ["text"] = post.Text, ["message"] = post.ToJson(withMetadata: true) };
    }

    private JsonObject Delete(EmulatedTeam team, ApiArguments given)
    {
        var post = Find(team, given, "cant_delete_message");
        post.IsDeleted = true;
        return new JsonObject { ["ok"] = true, ["channel"] = post.Channel.Id, ["ts"] = post.Ts };
    }

    private JsonObject Permalink(EmulatedTeam team, ApiArguments given)
    {
        var channel = world.FindConversation(team, given.Need("channel")) ?? throw new ApiError("channel_not_found");
        var post = channel.Posts.Find(post => post.Ts == given.Text("message_ts")) ?? throw new ApiError("message_not_found");
        return new JsonObject
        {
            ["ok"] = true,
            ["channel"] = channel.Id,
            ["permalink"] = $"https://{team.Domain}.slack.com/archives/{channel.Id}/p{post.Ts.Replace(".", "", StringComparison.Ordinal)}",
        };
    }

    private EmulatedPost Find(EmulatedTeam team, ApiArguments given, string notOwn)
    {
        var channel = world.FindConversation(team, given.Need("channel")) ?? throw new ApiError("channel_not_found");
        if (!channel.HasBot)
        {
            throw new ApiError(channel.IsPrivate ? "channel_not_found" : notOwn);
        }

        // Ephemeral messages are not there to anybody but their reader.
        var post = channel.Posts.Find(post => post.Ts == given.Need("ts") && post is { IsDeleted: false, SeenOnlyBy: null }) ?? throw new ApiError("message_not_found");
        if (channel.IsArchived)
        {
            throw new ApiError("is_archived");
        }

        return post.Author == team.Bot ? post : throw new ApiError(notOwn);
    }

    private EmulatedConversation WhereToPost(EmulatedTeam team, string named)
    {
        var channel = world.FindConversation(team, named)
            ?? team.Conversations.Find(known => known is { Partner: null, IsPrivate: false } && known.Name == named.TrimStart('#'))
            ?? (team.People.Find(person => person.Id == named && !person.IsBot) is { } person ? team.DirectWith(person) : null)
            ?? throw new ApiError("channel_not_found");
        if (channel.Partner is not null && !team.HasMessagesTab)
        {
            throw new ApiError("messages_tab_disabled");
        }

        if (channel.Partner is { IsDeactivated: true })
        {
            throw new ApiError("channel_not_found");
        }

        return channel switch
        {
            { HasBot: false, IsPrivate: true } => throw new ApiError("channel_not_found"),
            { HasBot: false } => throw new ApiError("not_in_channel"),
            { IsArchived: true } => throw new ApiError("is_archived"),
            _ => channel,
        };
    }

    private void LimitPace(EmulatedConversation channel)
    {
        if (faults.KeepsPace && channel.LastPosted is { } last && world.Now - last < TimeSpan.FromSeconds(1))
        {
            throw new ApiError("ratelimited");
        }

        channel.LastPosted = world.Now;
    }
}
