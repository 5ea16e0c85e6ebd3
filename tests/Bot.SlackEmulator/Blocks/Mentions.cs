using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Bot.SlackEmulation.World;

namespace Bot.SlackEmulation.Blocks;

/// <summary>Finds whom a message notifies: in its text and in everything of its blocks that Slack reads as mrkdwn or rich text.</summary>
internal static partial class Mentions
{
    public static (IReadOnlyList<EmulatedPerson> People, bool Everyone) Of(EmulatedTeam team, JsonObject body)
    {
        var texts = new List<string> { (string?)body["text"] ?? "" };
        Collect(body["blocks"], texts);
        Collect(body["attachments"], texts);
        var people = texts.SelectMany(text => Person.Matches(text)).Select(match => match.Groups[1].Value).Distinct();
        return ([.. people.Select(id => team.People.Find(person => person.Id == id)).OfType<EmulatedPerson>()], texts.Exists(text => Everyone.IsMatch(text)));
    }

    private static void Collect(JsonNode? node, List<string> texts)
    {
        switch (node)
        {
            case JsonArray list:
                foreach (var element in list)
                {
                    Collect(element, texts);
                }

                break;
            case JsonObject { } thing when (string?)(thing["type"] as JsonValue) is "mrkdwn" or "markdown" && thing["text"] is JsonValue text:
                texts.Add(text.ToString());
                break;
            case JsonObject thing when (string?)(thing["type"] as JsonValue) == "user":
                texts.Add($"<@{thing["user_id"]}>");
                break;
            case JsonObject thing when (string?)(thing["type"] as JsonValue) == "broadcast":
                texts.Add($"<!{thing["range"]}>");
                break;
            case JsonObject thing:
                foreach (var (_, value) in thing)
                {
                    Collect(value, texts);
                }

                break;
        }
    }

    [GeneratedRegex("<@(U[A-Z0-9]+)(?:\\|[^>]*)?>")]
    private static partial Regex Person { get; }

    [GeneratedRegex("<!(?:channel|here|everyone|subteam\\^[A-Z0-9]+)(?:\\|[^>]*)?>")]
    private static partial Regex Everyone { get; }
}
