using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bot.Core;

/// <summary>How values are written into JSON columns: camelCase, enums as words, nothing that is null.</summary>
internal static class Json
{
    public static JsonSerializerOptions Columns { get; } = Create();

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Columns);

    public static T Read<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, Columns) ?? throw new JsonException($"A stored {typeof(T).Name} is null.");

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
