using System.Globalization;
using System.Text.Json.Nodes;
using Bot.SlackEmulation.Interactions;
using Bot.SlackEmulation.World;

namespace Bot.SlackEmulation.Blocks;

/// <summary>What people put into a form, as Slack hands it to the app, and what Slack's client does not let them send.</summary>
internal static class FormFields
{
    /// <summary>Gives the state of a view: what is in its fields, by block and action.</summary>
    public static JsonObject State(EmulatedView view, IReadOnlyDictionary<string, string> typed)
    {
        var state = new JsonObject();
        foreach (var block in view.Blocks)
        {
            var elements = (block["element"] is JsonObject element ? [element] : (block["elements"] as JsonArray ?? []).OfType<JsonObject>())
                .Append(block["accessory"] as JsonObject).OfType<JsonObject>();
            foreach (var field in elements.Where(field => CheckList.TypeOf(field["type"]) is not ("button" or "overflow" or "image" or null) && field["action_id"] is not null))
            {
                var (blockId, actionId) = ((string)block["block_id"]!, (string)field["action_id"]!);
                var values = state[blockId] as JsonObject ?? [];
                var put = typed.GetValueOrDefault(blockId) ?? typed.GetValueOrDefault(actionId);
                values[actionId] = CheckList.TypeOf(field["type"]) == "file_input" ? view.FilesOf(put) : Value(field, put);
                state[blockId] = values;
            }
        }

        return state;
    }

    /// <summary>Refuses what the client would not send.</summary>
    public static void Require(EmulatedView view, IReadOnlyDictionary<string, string> typed)
    {
        var inputs = view.Blocks.Where(block => (string?)block["type"] == "input").ToList();
        foreach (var block in inputs)
        {
            var element = (JsonObject)block["element"]!;
            var (blockId, actionId) = ((string)block["block_id"]!, (string)element["action_id"]!);
            var value = typed.GetValueOrDefault(blockId) ?? typed.GetValueOrDefault(actionId) ?? Initial(element);
            if (string.IsNullOrEmpty(value))
            {
                if (block["optional"]?.GetValue<bool>() != true)
                {
                    throw new SlackInteractionFailedException($"The field \"{block["label"]!["text"]}\" must be filled in.");
                }

                continue;
            }

            var (least, most) = (element["min_length"]?.GetValue<int>() ?? 0, element["max_length"]?.GetValue<int>() ?? 3_000);
            if ((string?)element["type"] == "plain_text_input" && (value.Length < least || value.Length > most))
            {
                throw new SlackInteractionFailedException($"The field \"{block["label"]!["text"]}\" takes {least} to {most} characters.");
            }
        }

        var names = BlockReader.Elements(view.Body["blocks"]).SelectMany(element => new[] { (string)element["action_id"]!, BlockReader.BlockOf(element) }).ToHashSet();
        if (typed.Keys.FirstOrDefault(name => !names.Contains(name)) is { } unknown)
        {
            throw new SlackInteractionFailedException($"The form has no field {unknown}.");
        }
    }

    /// <summary>Gives a field with what is in it.</summary>
    /// <param name="field">The element.</param>
    /// <param name="typed">What a person put in: a text, the value of an option, several separated by commas; <see langword="null"/> for what is there from the start.</param>
    public static JsonObject Value(JsonObject field, string? typed)
    {
        var type = (string)field["type"]!;
        var value = typed ?? Initial(field);
        var state = new JsonObject { ["type"] = type };
        switch (type)
        {
            case "plain_text_input" or "email_text_input" or "url_text_input" or "number_input":
                state["value"] = string.IsNullOrEmpty(value) ? null : value;
                break;
            case "static_select" or "radio_buttons" or "external_select":
                state["selected_option"] = string.IsNullOrEmpty(value) ? null : Option(field, value);
                break;
            case "checkboxes" or "multi_static_select" or "multi_external_select":
                state["selected_options"] = new JsonArray([.. Several(value).Select(one => Option(field, one))]);
                break;
            case "datepicker":
                state["selected_date"] = value;
                break;
            case "timepicker":
                state["selected_time"] = value;
                break;
            case "datetimepicker":
                state["selected_date_time"] = value is null ? null : long.Parse(value, CultureInfo.InvariantCulture);
                break;
            case var _ when type.StartsWith("multi_", StringComparison.Ordinal):
                state[$"selected_{type["multi_".Length..^"_select".Length]}"] = new JsonArray([.. Several(value).Select(one => JsonValue.Create(one))]);
                break;
            default:
                state[$"selected_{type[..^"s_select".Length]}"] = value;
                break;
        }

        return state;
    }

    private static string[] Several(string? value) => (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string? Initial(JsonObject field) =>
        (string?)field["initial_value"] ?? (string?)field["initial_option"]?["value"] ?? (string?)field["initial_date"] ?? (string?)field["initial_time"]
        ?? field["initial_date_time"]?.ToString() ?? (string?)field["initial_user"] ?? (string?)field["initial_channel"] ?? (string?)field["initial_conversation"]
        ?? (field["initial_options"] is JsonArray options ? string.Join(',', options.Select(option => (string?)option!["value"])) : null);

    private static JsonObject Option(JsonObject field, string value)
    {
        var offered = (field["options"] as JsonArray ?? []).Concat((field["option_groups"] as JsonArray ?? []).SelectMany(group => (JsonArray)group!["options"]!)).OfType<JsonObject>();
        var chosen = offered.FirstOrDefault(option => (string?)option["value"] == value)?.DeepClone().AsObject();
        if (chosen is null && ((string)field["type"]!).EndsWith("external_select", StringComparison.Ordinal))
        {
            return new JsonObject { ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = value, ["emoji"] = true }, ["value"] = value };
        }

        return chosen ?? throw new SlackInteractionFailedException($"{value} is no choice of {field["action_id"]}.");
    }
}
