using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Bot.Emulation.Rest;

/// <summary>Finds what Discord would find wrong with a body. https://docs.discord.com/developers/resources/message</summary>
internal sealed partial class BodyCheck
{
    private readonly List<(string Path, string Code, string Message)> _faults = [];

    /// <summary>Checks a message.</summary>
    public static void OfMessage(JsonObject body, int files, bool mayBeEmpty)
    {
        var check = new BodyCheck();
        check.Message(body);
        check.ThrowIfWrong();
        if (!mayBeEmpty && files == 0 && Text(body, "content").Length == 0 && List(body, "embeds").Count == 0 && List(body, "components").Count == 0)
        {
            throw RestError.EmptyMessage;
        }

        foreach (var embed in List(body, "embeds").OfType<JsonObject>())
        {
            var url = (embed["image"] as JsonObject)?["url"]?.GetValue<string>();
            if (url?.StartsWith("attachment://", StringComparison.Ordinal) == true && files == 0)
            {
                throw new RestError(400, 50035, "Invalid Form Body: the embed shows an attachment that was not sent");
            }
        }
    }

    /// <summary>Checks a form.</summary>
    public static void OfModal(JsonObject body)
    {
        var check = new BodyCheck();
        check.Length(body, "custom_id", 1, 100, "custom_id");
        check.Length(body, "title", 1, 45, "title");
        var parts = List(body, "components");
        if (parts.Count is < 1 or > 5)
        {
            check.Add("components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.");
        }

        var ids = new HashSet<string>();
        foreach (var (part, i) in parts.Select((part, i) => (part as JsonObject ?? [], i)))
        {
            check.ModalPart(part, $"components.{i}", ids);
        }

        check.ThrowIfWrong();
    }

    /// <summary>Checks what is suggested while an option is typed.</summary>
    public static void OfSuggestions(JsonObject body)
    {
        var check = new BodyCheck();
        check.Choices(List(body, "choices"), "choices");
        check.ThrowIfWrong();
    }

    /// <summary>Checks all commands of a scope.</summary>
    public static void OfCommands(JsonArray commands)
    {
        var check = new BodyCheck();
        if (commands.Count > 100)
        {
            check.Add("", "APPLICATION_COMMANDS_LIMIT", "At most 100 commands.");
        }

        var names = new HashSet<string>();
        foreach (var (command, i) in commands.Select((command, i) => (command as JsonObject ?? [], i)))
        {
            check.Named(command, $"{i}");
            if (!names.Add(Text(command, "name")))
            {
                check.Add($"{i}.name", "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique.");
            }

            check.Options(List(command, "options"), $"{i}.options", depth: 0);
            if (Letters(command) > 8_000)
            {
                check.Add($"{i}", "APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (8000).");
            }
        }

        check.ThrowIfWrong();
    }

    private void Message(JsonObject body)
    {
        Length(body, "content", 0, 2_000, "content");
        if (body["nonce"] is JsonValue nonce && nonce.ToString().Length > 25)
        {
            Add("nonce", "NONCE_TYPE_TOO_LONG", "Must be 25 or fewer in length.");
        }

        var embeds = List(body, "embeds");
        if (embeds.Count > 10)
        {
            Add("embeds", "BASE_TYPE_MAX_LENGTH", "Must be 10 or fewer in length.");
        }

        var all = 0;
        foreach (var (embed, i) in embeds.Select((embed, i) => (embed as JsonObject ?? [], i)))
        {
            all += Embed(embed, $"embeds.{i}");
        }

        if (all > 6_000)
        {
            Add("embeds", "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000");
        }

        Mentions(body["allowed_mentions"] as JsonObject);
        Rows(List(body, "components"));
    }

    private int Embed(JsonObject embed, string path)
    {
        Length(embed, "title", 0, 256, $"{path}.title");
        Length(embed, "description", 0, 4_096, $"{path}.description");
        var sum = Text(embed, "title").Length + Text(embed, "description").Length;
        if (embed["footer"] is JsonObject footer)
        {
            Length(footer, "text", 1, 2_048, $"{path}.footer.text");
            sum += Text(footer, "text").Length;
        }

        var fields = List(embed, "fields");
        if (fields.Count > 25)
        {
            Add($"{path}.fields", "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.");
        }

        foreach (var (field, i) in fields.Select((field, i) => (field as JsonObject ?? [], i)))
        {
            Length(field, "name", 1, 256, $"{path}.fields.{i}.name");
            Length(field, "value", 1, 1_024, $"{path}.fields.{i}.value");
            sum += Text(field, "name").Length + Text(field, "value").Length;
        }

        if (sum == 0 && embed["image"] is null)
        {
            Add(path, "BASE_TYPE_REQUIRED", "This field is required");
        }

        return sum;
    }

