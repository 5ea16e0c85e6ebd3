using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Bot.Core.Grading;
using Bot.Core.Questions;

namespace Bot.Host.Commands;

/// <summary>One line of input: a request, or what is wrong with it and where. Unknown fields are ignored, null is absent.</summary>
/// <param name="Id">The line's id as it was written: a string or a number; <see langword="null"/> when there is none to be read.</param>
/// <param name="Request">The request, when the line can be read.</param>
/// <param name="Error">Otherwise the field and the reason.</param>
internal sealed record GradeLine(JsonElement? Id, GradingRequest? Request, string? Error)
{
    private static readonly string[] Severities = ["minor", "major", "fatal"];

    private static readonly string[] Sorts = ["said", "omission", "overclaim"];

    public static GradeLine Read(string line)
    {
        var json = Encoding.UTF8.GetBytes(ReplaceLoneSurrogates(line));
        try
        {
            using var document = JsonDocument.Parse(json);
            var id = document.RootElement.ValueKind == JsonValueKind.Object ? IdOf(document.RootElement) : null;
            try
            {
                return new GradeLine(id, RequestOf(document.RootElement), null);
            }
            catch (UnreadableException e)
            {
                return new GradeLine(id, null, e.Message);
            }
        }
        catch (JsonException e)
        {
            return new GradeLine(SalvageId(json), null, $"line: no valid JSON: {Reason(e)}");
        }
    }

    private static GradingRequest RequestOf(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new UnreadableException("line", $"expected an object, found {NameOf(root)}");
        var keyPoints = ListOf(root, "", "keyPoints", KeyPointOf);
        var reference = TextOf(root, "", "reference");
        if (keyPoints.IsEmpty && string.IsNullOrWhiteSpace(reference))
            throw new UnreadableException("keyPoints", "missing, and there is no reference to take its place");
        return new GradingRequest
        {
            Stem = TextOf(root, "", "stem") ?? "",
            Rubric = new Rubric
            {
                KeyPoints = keyPoints,
                RedFlags = ListOf(root, "", "redFlags", RedFlagOf),
                Numbers = ListOf(root, "", "numbers", (element, path) => new NumberToMention(Text(element, path))),
            },
            Reference = reference,
            Answer = TextOf(root, "", "answer") ?? throw new UnreadableException("answer", "missing"),
        };
    }

    private static KeyPoint KeyPointOf(JsonElement element, string path) => new()
    {
        Text = CriterionText(element, path),
        Weight = WeightOf(element, path),
        Exemplars = ExemplarsOf(element, path),
    };

    private static RedFlag RedFlagOf(JsonElement element, string path)
    {
        _ = WeightOf(element, path);
        return new RedFlag
        {
            Text = CriterionText(element, path),
            Severity = WordOf(element, path, "severity", Severities) is { } severity ? (Severity)severity : Severity.Major,
            Sort = WordOf(element, path, "sort", Sorts) is { } sort ? (FlagSort)sort : null,
            Exemplars = ExemplarsOf(element, path),
        };
    }

    private static string CriterionText(JsonElement element, string path)
    {
        if (element.ValueKind is not (JsonValueKind.String or JsonValueKind.Object))
            throw new UnreadableException(path, $"expected a string or an object, found {NameOf(element)}");
        var (text, at) = element.ValueKind == JsonValueKind.String
            ? (element.GetString(), path)
            : (TextOf(element, path, "text") ?? throw new UnreadableException($"{path}.text", "missing"), $"{path}.text");
        return !string.IsNullOrWhiteSpace(text) ? text : throw new UnreadableException(at, "is blank");
    }

    private static double WeightOf(JsonElement element, string path)
    {
        if (Field(element, "weight") is not { } weight)
            return 1;
        if (weight.ValueKind != JsonValueKind.Number)
            throw new UnreadableException($"{path}.weight", $"expected a number, found {NameOf(weight)}");
        return weight.TryGetDouble(out var value) && value > 0 && double.IsFinite(value)
            ? value
            : throw new UnreadableException($"{path}.weight", $"has to be finite and above 0, found {Shortened(weight.GetRawText())}");
    }

