using System.Text.Json.Nodes;
using Bot.SlackEmulation.Faults;
using Bot.SlackEmulation.Interactions;
using Bot.SlackEmulation.World;

namespace Bot.SlackEmulation;

/// <summary>Lets another program play the people, and set faults: what <see cref="SlackEmulator"/> does, as JSON over POST.</summary>
internal sealed class SlackControl(SlackEmulator slack)
{
    /// <summary>Answers one request.</summary>
    public async Task AnswerAsync(HttpContext http, string what)
    {
        using var reader = new StreamReader(http.Request.Body);
        var text = await reader.ReadToEndAsync(http.RequestAborted);
        var asked = text.Length == 0 ? [] : (JsonObject)JsonNode.Parse(text)!;
        try
        {
            var answer = await DoAsync(what, asked, http.RequestAborted);
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync(answer.ToJsonString(), http.RequestAborted);
        }
        catch (SlackInteractionFailedException exception)
        {
            http.Response.StatusCode = StatusCodes.Status409Conflict;
            await http.Response.WriteAsync(new JsonObject { ["failed"] = exception.Message }.ToJsonString(), http.RequestAborted);
        }
    }

    private async Task<JsonObject> DoAsync(string what, JsonObject asked, CancellationToken cancellationToken)
    {
        switch (what)
        {
            case "slash":
                return Describe(await slack.SlashAsync(User(asked), Channel(asked), Text(asked, "command"), Text(asked, "text"), cancellationToken));
            case "press" when Text(asked, "view").Length > 0:
                return Describe(await slack.PressAsync(User(asked), View(asked), Text(asked, "button"), cancellationToken));
            case "press":
                return Describe(await slack.PressAsync(User(asked), Message(asked), Text(asked, "button"), cancellationToken));
            case "select" when Text(asked, "view").Length > 0:
                return Describe(await slack.SelectAsync(User(asked), View(asked), Text(asked, "action"), Text(asked, "value"), cancellationToken));
            case "select":
                return Describe(await slack.SelectAsync(User(asked), Message(asked), Text(asked, "action"), Text(asked, "value"), cancellationToken));
            case "suggest":
                return Describe(await slack.SuggestAsync(User(asked), Message(asked), Text(asked, "action"), Text(asked, "typed"), cancellationToken));
            case "submit":
                return Describe(await slack.SubmitViewAsync(User(asked), View(asked), Pairs(asked, "values"), cancellationToken));
            case "close":
                await slack.CloseViewAsync(User(asked), View(asked), cancellationToken);
                return [];
            case "home":
                return new JsonObject { ["acknowledged"] = await slack.OpenHomeAsync(User(asked), cancellationToken) };
            case "event":
                return new JsonObject { ["acknowledged"] = await slack.SendEventAsync(slack.Team, (JsonObject)asked["event"]!, cancellationToken) };
            case "interaction":
                return Describe(slack.FindInteraction(Text(asked, "interaction")) ?? throw new SlackInteractionFailedException("There is no such interaction."));
            case "screen":
                return Screen(User(asked), Channel(asked));
            case "fault":
                slack.Faults.Next(new ApiFault(asked["status"]!.GetValue<int>())
                {
                    Method = Text(asked, "method"),
                    Error = Text(asked, "error") is { Length: > 0 } error ? error : "internal_error",
                    RetryAfter = asked["retryAfter"]?.GetValue<int>() ?? 1,
                    AfterEffect = asked["afterEffect"]?.GetValue<bool>() ?? false,
                });
                return [];
            case "drop":
                slack.DropConnections();
                return [];
            case "disconnect":
                await slack.DisconnectAsync(Text(asked, "reason"), cancellationToken);
                return [];
            case "connected":
                var opened = asked["opened"]?.GetValue<int>() ?? 1;
                await slack.WaitForAsync("the app was connected", () => slack.IsConnected && slack.OpenedSockets >= opened, cancellationToken);
                return new JsonObject { ["opened"] = slack.OpenedSockets };
            case "changes":
                var since = asked["since"]?.GetValue<int>() ?? -1;
                await slack.WaitForAsync("something changed", () => slack.Changes > since, cancellationToken);
                return new JsonObject { ["changes"] = slack.Changes };
            case "endpoints":
                slack.CommandsEndpoint = Address(asked, "commands");
                slack.InteractivityEndpoint = Address(asked, "interactivity");
                slack.EventsEndpoint = Address(asked, "events");
                return [];
            case "verify":
                return new JsonObject { ["verified"] = await slack.VerifyAsync(Address(asked, "endpoint")!, cancellationToken) };
            case "state":
                return new JsonObject
                {
                    ["opened"] = slack.OpenedSockets,
                    ["connections"] = slack.Connections,
                    ["calls"] = new JsonArray([.. slack.Calls.Select(call => JsonValue.Create(call.Method))]),
                    ["refusals"] = new JsonArray([.. slack.Refusals.Select(refusal => JsonValue.Create(refusal))]),
                };
            default:
                throw new SlackInteractionFailedException($"There is no {what}.");
        }
    }

