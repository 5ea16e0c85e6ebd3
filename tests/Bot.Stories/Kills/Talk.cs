using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace Bot.Stories.Kills;

/// <summary>What members do with a process, through the page's own requests.</summary>
internal sealed class Talk
{
    private int _events;

    public static async Task<string> MeetAsync(RedflagProcess bot, string name)
    {
        var (status, body) = await bot.PostAsync("/api/members", new { name });
        Assert.Equal(HttpStatusCode.Created, status);
        return (string)body["id"]!;
    }

    /// <summary>Asks for a question, and looks until the form to answer it can be opened.</summary>
    public async Task<JsonObject> AskAsync(RedflagProcess bot, string member)
    {
        await DoAsync(bot, NextId(), member, new { type = "command", name = "quiz", options = new { } });
        while (true)
        {
            if (await FindFormAsync(bot, member) is { } form)
            {
                return form;
            }
        }
    }

    /// <summary>Opens the form to answer the question that is open, if one is.</summary>
    public async Task<JsonObject?> FindFormAsync(RedflagProcess bot, string member)
    {
        var (_, body) = await bot.PostAsync(
            "/api/interactions",
            new { eventId = NextId(), member, conversation = "general", action = new { type = "command", name = "answer", options = new { } } });
        return body["form"] as JsonObject;
    }

    public static object AnswerOf(JsonObject form, string text) =>
        new { type = "form", name = (string)form["name"]!, argument = (string)form["argument"]!, values = new { text } };

    public static async Task<HttpStatusCode> DoAsync(RedflagProcess bot, string id, string member, object action) =>
        (await bot.PostAsync("/api/interactions", new { eventId = id, member, conversation = "general", action })).Status;

    public string NextId() => new Guid(++_events, 0, 0, new byte[8]).ToString("D", CultureInfo.InvariantCulture);
}