    private static int? WordOf(JsonElement element, string path, string name, string[] words)
    {
        if (element.ValueKind != JsonValueKind.Object || TextOf(element, path, name) is not { } word)
            return null;
        var at = Array.FindIndex(words, known => known.Equals(word, StringComparison.OrdinalIgnoreCase));
        return at >= 0 ? at : throw new UnreadableException($"{path}.{name}", $"expected {string.Join(", ", words[..^1])} or {words[^1]}, found \"{Shortened(word)}\"");
    }

    private static Exemplars ExemplarsOf(JsonElement element, string path)
    {
        if (Field(element, "exemplars") is not { } exemplars)
            return Exemplars.None;
        if (exemplars.ValueKind != JsonValueKind.Object)
            throw new UnreadableException($"{path}.exemplars", $"expected an object, found {NameOf(exemplars)}");
        return new Exemplars
        {
            Positive = ListOf(exemplars, $"{path}.exemplars", "positive", Text),
            Negative = ListOf(exemplars, $"{path}.exemplars", "negative", Text),
        };
    }

    private static ImmutableArray<T> ListOf<T>(JsonElement parent, string parentPath, string name, Func<JsonElement, string, T> read)
    {
        if (Field(parent, name) is not { } list)
            return [];
        var path = PathOf(parentPath, name);
        if (list.ValueKind != JsonValueKind.Array)
            throw new UnreadableException(path, $"expected an array, found {NameOf(list)}");
        return [.. list.EnumerateArray().Select((element, i) => read(element, $"{path}[{i}]"))];
    }

    private static string? TextOf(JsonElement parent, string parentPath, string name) =>
        Field(parent, name) is { } field ? Text(field, PathOf(parentPath, name)) : null;

    private static string Text(JsonElement element, string path) =>
        element.ValueKind == JsonValueKind.String ? element.GetString()! : throw new UnreadableException(path, $"expected a string, found {NameOf(element)}");

    private static JsonElement? Field(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var field) && field.ValueKind != JsonValueKind.Null ? field : null;

    private static string PathOf(string parent, string name) => parent.Length == 0 ? name : $"{parent}.{name}";

    private static JsonElement? IdOf(JsonElement root) =>
        Field(root, "id") is { ValueKind: JsonValueKind.String or JsonValueKind.Number } id ? id.Clone() : null;

    // The line is broken somewhere: an id that stands before the break can still be told.
    private static JsonElement? SalvageId(byte[] json)
    {
        JsonElement? id = null;
        try
        {
            var reader = new Utf8JsonReader(json, isFinalBlock: false, state: default);
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1 || !reader.ValueTextEquals("id"u8))
                    continue;
                if (reader.Read() && reader.TokenType is JsonTokenType.String or JsonTokenType.Number)
                    id = JsonElement.ParseValue(ref reader);
            }
        }
        catch (JsonException)
        {
            // The break is reached; what was found before it stands.
        }

        return id;
    }

    // An escape of half a character is no text, but no reason to leave an answer ungraded either.
    private static string ReplaceLoneSurrogates(string line)
    {
        if (!line.Contains("\\u", StringComparison.Ordinal))
            return line;
        var text = new StringBuilder(line);
        for (var i = 0; i + 1 < text.Length; i++)
        {
            if (line[i] != '\\')
                continue;
            if (IsEscape(line, i, 0xD800, 0xDBFF) && IsEscape(line, i + 6, 0xDC00, 0xDFFF))
                i += 11;
            else if (IsEscape(line, i, 0xD800, 0xDFFF))
                text.Remove(i + 2, 4).Insert(i + 2, "FFFD");
            else
                i++;
        }

        return text.ToString();
    }

    private static bool IsEscape(string line, int at, int from, int to) =>
        at + 6 <= line.Length && line[at] == '\\' && line[at + 1] == 'u'
        && line[(at + 2)..(at + 6)].All(char.IsAsciiHexDigit)
        && Convert.ToInt32(line.Substring(at + 2, 4), 16) is var value && value >= from && value <= to;

    // The reader's messages quote bytes and end with the place; the place is said in our words.
    private static string Reason(JsonException e) => $"{e.Message.Split(". ")[0].TrimEnd('.')} (at byte {e.BytePositionInLine ?? 0})";

    private static string Shortened(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private static string NameOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "a boolean",
    };

    private sealed class UnreadableException(string field, string reason) : Exception($"{field}: {reason}");
}
