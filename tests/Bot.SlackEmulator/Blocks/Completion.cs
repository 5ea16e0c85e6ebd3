using System.Text.Json.Nodes;
using Bot.SlackEmulation.World;

namespace Bot.SlackEmulation.Blocks;

/// <summary>Adds to blocks what Slack adds when it stores them, so that what comes back is not what was sent.</summary>
internal static class Completion
{
    /// <summary>Gives a copy with all names and defaults filled in.</summary>
    public static JsonArray Of(JsonArray blocks)
    {
        var copy = (JsonArray)blocks.DeepClone();
        foreach (var block in copy.OfType<JsonObject>())
        {
            block["block_id"] ??= SlackWorld.Secret(3)[..5];
            Fill(block);
        }

        return copy;
    }

    /// <summary>Gives a copy as apps get it back: what stands in plain text is escaped there, whether or not it was when it was sent.</summary>
    public static JsonNode? Echo(JsonNode? node)
    {
        var copy = node?.DeepClone();
        Escape(copy);
        return copy;
    }

    /// <summary>Escapes the three signs that mean something to Slack.</summary>
    public static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private static string Unescape(string text) =>
        text.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);

    private static void Escape(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            foreach (var element in list)
            {
                Escape(element);
            }
        }
        else if (node is JsonObject thing)
        {
            if (CheckList.TypeOf(thing["type"]) == "plain_text" && CheckList.TypeOf(thing["text"]) is { } text)
            {
                thing["text"] = Escape(Unescape(text));
            }

            foreach (var (_, value) in thing.ToList())
            {
                Escape(value);
            }
        }
    }

    private static void Fill(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            foreach (var element in list)
            {
                Fill(element);
            }
        }
        else if (node is JsonObject thing)
        {
            switch (CheckList.TypeOf(thing["type"]))
            {
                case "plain_text":
                    thing["emoji"] ??= true;
                    break;
                case "mrkdwn":
                    thing["verbatim"] ??= false;
                    break;
                case { } type when type is "button" or "overflow" or "checkboxes" or "radio_buttons" || type.EndsWith("_select", StringComparison.Ordinal)
                    || type.EndsWith("picker", StringComparison.Ordinal) || type.EndsWith("_input", StringComparison.Ordinal):
                    thing["action_id"] ??= SlackWorld.Secret(3)[..5];
                    break;
            }

            foreach (var (_, value) in thing.ToList())
            {
                Fill(value);
            }
        }
    }
}
