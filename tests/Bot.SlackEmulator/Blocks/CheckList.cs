using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bot.SlackEmulation.Blocks;

/// <summary>Collects what is wrong with a body, each with a pointer to where, in Slack's words as far as they are known.</summary>
internal sealed class CheckList
{
    private readonly List<string> _faults = [];

    public IReadOnlyList<string> Faults => _faults;

    public void Add(string path, string what) => _faults.Add($"{what} [json-pointer:{path}]");

    /// <summary>Refuses fields that Slack does not know.</summary>
    public void Only(JsonObject thing, string path, params ReadOnlySpan<string> fields)
    {
        foreach (var (name, _) in thing)
        {
            if (!fields.Contains(name))
            {
                Add(path, $"invalid additional property: {name}");
            }
        }
    }

    /// <summary>Checks a field that holds a string of <paramref name="least"/> to <paramref name="most"/> characters.</summary>
    public string Text(JsonObject thing, string field, string path, int least, int most, bool isRequired)
    {
        if (!Has(thing, field, path, isRequired))
        {
            return "";
        }

        if (thing[field] is not JsonValue value || !value.TryGetValue<string>(out var text))
        {
            Add($"{path}/{field}", "must provide a string");
            return "";
        }

        if (text.Length > most)
        {
            Add($"{path}/{field}", $"must be less than {most + 1} characters");
        }

        if (text.Length < least)
        {
            Add($"{path}/{field}", $"must be more than {least - 1} characters");
        }

        return text;
    }

    /// <summary>Checks a field that holds a list of <paramref name="least"/> to <paramref name="most"/> things.</summary>
    public JsonArray List(JsonObject thing, string field, string path, int least, int most, bool isRequired)
    {
        if (!Has(thing, field, path, isRequired))
        {
            return [];
        }

        if (thing[field] is not JsonArray list)
        {
            Add($"{path}/{field}", "must provide an array");
            return [];
        }

        if (list.Count > most)
        {
            Add($"{path}/{field}", $"no more than {most} items allowed");
        }

        if (list.Count < least)
        {
            Add($"{path}/{field}", $"no fewer than {least} items allowed");
        }

        return list;
    }

    /// <summary>Gives a field that holds an object; <see langword="null"/> where there is none.</summary>
    public JsonObject? Object(JsonObject thing, string field, string path, bool isRequired)
    {
        if (!Has(thing, field, path, isRequired))
        {
            return null;
        }

        return ObjectAt(thing[field], $"{path}/{field}");
    }

    public JsonObject? ObjectAt(JsonNode? node, string path)
    {
        if (node is JsonObject found)
        {
            return found;
        }

        Add(path, "must provide an object");
        return null;
    }

    public void Flag(JsonObject thing, string field, string path)
    {
        if (thing.ContainsKey(field) && thing[field]?.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False))
        {
            Add($"{path}/{field}", "must be a valid boolean");
        }
    }

    public void Flags(JsonObject thing, string path, params ReadOnlySpan<string> fields)
    {
        foreach (var field in fields)
        {
            Flag(thing, field, path);
        }
    }

    public int? Number(JsonObject thing, string field, string path, int least, int most)
    {
        if (!thing.ContainsKey(field))
        {
            return null;
        }

        if (thing[field] is not JsonValue value || !value.TryGetValue<int>(out var number))
        {
            Add($"{path}/{field}", "must be a valid integer");
            return null;
        }

        if (number < least || number > most)
        {
            Add($"{path}/{field}", $"must be between {least} and {most}");
        }

        return number;
    }

    public void OneOf(JsonObject thing, string field, string path, bool isRequired, params ReadOnlySpan<string> values)
    {
        if (Has(thing, field, path, isRequired) && !values.Contains(TypeOf(thing[field]) ?? ""))
        {
            Add($"{path}/{field}", "must be a valid enum value");
        }
    }

    /// <summary>Gives a string, or nothing where there is another kind of value.</summary>
    public static string? TypeOf(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private bool Has(JsonObject thing, string field, string path, bool isRequired)
    {
        if (thing.ContainsKey(field))
        {
            return true;
        }

        if (isRequired)
        {
            Add(path.Length == 0 ? "/" : path, $"missing required field: {field}");
        }

        return false;
    }
}
