using System.Globalization;
using System.Text.Json.Nodes;
using Bot.SlackEmulation.World;

namespace Bot.SlackEmulation.Api;

/// <summary>Reads channels and their messages. https://docs.slack.dev/reference/methods/conversations.history</summary>
internal sealed class ConversationMethods(SlackWorld world)
{
    public Dictionary<string, ApiMethod> All => new()
    {
        ["conversations.info"] = new("", "channel! include_locale include_num_members", Info) { TakesJson = false },
        ["conversations.open"] = new("im:write", "users channel return_im prevent_creation", Open),
        ["conversations.history"] = new("", "channel! cursor include_all_metadata inclusive latest limit oldest", History),
        ["conversations.replies"] = new("", "channel! ts! cursor include_all_metadata inclusive latest limit oldest", Replies),
        ["conversations.members"] = new("", "channel! cursor limit", Members) { TakesJson = false },
        ["conversations.list"] = new("channels:read", "cursor exclude_archived limit types team_id", List) { TakesJson = false },
        ["users.conversations"] = new("channels:read", "cursor exclude_archived limit types team_id user", Own) { TakesJson = false },
    };

    private JsonObject Info(EmulatedTeam team, ApiArguments given)
    {
        var channel = Find(team, given, "read");
        var json = channel.ToJson();
        if (given.Flag("include_num_members"))
        {
            json["num_members"] = channel.Members.Count();
        }

        return new JsonObject { ["ok"] = true, ["channel"] = json };
    }

    private JsonObject Open(EmulatedTeam team, ApiArguments given)
    {
        if (given.Has("users") == given.Has("channel"))
        {
            throw new ApiError("users_list_not_supplied");
        }

        if (given.Text("channel") is { } id)
        {
            return Opened(world.FindConversation(team, id) ?? throw new ApiError("channel_not_found"), given, isNew: false);
        }

        var users = given.Text("users")!.Split(',');
        if (users.Length > 1)
        {
            throw ApiError.MissingScope("mpim:write", world.Scopes);
        }

        var person = team.People.Find(person => person.Id == users[0]) ?? throw new ApiError("user_not_found");
        if (person.IsBot)
        {
            throw new ApiError("cannot_dm_bot");
        }

        if (person.IsDeactivated)
        {
            throw new ApiError("user_disabled");
        }

        var isNew = !team.Conversations.Exists(conversation => conversation.Partner == person);
        return Opened(team.DirectWith(person), given, isNew);
    }

    private static JsonObject Opened(EmulatedConversation channel, ApiArguments given, bool isNew)
    {
        var answer = new JsonObject { ["ok"] = true, ["channel"] = given.Flag("return_im") ? channel.ToJson() : new JsonObject { ["id"] = channel.Id } };
        if (!isNew)
        {
            answer["no_op"] = true;
            answer["already_open"] = true;
        }

        return answer;
    }

    private JsonObject History(EmulatedTeam team, ApiArguments given)
    {
        var channel = Readable(team, given);
        return Page([.. channel.Messages.Where(post => post.ThreadTs is null || post.ThreadTs == post.Ts).Reverse()], given);
    }

    private JsonObject Replies(EmulatedTeam team, ApiArguments given)
    {
        var channel = Readable(team, given);
        var ts = given.Need("ts");
        var thread = channel.Messages.Where(post => post.Ts == ts || post.ThreadTs == ts).ToList();
        return thread.Count == 0 ? throw new ApiError("thread_not_found") : Page(thread, given);
    }

    private static JsonObject Page(IReadOnlyList<EmulatedPost> posts, ApiArguments given)
    {
        var (oldest, latest, inclusive) = (Time(given.Text("oldest")) ?? 0, Time(given.Text("latest")) ?? decimal.MaxValue, given.Flag("inclusive"));
        var within = posts.Where(post => Time(post.Ts) is { } at && (inclusive ? at >= oldest && at <= latest : at > oldest && at < latest)).ToList();
        var limit = given.Number("limit", 100);
        if (limit is < 1 or > 999)
        {
            throw new ApiError("invalid_limit");
        }

        var start = Start(given, within.Count);
        var answer = new JsonObject
        {
            ["ok"] = true,
            ["messages"] = new JsonArray([.. within.Skip(start).Take(limit).Select(post => post.ToJson(given.Flag("include_all_metadata")))]),
            ["has_more"] = start + limit < within.Count,
            ["pin_count"] = 0,
        };
        if (start + limit < within.Count)
        {
            answer["response_metadata"] = Next(start + limit);
        }

        return answer;
    }

    private JsonObject Members(EmulatedTeam team, ApiArguments given)
    {
        var channel = Find(team, given, "read");
        if (!channel.HasBot)
        {
            throw new ApiError("fetch_members_failed");
        }

        return Listed("members", [.. channel.Members.Select(person => (JsonNode)person.Id)], given);
    }

    private JsonObject List(EmulatedTeam team, ApiArguments given) =>
        Listed("channels", [.. Fitting(team, given).Where(channel => !channel.IsPrivate || channel.HasBot).Select(channel => channel.ToJson())], given);

    private JsonObject Own(EmulatedTeam team, ApiArguments given) =>
        Listed("channels", [.. Fitting(team, given).Where(channel => channel.HasBot).Select(channel => channel.ToJson())], given);

    private static IEnumerable<EmulatedConversation> Fitting(EmulatedTeam team, ApiArguments given)
    {
        var types = (given.Text("types") ?? "public_channel").Split(',', StringSplitOptions.TrimEntries);
        return team.Conversations.Where(channel => types.Contains(channel.Partner is not null ? "im" : channel.IsPrivate ? "private_channel" : "public_channel")
            && !(given.Flag("exclude_archived") && channel.IsArchived));
    }

    private static JsonObject Listed(string name, IReadOnlyList<JsonNode> all, ApiArguments given)
    {
        var (start, limit) = (Start(given, all.Count), Math.Clamp(given.Number("limit", 100), 1, 1_000));
        return new JsonObject
        {
            ["ok"] = true,
            [name] = new JsonArray([.. all.Skip(start).Take(limit)]),
            ["response_metadata"] = start + limit < all.Count ? Next(start + limit) : new JsonObject { ["next_cursor"] = "" },
        };
    }

    private EmulatedConversation Readable(EmulatedTeam team, ApiArguments given)
    {
        var channel = Find(team, given, "history");
        return channel.HasBot ? channel : throw new ApiError("not_in_channel");
    }

    private EmulatedConversation Find(EmulatedTeam team, ApiArguments given, string what)
    {
        var channel = world.FindConversation(team, given.Need("channel"));
        if (channel is null or { IsPrivate: true, HasBot: false })
        {
            throw new ApiError("channel_not_found");
        }

        var scope = $"{(channel.Partner is not null ? "im" : channel.IsPrivate ? "groups" : "channels")}:{what}";
        return world.Scopes.Contains(scope) ? channel : throw ApiError.MissingScope(scope, world.Scopes);
    }

    private static int Start(ApiArguments given, int count)
    {
        if (given.Text("cursor") is not { Length: > 0 } cursor)
        {
            return 0;
        }

        return cursor.StartsWith("next:", StringComparison.Ordinal) && int.TryParse(cursor["next:".Length..], CultureInfo.InvariantCulture, out var start) && start < count
            ? start
            : throw new ApiError("invalid_cursor");
    }

    private static JsonObject Next(int start) => new() { ["next_cursor"] = string.Create(CultureInfo.InvariantCulture, $"next:{start}") };

    private static decimal? Time(string? ts) => decimal.TryParse(ts, CultureInfo.InvariantCulture, out var time) ? time : null;
}
