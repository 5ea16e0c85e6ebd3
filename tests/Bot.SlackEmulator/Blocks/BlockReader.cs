using System.Text.Json.Nodes;

namespace Bot.SlackEmulation.Blocks;

/// <summary>Reads blocks as a person would.</summary>
internal static class BlockReader
{
    /// <summary>Gives everything in blocks that has an action, in order.</summary>
    public static IEnumerable<JsonObject> Elements(JsonNode? blocks)
    {
        foreach (var block in (blocks as JsonArray ?? []).OfType<JsonObject>())
        {
            var inner = (block["elements"] as JsonArray ?? []).OfType<JsonObject>()
                .Append(block["accessory"] as JsonObject).Append(block["element"] as JsonObject);
            foreach (var element in inner.OfType<JsonObject>().Where(element => element["action_id"] is not null))
            {
                yield return element;
            }
        }
    }

    /// <summary>Gives the name of the block around an element.</summary>
    public static string BlockOf(JsonObject element)
    {
        for (JsonNode? around = element.Parent; around is not null; around = around.Parent)
        {
            if (around is JsonObject block && block["block_id"] is { } id)
            {
                return (string)id!;
            }
        }

        return "";
    }

    /// <summary>Finds a button by its label, or anything by its action.</summary>
    public static JsonObject? Find(JsonNode? blocks, string labelOrAction) =>
        Elements(blocks).FirstOrDefault(element => (string?)element["type"] == "button" && (string?)element["text"]?["text"] == labelOrAction)
        ?? Elements(blocks).FirstOrDefault(element => (string?)element["action_id"] == labelOrAction);

    public static string Render(IEnumerable<JsonObject> blocks) => string.Join('\n', blocks.Select(Render).Where(line => line.Length > 0));

    private static string Render(JsonObject block) => (string?)block["type"] switch
    {
        "section" => Lines([Text(block["text"]), .. Each(block["fields"], Text), Element(block["accessory"])]),
        "header" => Text(block["text"]),
        "context" => string.Join(' ', Each(block["elements"], element => (string?)element?["type"] == "image" ? $"({element["alt_text"]})" : Text(element))),
        "actions" => string.Join(' ', Each(block["elements"], Element)),
        "divider" => "---",
        "image" => $"({block["alt_text"]})",
        "markdown" => (string?)block["text"] ?? "",
        "input" => $"{Text(block["label"])} {Element(block["element"])}",
        "rich_text" => Rich(block),
        "table" => Lines(Each(block["rows"], row => string.Join(" | ", Each(row, cell => (string?)cell?["text"] ?? Rich(cell))))),
        _ => "",
    };

    private static string Element(JsonNode? element) => (string?)element?["type"] switch
    {
        null => "",
        "button" => $"[{Text(element["text"])}]",
        "image" => $"({element["alt_text"]})",
        _ => $"{{{element["action_id"]}}}",
    };

    private static string Rich(JsonNode? node) => (string?)node?["type"] switch
    {
        "text" => (string?)node["text"] ?? "",
        "link" => (string?)node["text"] ?? (string?)node["url"] ?? "",
        "user" => $"<@{node["user_id"]}>",
        "channel" => $"<#{node["channel_id"]}>",
        "broadcast" => $"<!{node["range"]}>",
        "emoji" => $":{node["name"]}:",
        "rich_text_list" => Lines(Each(node["elements"], element => $"• {Rich(element)}")),
        "rich_text" => Lines(Each(node["elements"], Rich)),
        _ => string.Concat(Each(node?["elements"], Rich)),
    };

    private static string Text(JsonNode? text) => (string?)text?["text"] ?? "";

    private static IEnumerable<string> Each(JsonNode? list, Func<JsonNode?, string> render) => (list as JsonArray ?? []).Select(render);

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines.Where(line => line.Length > 0));
}
