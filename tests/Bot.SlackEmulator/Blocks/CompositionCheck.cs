using System.Text.Json.Nodes;

namespace Bot.SlackEmulation.Blocks;

/// <summary>Checks what blocks and their elements are composed of. https://docs.slack.dev/reference/block-kit/composition-objects</summary>
internal sealed class CompositionCheck(CheckList check)
{
    private static readonly string[] Styles = ["primary", "danger"];

    /// <summary>Checks a text of either type.</summary>
    public void Text(JsonObject thing, string field, string path, int most, bool isRequired) => TextOf(thing, field, path, most, isRequired, mayBeMrkdwn: true);

    /// <summary>Checks a text that knows no formatting.</summary>
    public void Plain(JsonObject thing, string field, string path, int most, bool isRequired) => TextOf(thing, field, path, most, isRequired, mayBeMrkdwn: false);

    public void TextAt(JsonNode? node, string path, int most, bool mayBeMrkdwn)
    {
        if (check.ObjectAt(node, path) is not { } text)
        {
            return;
        }

        switch (CheckList.TypeOf(text["type"]))
        {
            case "plain_text":
                check.Only(text, path, "type", "text", "emoji");
                check.Flag(text, "emoji", path);
                break;
            case "mrkdwn" when mayBeMrkdwn:
                check.Only(text, path, "type", "text", "verbatim");
                check.Flag(text, "verbatim", path);
                break;
            case var type:
                check.Add($"{path}/type", mayBeMrkdwn ? $"unsupported type: {type}" : "must be one of the allowed values: plain_text");
                break;
        }

        check.Text(text, "text", path, 1, most, isRequired: true);
    }

    public void Style(JsonObject thing, string path) => check.OneOf(thing, "style", path, isRequired: false, Styles);

    public void Confirm(JsonObject thing, string path)
    {
        if (check.Object(thing, "confirm", path, isRequired: false) is not { } confirm)
        {
            return;
        }

        path += "/confirm";
        check.Only(confirm, path, "title", "text", "confirm", "deny", "style");
        Plain(confirm, "title", path, 100, isRequired: true);
        Text(confirm, "text", path, 300, isRequired: true);
        Plain(confirm, "confirm", path, 30, isRequired: true);
        Plain(confirm, "deny", path, 30, isRequired: true);
        Style(confirm, path);
    }

    public void DispatchActions(JsonObject thing, string path)
    {
        if (check.Object(thing, "dispatch_action_config", path, isRequired: false) is { } config)
        {
            check.Only(config, $"{path}/dispatch_action_config", "trigger_actions_on");
            check.List(config, "trigger_actions_on", $"{path}/dispatch_action_config", 1, 2, isRequired: false);
        }
    }

    /// <summary>Checks a list of options, and gives them.</summary>
    public IReadOnlyList<JsonObject> Options(JsonObject thing, string path, int most, bool mayBeMrkdwn, bool mayHaveUrl = false)
    {
        var options = check.List(thing, "options", path, 1, most, isRequired: true);
        var values = new HashSet<string>();
        for (var i = 0; i < options.Count; i++)
        {
            Option(options[i], $"{path}/options/{i}", mayBeMrkdwn, mayHaveUrl);
            if (options[i] is JsonObject option && CheckList.TypeOf(option["value"]) is { } value && !values.Add(value))
            {
                check.Add($"{path}/options/{i}/value", "must be unique among the options");
            }
        }

        return [.. options.OfType<JsonObject>()];
    }

    /// <summary>Checks the options or groups of options of a menu, and gives all options.</summary>
    public IReadOnlyList<JsonObject> OptionsOrGroups(JsonObject thing, string path)
    {
        if (thing.ContainsKey("options") == thing.ContainsKey("option_groups"))
        {
            check.Add(path, "exactly one of options and option_groups is required");
            return [];
        }

        if (thing.ContainsKey("options"))
        {
            return Options(thing, path, 100, mayBeMrkdwn: false);
        }

        var all = new List<JsonObject>();
        var groups = check.List(thing, "option_groups", path, 1, 100, isRequired: true);
        for (var i = 0; i < groups.Count; i++)
        {
            var at = $"{path}/option_groups/{i}";
            if (check.ObjectAt(groups[i], at) is { } group)
            {
                check.Only(group, at, "label", "options");
                Plain(group, "label", at, 75, isRequired: true);
                all.AddRange(Options(group, at, 100, mayBeMrkdwn: false));
            }
        }

        return all;
    }

    /// <summary>Checks that what is chosen from the start is among the options, down to its text.</summary>
    public void Initial(JsonNode? initial, IReadOnlyList<JsonObject> options, string path)
    {
        if (!options.Any(option => JsonNode.DeepEquals(option, initial)))
        {
            check.Add(path, "must match exactly one of the provided options");
        }
    }

    public void Image(JsonObject thing, string path, Func<string, bool> knowsFile)
    {
        check.Text(thing, "alt_text", path, 1, 2_000, isRequired: true);
        if (thing.ContainsKey("image_url") == thing.ContainsKey("slack_file"))
        {
            check.Add(path, "exactly one of image_url and slack_file is required");
            return;
        }

        if (check.Text(thing, "image_url", path, 1, 3_000, isRequired: false) is { Length: > 0 } url && !IsAddress(url))
        {
            check.Add($"{path}/image_url", "invalid url");
        }

        if (check.Object(thing, "slack_file", path, isRequired: false) is { } file)
        {
            check.Only(file, $"{path}/slack_file", "id", "url");
            if (!knowsFile(CheckList.TypeOf(file["id"]) ?? CheckList.TypeOf(file["url"]) ?? ""))
            {
                check.Add($"{path}/slack_file", "invalid slack file");
            }
        }
    }

    public static bool IsAddress(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" or "mailto" or "slack";

    private void Option(JsonNode? node, string path, bool mayBeMrkdwn, bool mayHaveUrl)
    {
        if (check.ObjectAt(node, path) is not { } option)
        {
            return;
        }

        check.Only(option, path, mayHaveUrl ? ["text", "value", "description", "url"] : ["text", "value", "description"]);
        TextOf(option, "text", path, 75, isRequired: true, mayBeMrkdwn);
        check.Text(option, "value", path, 1, 150, isRequired: true);
        TextOf(option, "description", path, 75, isRequired: false, mayBeMrkdwn);
        check.Text(option, "url", path, 1, 3_000, isRequired: false);
    }

    private void TextOf(JsonObject thing, string field, string path, int most, bool isRequired, bool mayBeMrkdwn)
    {
        if (thing.ContainsKey(field))
        {
            TextAt(thing[field], $"{path}/{field}", most, mayBeMrkdwn);
        }
        else if (isRequired)
        {
            check.Add(path, $"missing required field: {field}");
        }
    }
}
