using System.Text.Json.Nodes;

namespace Bot.SlackEmulation.Tests.Stage;

/// <summary>Blocks and forms that Slack takes.</summary>
internal static class Given
{
    public static JsonObject Plain(string text) => new() { ["type"] = "plain_text", ["text"] = text };

    public static JsonObject Section(string text) => new() { ["type"] = "section", ["text"] = new JsonObject { ["type"] = "mrkdwn", ["text"] = text } };

    public static JsonObject Actions(params JsonNode[] elements) => new() { ["type"] = "actions", ["elements"] = new JsonArray(elements) };

    public static JsonObject Button(string action, string label) => new() { ["type"] = "button", ["action_id"] = action, ["text"] = Plain(label), ["value"] = "q1" };

    public static JsonObject Option(string value) => new() { ["text"] = Plain(value), ["value"] = value };

    public static JsonObject Form(string title = "Your answer") => new()
    {
        ["type"] = "modal",
        ["title"] = Plain(title),
        ["submit"] = Plain("Send"),
        ["blocks"] = new JsonArray(new JsonObject
        {
            ["type"] = "input",
            ["block_id"] = "answer",
            ["label"] = Plain("In your own words"),
            ["element"] = new JsonObject { ["type"] = "plain_text_input", ["action_id"] = "text", ["max_length"] = 3_000 },
        }),
    };
}
