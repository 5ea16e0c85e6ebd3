using System.Text.Json.Nodes;

namespace Bot.SlackEmulation.Api;

/// <summary>Why Slack would not do something; mostly told with the status 200.</summary>
/// <param name="error">Slack's word.</param>
/// <param name="details">What is wrong with which field.</param>
internal sealed class ApiError(string error, params IReadOnlyList<string> details) : Exception(error)
{
    public string Error { get; } = error;

    /// <summary>Gets fields that only this error has.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    public static ApiError MissingScope(string needed, IEnumerable<string> provided) =>
        new("missing_scope", $"needed: {needed}") { Fields = new Dictionary<string, string> { ["needed"] = needed, ["provided"] = string.Join(',', provided) } };

    public static ApiError MissingArgument(string name) => new("invalid_arguments", $"missing required field: {name}");

    public JsonObject ToJson()
    {
        var json = new JsonObject { ["ok"] = false, ["error"] = Error };
        foreach (var (name, value) in Fields)
        {
            json[name] = value;
        }

        if (details.Count > 0)
        {
            if (Error == "invalid_blocks")
            {
                json["errors"] = new JsonArray([.. details.Select(detail => JsonValue.Create(detail))]);
            }

            json["response_metadata"] = new JsonObject { ["messages"] = new JsonArray([.. details.Select(detail => JsonValue.Create($"[ERROR] {detail}"))]) };
        }

        return json;
    }

    public override string ToString() => details.Count == 0 ? Error : $"{Error} ({string.Join("; ", details)})";
}
