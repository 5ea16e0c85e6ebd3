using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bot.Core;

/// <summary>How values are written into JSON columns: camelCase, enums as words, pictures as base64, nothing that is null.</summary>
internal static class Json
{
    public static JsonSerializerOptions Columns { get; } = Create();

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Columns);

    public static T Read<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, Columns) ?? throw new JsonException($"A stored {typeof(T).Name} is null.");

    /// <summary>Writes a stored instant for people and other programs: ISO 8601, UTC.</summary>
    public static string? Moment(long? ms) =>
        ms is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture) : null;

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower), new BytesConverter() },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    private sealed class BytesConverter : JsonConverter<ImmutableArray<byte>>
    {
        public override ImmutableArray<byte> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            [.. reader.GetBytesFromBase64()];

        public override void Write(Utf8JsonWriter writer, ImmutableArray<byte> value, JsonSerializerOptions options) =>
            writer.WriteBase64StringValue(value.AsSpan());
    }
}