    private void Mentions(JsonObject? mentions)
    {
        foreach (var kind in List(mentions ?? [], "parse"))
        {
            if (kind?.GetValue<string>() is not ("roles" or "users" or "everyone"))
            {
                Add("allowed_mentions.parse", "BASE_TYPE_CHOICES", "Value must be one of {'roles', 'users', 'everyone'}.");
            }
        }

        if (List(mentions ?? [], "users").Count > 100)
        {
            Add("allowed_mentions.users", "BASE_TYPE_MAX_LENGTH", "Must be 100 or fewer in length.");
        }
    }

    private void Rows(JsonArray rows)
    {
        if (rows.Count > 5)
        {
            Add("components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.");
        }

        var ids = new HashSet<string>();
        foreach (var (row, i) in rows.Select((row, i) => (row as JsonObject ?? [], i)))
        {
            var parts = List(row, "components");
            var isRow = Number(row, "type") == 1;
            var isSelect = parts.OfType<JsonObject>().Any(part => Number(part, "type") == 3);
            if (!isRow || parts.Count is < 1 or > 5 || (isSelect && parts.Count > 1))
            {
                Add($"components.{i}", "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds the maximum width");
            }

            foreach (var (part, k) in parts.Select((part, k) => (part as JsonObject ?? [], k)))
            {
                Part(part, $"components.{i}.components.{k}", ids);
            }
        }
    }

