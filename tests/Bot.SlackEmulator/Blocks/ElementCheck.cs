using System.Text.Json.Nodes;

namespace Bot.SlackEmulation.Blocks;

/// <summary>Checks the elements of blocks. https://docs.slack.dev/reference/block-kit/block-elements</summary>
internal sealed class ElementCheck(CheckList check, CompositionCheck compose, Func<string, bool> knowsFile)
{
    private static readonly string[] Selects =
    [
        "static_select", "external_select", "users_select", "conversations_select", "channels_select",
        "multi_static_select", "multi_external_select", "multi_users_select", "multi_conversations_select", "multi_channels_select",
    ];

    private static readonly string[] Choosers = [.. Selects, "checkboxes", "radio_buttons", "datepicker", "timepicker", "datetimepicker"];

    private static readonly string[] Inputs = [.. Choosers, "plain_text_input", "email_text_input", "url_text_input", "number_input", "file_input"];

    /// <summary>Checks an element of an actions block.</summary>
    public void OfActions(JsonNode? node, string path, HashSet<string> actionIds) => Check(node, path, actionIds, ["button", "overflow", .. Choosers]);

    /// <summary>Checks what stands beside the text of a section.</summary>
    public void OfSection(JsonNode? node, string path, HashSet<string> actionIds) => Check(node, path, actionIds, ["button", "overflow", "image", .. Choosers]);

    /// <summary>Checks the field of an input block.</summary>
    public void OfInput(JsonNode? node, string path, HashSet<string> actionIds) => Check(node, path, actionIds, Inputs);

    private void Check(JsonNode? node, string path, HashSet<string> actionIds, ReadOnlySpan<string> allowed)
    {
        if (check.ObjectAt(node, path) is not { } element)
        {
            return;
        }

        var type = CheckList.TypeOf(element["type"]) ?? "";
        if (!allowed.Contains(type))
        {
            check.Add($"{path}/type", $"unsupported type: {type}");
            return;
        }

        if (type == "image")
        {
            check.Only(element, path, "type", "image_url", "slack_file", "alt_text");
            compose.Image(element, path, knowsFile);
            return;
        }

        // A name is only wanted of those who care which element it was; Slack gives the others one.
        var actionId = check.Text(element, "action_id", path, 1, 255, isRequired: false);
        if (actionId.Length > 0 && !actionIds.Add(actionId))
        {
            check.Add($"{path}/action_id", $"`action_id` \"{actionId}\" already exists for another action");
        }

        compose.Confirm(element, path);
        switch (type)
        {
            case "button":
                Button(element, path);
                break;
            case "overflow":
                check.Only(element, path, "type", "action_id", "options", "confirm");
                compose.Options(element, path, 5, mayBeMrkdwn: false, mayHaveUrl: true);
                break;
            case "checkboxes":
                check.Only(element, path, "type", "action_id", "options", "initial_options", "confirm", "focus_on_load");
                Initials(element, path, compose.Options(element, path, 10, mayBeMrkdwn: true));
                break;
            case "radio_buttons":
                check.Only(element, path, "type", "action_id", "options", "initial_option", "confirm", "focus_on_load");
                Initials(element, path, compose.Options(element, path, 10, mayBeMrkdwn: true));
                break;
            case "datepicker" or "timepicker" or "datetimepicker":
                Picker(element, type, path);
                break;
            case "plain_text_input":
                check.Only(element, path, "type", "action_id", "initial_value", "multiline", "min_length", "max_length", "dispatch_action_config", "focus_on_load", "placeholder");
                TextInput(element, path);
                break;
            case "number_input":
                check.Only(element, path, "type", "action_id", "is_decimal_allowed", "initial_value", "min_value", "max_value", "dispatch_action_config", "focus_on_load", "placeholder");
                if (!element.ContainsKey("is_decimal_allowed"))
                {
                    check.Add(path, "missing required field: is_decimal_allowed");
                }

                TextInput(element, path);
                break;
            case "file_input":
                check.Only(element, path, "type", "action_id", "filetypes", "max_files");
                check.Number(element, "max_files", path, 1, 10);
                break;
            case "email_text_input" or "url_text_input":
                check.Only(element, path, "type", "action_id", "initial_value", "dispatch_action_config", "focus_on_load", "placeholder");
                TextInput(element, path);
                break;
            default:
                Select(element, type, path);
                break;
        }

        check.Flags(element, path, "focus_on_load", "multiline", "is_decimal_allowed");
    }