    private static JsonObject Screen(EmulatedPerson user, EmulatedConversation channel) => new()
    {
        ["messages"] = new JsonArray([.. user.Sees(channel).Select(Describe)]),
        ["direct"] = new JsonArray([.. user.DirectMessages.Select(Describe)]),
        ["views"] = new JsonArray([.. user.OpenViews.Select(view => view.ToJson())]),
        ["home"] = user.Home?.ToJson(),
    };

    private EmulatedPerson User(JsonObject asked)
    {
        var name = Text(asked, "user") is { Length: > 0 } given ? given : "ana";
        return slack.Team.People.Find(person => person.Name == name) ?? slack.Team.AddUser(name);
    }

    private EmulatedConversation Channel(JsonObject asked)
    {
        var name = Text(asked, "channel") is { Length: > 0 } given ? given : "drills";
        return slack.Team.Conversations.Find(channel => channel.Name == name && channel.Partner is null) ?? slack.Team.AddChannel(name);
    }

    private EmulatedPost Message(JsonObject asked) =>
        User(asked).Sees(Channel(asked)).Concat(User(asked).DirectMessages).FirstOrDefault(message => message.Ts == Text(asked, "message"))
        ?? throw new SlackInteractionFailedException("There is no such message.");

    private EmulatedView View(JsonObject asked) =>
        User(asked).OpenViews.Append(User(asked).Home).OfType<EmulatedView>().FirstOrDefault(view => view.Id == Text(asked, "view"))
        ?? throw new SlackInteractionFailedException("There is no such view.");

    private static JsonObject Describe(SlackInteraction interaction) => new()
    {
        ["id"] = interaction.EnvelopeId,
        ["answer"] = interaction.Answer?.DeepClone(),
        ["messages"] = new JsonArray([.. interaction.Posts.Select(Describe)]),
        ["view"] = interaction.Opened?.ToJson(),
        ["errors"] = new JsonObject(interaction.Errors.Select(error => KeyValuePair.Create<string, JsonNode?>(error.Key, error.Value))),
    };

    private static JsonObject Describe(EmulatedPost message)
    {
        var json = message.ToJson(withMetadata: true);
        json["ephemeral"] = message.SeenOnlyBy is not null;
        json["rendered"] = message.Rendered;
        return json;
    }

    private static Uri? Address(JsonObject asked, string field) => Text(asked, field) is { Length: > 0 } address ? new Uri(address) : null;

    private static Dictionary<string, string> Pairs(JsonObject asked, string field) =>
        (asked[field] as JsonObject ?? []).ToDictionary(pair => pair.Key, pair => pair.Value!.GetValue<string>());

    private static string Text(JsonObject asked, string field) => asked[field]?.GetValue<string>() ?? "";
}
