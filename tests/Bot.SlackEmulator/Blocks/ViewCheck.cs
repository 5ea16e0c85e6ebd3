using System.Text;
using System.Text.Json.Nodes;

namespace Bot.SlackEmulation.Blocks;

/// <summary>Checks forms and homes. https://docs.slack.dev/reference/views</summary>
internal sealed class ViewCheck(CheckList check, Func<string, bool> knowsFile)
{
    private const int MostBytes = 250_000;

    /// <summary>Checks a form.</summary>
    public void Modal(JsonObject view, string path)
    {
        check.OneOf(view, "type", path, isRequired: true, "modal");
        check.Only(
            view, path, "type", "title", "blocks", "close", "submit", "private_metadata", "callback_id", "clear_on_close", "notify_on_close", "external_id", "submit_disabled");
        var compose = new CompositionCheck(check);
        compose.Plain(view, "title", path, 24, isRequired: true);
        compose.Plain(view, "submit", path, 24, isRequired: false);
        compose.Plain(view, "close", path, 24, isRequired: false);
        check.Flags(view, path, "clear_on_close", "notify_on_close", "submit_disabled");
        Shared(view, path, Surface.Modal);
        if (!view.ContainsKey("submit") && (view["blocks"] as JsonArray ?? []).OfType<JsonObject>().Any(block => CheckList.TypeOf(block["type"]) == "input"))
        {
            check.Add(path, "missing required field: submit");
        }
    }

    /// <summary>Checks a home.</summary>
    public void Home(JsonObject view, string path)
    {
        check.OneOf(view, "type", path, isRequired: true, "home");
        check.Only(view, path, "type", "blocks", "private_metadata", "callback_id", "external_id");
        Shared(view, path, Surface.Home);
    }

    /// <summary>Says whether a view has more bytes than Slack takes.</summary>
    public static bool IsTooLarge(JsonObject view) => Encoding.UTF8.GetByteCount(view.ToJsonString()) > MostBytes;

    private void Shared(JsonObject view, string path, Surface surface)
    {
        check.Text(view, "private_metadata", path, 0, 3_000, isRequired: false);
        check.Text(view, "callback_id", path, 0, 255, isRequired: false);
        check.Text(view, "external_id", path, 0, 255, isRequired: false);
        new BlockCheck(check, knowsFile).Check(check.List(view, "blocks", path, surface is Surface.Modal ? 1 : 0, 100, isRequired: true), $"{path}/blocks", surface);
    }
}