    private void Button(JsonObject button, string path)
    {
        check.Only(button, path, "type", "text", "action_id", "url", "value", "style", "confirm", "accessibility_label");
        compose.Plain(button, "text", path, 75, isRequired: true);
        check.Text(button, "value", path, 0, 2_000, isRequired: false);
        check.Text(button, "accessibility_label", path, 1, 75, isRequired: false);
        compose.Style(button, path);
        if (check.Text(button, "url", path, 1, 3_000, isRequired: false) is { Length: > 0 } url && !CompositionCheck.IsAddress(url))
        {
            check.Add($"{path}/url", "invalid url");
        }
    }

    private void TextInput(JsonObject input, string path)
    {
        compose.Plain(input, "placeholder", path, 150, isRequired: false);
        compose.DispatchActions(input, path);
        var least = check.Number(input, "min_length", path, 0, 3_000) ?? 0;
        var most = check.Number(input, "max_length", path, 1, 3_000) ?? 3_000;
        if (least > most)
        {
            check.Add($"{path}/min_length", "must not exceed max_length");
        }

        check.Text(input, "initial_value", path, 0, most, isRequired: false);
    }

    private void Picker(JsonObject picker, string type, string path)
    {
        switch (type)
        {
            case "datepicker":
                check.Only(picker, path, "type", "action_id", "initial_date", "confirm", "focus_on_load", "placeholder");
                Format(picker, "initial_date", path, "yyyy-MM-dd");
                compose.Plain(picker, "placeholder", path, 150, isRequired: false);
                break;
            case "timepicker":
                check.Only(picker, path, "type", "action_id", "initial_time", "confirm", "focus_on_load", "placeholder", "timezone");
                Format(picker, "initial_time", path, "HH:mm");
                compose.Plain(picker, "placeholder", path, 150, isRequired: false);
                break;
            default:
                check.Only(picker, path, "type", "action_id", "initial_date_time", "confirm", "focus_on_load");
                check.Number(picker, "initial_date_time", path, 1_000_000_000, int.MaxValue);
                break;
        }
    }

    private void Format(JsonObject picker, string field, string path, string format)
    {
        if (check.Text(picker, field, path, 1, 10, isRequired: false) is { Length: > 0 } text
            && !DateTime.TryParseExact(text, format, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out _))
        {
            check.Add($"{path}/{field}", $"must be in the format {format}");
        }
    }

    private void Select(JsonObject select, string type, string path)
    {
        var isMulti = type.StartsWith("multi_", StringComparison.Ordinal);
        var kind = isMulti ? type["multi_".Length..] : type;
        ReadOnlySpan<string> own = (kind, isMulti) switch
        {
            ("static_select", false) => ["options", "option_groups", "initial_option"],
            ("static_select", true) => ["options", "option_groups", "initial_options", "max_selected_items"],
            ("external_select", false) => ["initial_option", "min_query_length"],
            ("external_select", true) => ["initial_options", "min_query_length", "max_selected_items"],
            ("users_select", false) => ["initial_user"],
            ("users_select", true) => ["initial_users", "max_selected_items"],
            ("channels_select", false) => ["initial_channel", "response_url_enabled"],
            ("channels_select", true) => ["initial_channels", "max_selected_items"],
            (_, false) => ["initial_conversation", "default_to_current_conversation", "response_url_enabled", "filter"],
            (_, true) => ["initial_conversations", "default_to_current_conversation", "max_selected_items", "filter"],
        };
        check.Only(select, path, ["type", "action_id", "placeholder", "confirm", "focus_on_load", .. own]);
        compose.Plain(select, "placeholder", path, 150, isRequired: false);
        check.Number(select, "max_selected_items", path, 1, 100);
        check.Number(select, "min_query_length", path, 0, int.MaxValue);
        check.Flags(select, path, "response_url_enabled", "default_to_current_conversation");
        if (kind == "static_select")
        {
            Initials(select, path, compose.OptionsOrGroups(select, path));
        }
    }

    private void Initials(JsonObject element, string path, IReadOnlyList<JsonObject> options)
    {
        if (element.ContainsKey("initial_option"))
        {
            compose.Initial(element["initial_option"], options, $"{path}/initial_option");
        }

        var initial = check.List(element, "initial_options", path, 1, 100, isRequired: false);
        for (var i = 0; i < initial.Count; i++)
        {
            compose.Initial(initial[i], options, $"{path}/initial_options/{i}");
        }
    }
}
