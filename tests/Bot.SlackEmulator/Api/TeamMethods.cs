using System.Text.Json.Nodes;
using Bot.SlackEmulation.World;

namespace Bot.SlackEmulation.Api;

/// <summary>Says who is who. https://docs.slack.dev/reference/methods/auth.test</summary>
internal sealed class TeamMethods(SlackWorld world)
{
    public Dictionary<string, ApiMethod> All => new()
    {
        ["api.test"] = new("", "foo error", (_, _) => new JsonObject { ["ok"] = true }),
        ["auth.test"] = new("", "", Test),
        ["users.info"] = new("users:read", "user! include_locale", Info) { TakesJson = false },
        ["users.list"] = new("users:read", "cursor limit include_locale team_id", List) { TakesJson = false },
        ["team.info"] = new("team:read", "team domain", Team) { TakesJson = false },
        ["bots.info"] = new("users:read", "bot team_id", Bot) { TakesJson = false },
    };

    private JsonObject Test(EmulatedTeam team, ApiArguments given) => new()
    {
        ["ok"] = true,
        ["url"] = $"https://{team.Domain}.slack.com/",
        ["team"] = team.Name,
        ["user"] = team.Bot.Name,
        ["team_id"] = team.Id,
        ["user_id"] = team.Bot.Id,
        ["bot_id"] = team.BotId,
        ["is_enterprise_install"] = false,
    };

    private static JsonObject Info(EmulatedTeam team, ApiArguments given)
    {
        var user = (team.People.Find(person => person.Id == given.Text("user")) ?? throw new ApiError("user_not_found")).ToJson();
        if (given.Flag("include_locale"))
        {
            user["locale"] = "en-US";
        }

        return new JsonObject { ["ok"] = true, ["user"] = user };
    }

    private static JsonObject List(EmulatedTeam team, ApiArguments given) => new()
    {
        ["ok"] = true,
        ["members"] = new JsonArray([.. team.People.Select(person => person.ToJson())]),
        ["cache_ts"] = 0,
        ["response_metadata"] = new JsonObject { ["next_cursor"] = "" },
    };

    private static JsonObject Team(EmulatedTeam team, ApiArguments given) => new()
    {
        ["ok"] = true,
        ["team"] = new JsonObject { ["id"] = team.Id, ["name"] = team.Name, ["domain"] = team.Domain, ["email_domain"] = "" },
    };

    private JsonObject Bot(EmulatedTeam team, ApiArguments given) => given.Text("bot") == team.BotId
        ? new JsonObject
        {
            ["ok"] = true,
            ["bot"] = new JsonObject { ["id"] = team.BotId, ["deleted"] = false, ["name"] = team.Bot.Name, ["app_id"] = world.AppId, ["user_id"] = team.Bot.Id },
        }
        : throw new ApiError("bot_not_found");
}
