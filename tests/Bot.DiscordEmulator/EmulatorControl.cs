using System.Text.Json.Nodes;
using Bot.Emulation.Faults;
using Bot.Emulation.Interactions;
using Bot.Emulation.World;

namespace Bot.Emulation;

/// <summary>Lets another program play the people, and set faults: what <see cref="DiscordEmulator"/> does, as JSON over POST.</summary>
internal sealed class EmulatorControl(DiscordEmulator discord)
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
        catch (InteractionFailedException exception)
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
                return Describe(await discord.SlashAsync(Member(asked), Channel(asked), Text(asked, "command"), Pairs(asked, "options"), cancellationToken));
            case "type":
                return Describe(await discord.TypeAsync(Member(asked), Channel(asked), Text(asked, "command"), Text(asked, "option"), Text(asked, "typed"), cancellationToken));
            case "press":
                return Describe(await discord.PressAsync(Member(asked).User, Message(asked), Text(asked, "button"), cancellationToken));
            case "select":
                return Describe(await discord.SelectAsync(Member(asked).User, Message(asked), Text(asked, "customId"), Text(asked, "value"), cancellationToken));
            case "submit":
                return Describe(await discord.SubmitAsync(Interaction(asked), Pairs(asked, "values"), cancellationToken));
            case "interaction":
                return Describe(Interaction(asked));
            case "channel":
                return new JsonObject
                {
                    ["id"] = Channel(asked).Id,
                    ["messages"] = new JsonArray([.. discord.Sees(Member(asked).User, Channel(asked)).Select(message => message.ToJson())]),
                };
            case "fault":
                discord.Faults.Next(new RestFault(asked["status"]!.GetValue<int>())
                {
                    Where = Text(asked, "where"),
                    Scope = Text(asked, "scope") is { Length: > 0 } scope ? scope : "user",
                    RetryAfter = asked["retryAfter"]?.GetValue<double>() ?? 0.2,
                });
                return [];
            case "drop":
                discord.DropConnections();
                return [];
            case "reconnect":
                discord.AskToReconnect();
                return [];
            case "state":
                return new JsonObject
                {
                    ["identifies"] = discord.Identifies,
                    ["resumes"] = discord.Resumes,
                    ["commands"] = new JsonArray([.. discord.Commands.Select(command => JsonValue.Create(command))]),
                    ["refusals"] = new JsonArray([.. discord.Refusals.Select(refusal => JsonValue.Create(refusal))]),
                };
            default:
                throw new InteractionFailedException($"There is no {what}.");
        }
    }

    private EmulatedMember Member(JsonObject asked) =>
        discord.Guild.Members.Find(member => member.User.Name == (Text(asked, "user") is { Length: > 0 } name ? name : "ana")) ?? discord.AddMember(Text(asked, "user"));

    private EmulatedChannel Channel(JsonObject asked) =>
        discord.Guild.Channels.Find(channel => channel.Name == (Text(asked, "channel") is { Length: > 0 } name ? name : "drills")) ?? discord.AddChannel(Text(asked, "channel"));

    private EmulatedMessage Message(JsonObject asked) =>
        Channel(asked).Messages.Find(message => message.Id == Text(asked, "message")) ?? throw new InteractionFailedException("There is no such message.");

    private EmulatedInteraction Interaction(JsonObject asked) =>
        discord.FindInteraction(Text(asked, "interaction")) ?? throw new InteractionFailedException("There is no such interaction.");

    private static JsonObject Describe(EmulatedInteraction interaction) => new()
    {
        ["id"] = interaction.Id,
        ["answerType"] = interaction.AnswerType,
        ["data"] = interaction.AnswerData?.DeepClone(),
        ["messages"] = new JsonArray([.. interaction.Messages.Select(message => message.ToJson())]),
    };

    private static Dictionary<string, string> Pairs(JsonObject asked, string field) =>
        (asked[field] as JsonObject ?? []).ToDictionary(pair => pair.Key, pair => pair.Value!.GetValue<string>());

    private static string Text(JsonObject asked, string field) => asked[field]?.GetValue<string>() ?? "";
}