    private void Part(JsonObject part, string path, HashSet<string> ids)
    {
        switch (Number(part, "type"))
        {
            case 2 when Number(part, "style") == 5:
                Length(part, "label", 1, 80, $"{path}.label");
                break;
            case 2:
                Length(part, "label", 1, 80, $"{path}.label");
                Identifier(part, path, ids);
                if (Number(part, "style") is < 1 or > 4)
                {
                    Add($"{path}.style", "BASE_TYPE_CHOICES", "Value must be one of (1, 2, 3, 4, 5, 6).");
                }

                break;
            case 3:
                Identifier(part, path, ids);
                Length(part, "placeholder", 0, 150, $"{path}.placeholder");
                var options = List(part, "options");
                if (options.Count is < 1 or > 25)
                {
                    Add($"{path}.options", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 25 in length.");
                }

                var values = new HashSet<string>();
                foreach (var (option, i) in options.Select((option, i) => (option as JsonObject ?? [], i)))
                {
                    Length(option, "label", 1, 100, $"{path}.options.{i}.label");
                    Length(option, "value", 1, 100, $"{path}.options.{i}.value");
                    if (!values.Add(Text(option, "value")))
                    {
                        Add($"{path}.options.{i}.value", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The specified option value is already used");
                    }
                }

                break;
            default:
                Add($"{path}.type", "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (2, 3, 5, 6, 7, 8).");
                break;
        }
    }

    private void ModalPart(JsonObject part, string path, HashSet<string> ids)
    {
        switch (Number(part, "type"))
        {
            case 1:
                var inner = List(part, "components");
                if (inner is not [JsonObject input])
                {
                    Add($"{path}.components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 1 in length.");
                    return;
                }

                Length(input, "label", 1, 45, $"{path}.components.0.label");
                Input(input, $"{path}.components.0", ids);
                break;
            case 10:
                Length(part, "content", 1, 4_000, $"{path}.content");
                break;
            case 18:
                Length(part, "label", 1, 45, $"{path}.label");
                Length(part, "description", 0, 100, $"{path}.description");
                Input(part["component"] as JsonObject ?? [], $"{path}.component", ids);
                break;
            default:
                Add($"{path}.type", "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (1, 10, 18).");
                break;
        }
    }

    private void Input(JsonObject input, string path, HashSet<string> ids)
    {
        if (Number(input, "type") == 19)
        {
            Identifier(input, path, ids);
            if (Number(input, "min_values") is < 0 or > 10 || (input["max_values"] is not null && Number(input, "max_values") is < 1 or > 10))
            {
                Add($"{path}.max_values", "NUMBER_TYPE_MAX", "int value should be between 0 and 10.");
            }

            return;
        }

        if (Number(input, "type") != 4)
        {
            Add($"{path}.type", "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (3, 4, 5, 6, 7, 8, 19).");
            return;
        }

        Identifier(input, path, ids);
        Length(input, "placeholder", 0, 100, $"{path}.placeholder");
        Length(input, "value", 0, 4_000, $"{path}.value");
        if (Number(input, "style") is not (1 or 2))
        {
            Add($"{path}.style", "BASE_TYPE_CHOICES", "Value must be one of (1, 2).");
        }

        if (input["max_length"] is not null && Number(input, "max_length") is < 1 or > 4_000)
        {
            Add($"{path}.max_length", "NUMBER_TYPE_MAX", "int value should be between 1 and 4000.");
        }
    }

    private void Options(JsonArray options, string path, int depth)
    {
        if (options.Count > 25)
        {
            Add(path, "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.");
        }

        var wasOptional = false;
        var names = new HashSet<string>();
        foreach (var (option, i) in options.Select((option, i) => (option as JsonObject ?? [], i)))
        {
            var type = Number(option, "type");
            Named(option, $"{path}.{i}");
            if (!names.Add(Text(option, "name")))
            {
                Add($"{path}.{i}.name", "APPLICATION_COMMAND_OPTIONS_NAME_INVALID", "Option names must be unique.");
            }

            if (type is 1 or 2)
            {
                if (depth > 1)
                {
                    Add($"{path}.{i}.type", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Subcommands cannot be nested so deep.");
                }

                Options(List(option, "options"), $"{path}.{i}.options", depth + 1);
                continue;
            }

            var isRequired = option["required"]?.GetValue<bool>() ?? false;
            if (isRequired && wasOptional)
            {
                Add($"{path}.{i}", "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", "Required options must be placed before non-required options");
            }

            wasOptional |= !isRequired;
            Choices(List(option, "choices"), $"{path}.{i}.choices");
            if (List(option, "choices").Count > 0 && option["autocomplete"]?.GetValue<bool>() == true)
            {
                Add($"{path}.{i}.autocomplete", "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID", "Autocomplete and choices cannot be combined.");
            }
        }
    }

    private void Choices(JsonArray choices, string path)
    {
        if (choices.Count > 25)
        {
            Add(path, "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.");
        }

        foreach (var (choice, i) in choices.Select((choice, i) => (choice as JsonObject ?? [], i)))
        {
            Length(choice, "name", 1, 100, $"{path}.{i}.name");
            Length(choice, "value", 1, 100, $"{path}.{i}.value");
        }
    }

    private void Named(JsonObject thing, string path)
    {
        if (!Name.IsMatch(Text(thing, "name")))
        {
            Add($"{path}.name", "STRING_TYPE_REGEX", "String value did not match validation regex.");
        }

        Length(thing, "description", 1, 100, $"{path}.description");
    }

    private void Identifier(JsonObject part, string path, HashSet<string> ids)
    {
        Length(part, "custom_id", 1, 100, $"{path}.custom_id");
        if (!ids.Add(Text(part, "custom_id")))
        {
            Add($"{path}.custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated");
        }
    }

    private void Length(JsonObject thing, string field, int least, int most, string path)
    {
        var length = Text(thing, field).Length;
        if (length < least || length > most)
        {
            Add(path, "BASE_TYPE_BAD_LENGTH", $"Must be between {least} and {most} in length.");
        }
    }

    private void Add(string path, string code, string message) => _faults.Add((path, code, message));

    private void ThrowIfWrong()
    {
        if (_faults.Count == 0)
        {
            return;
        }

        var errors = new JsonObject();
        foreach (var (path, code, message) in _faults)
        {
            var at = errors;
            foreach (var step in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
            {
                at = (JsonObject)(at[step] ??= new JsonObject());
            }

            ((JsonArray)(at["_errors"] ??= new JsonArray())).Add(new JsonObject { ["code"] = code, ["message"] = message });
        }

        throw new RestError(400, 50035, "Invalid Form Body", errors);
    }

    private static int Letters(JsonObject thing) =>
        Text(thing, "name").Length + Text(thing, "description").Length + Text(thing, "value").Length
        + List(thing, "options").OfType<JsonObject>().Concat(List(thing, "choices").OfType<JsonObject>()).Sum(Letters);

    private static JsonArray List(JsonObject thing, string field) => thing[field] as JsonArray ?? [];

    private static string Text(JsonObject thing, string field) => thing[field] is JsonValue value ? value.ToString() : "";

    private static int Number(JsonObject thing, string field) => thing[field] is JsonValue value && value.TryGetValue<int>(out var number) ? number : 0;

    [GeneratedRegex(@"^[-_\p{Ll}\p{Lo}\p{N}]{1,32}$")]
    private static partial Regex Name { get; }
}
