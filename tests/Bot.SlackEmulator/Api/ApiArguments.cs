using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bot.SlackEmulation.Api;

/// <summary>The arguments of a call. A form carries lists and objects as JSON in a string, and JSON may do so.</summary>
internal sealed class ApiArguments(JsonObject fields)
{
    public JsonObject Fields { get; } = fields;

    public bool Has(string name) => Fields[name] is not null;

    public string? Text(string name) => Fields[name] is JsonValue value ? value.ToString() : null;

    public string Need(string name) => Text(name) is { Length: > 0 } text ? text : throw ApiError.MissingArgument(name);

    public bool Flag(string name) => Text(name) is "true" or "True" or "1";

    public int Number(string name, int otherwise) => int.TryParse(Text(name), CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    public JsonArray? List(string name, string error) => Parse(name, error) is { } node ? node as JsonArray ?? throw new ApiError(error) : null;

    public JsonObject? Object(string name, string error) => Parse(name, error) is { } node ? node as JsonObject ?? throw new ApiError(error) : null;

    private JsonNode? Parse(string name, string error)
    {
        if (Fields[name] is not JsonValue value || !value.TryGetValue<string>(out var text))
        {
            return Fields[name];
        }

        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            throw new ApiError(error, $"no JSON [json-pointer:/{name}]");
        }
    }
}
