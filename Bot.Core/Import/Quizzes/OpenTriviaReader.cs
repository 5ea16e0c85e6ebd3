using System.Net;
using System.Text;
using System.Text.Json;
using Bot.Core.Import.Drafting;
using Bot.Core.Import.Lines;
using Bot.Core.Import.Tables;

namespace Bot.Core.Import.Quizzes;

/// <summary>Reads answers of the Open Trivia Database: JSON with "results", in each of the encodings that it offers.</summary>
internal sealed class OpenTriviaReader : IBankReader
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 32 };

    public string Format => "opentdb";

    public double Recognise(BankFile file) =>
        file.Text is { } text && text.TrimStart() is ['{' or '[', ..] && text.Contains("\"correct_answer\"", StringComparison.Ordinal) && text.Contains("\"question\"", StringComparison.Ordinal) ? 1 : 0;

    public void Read(BankFile file, BankSketch bank)
    {
        using var json = Parse(file.Text ?? throw new BankFormatException("The file is an archive, and no JSON."));
        var root = json.RootElement;
        var results = root.ValueKind == JsonValueKind.Array ? root
            : root.ValueKind == JsonValueKind.Object && root.TryGetProperty("results", out var list) && list.ValueKind == JsonValueKind.Array ? list
            : throw new BankFormatException("There is no list \"results\" in the file.");
        var places = Places(file);
        var decode = Decoder(results);
        var index = 0;
        foreach (var item in results.EnumerateArray())
        {
            var place = index < places.Count ? places[index] : new LineRange(1, 1);
            index++;
            if (item.ValueKind != JsonValueKind.Object || Text(item, "question", decode) is not { Length: > 0 } title)
            {
                bank.Warn(place.From, "no-question", $"Entry {index} has no question in it and was not read.");
                continue;
            }

            Add(bank, item, title, decode, place);
        }

        // What holds the list together says nothing.
        foreach (var line in Enumerable.Range(1, file.Lines.Length).Except(places.SelectMany(place => Enumerable.Range(place.From, place.To - place.From + 1))))
        {
            bank.Furnish(line);
        }
    }

    private static void Add(BankSketch bank, JsonElement item, string title, Func<string, string> decode, LineRange place)
    {
        var question = bank.Add(new QuestionSketch { Title = title, Number = bank.Questions.Count + 1 });
        question.Lines.UnionWith(Enumerable.Range(place.From, place.To - place.From + 1));
        foreach (var field in item.EnumerateObject())
        {
            var text = field.Value.ValueKind == JsonValueKind.String ? decode(field.Value.GetString()!) : "";
            switch (field.Name)
            {
                case "question" or "correct_answer" or "incorrect_answers":
                    break;
                case "category" when text.Length > 0:
                    question.SectionPath = [.. text.Split(": ", 2).Select(name => name.Trim()).Where(name => name.Length > 0)];
                    break;
                case "difficulty" when text.Length > 0:
                    QuestionCells.ReadLevel(question, text, place.From);
                    break;
                case "type" when text is "multiple" or "boolean":
                    break;
                default:
                    question.AddBlock(FoundText.Tidy(field.Name), place.From).Text = text.Length > 0 ? text : field.Value.GetRawText();
                    break;
            }
        }

        var wrong = item.TryGetProperty("incorrect_answers", out var others) && others.ValueKind == JsonValueKind.Array
            ? others.EnumerateArray().Where(other => other.ValueKind == JsonValueKind.String).Select(other => decode(other.GetString()!)).ToList()
            : [];
        Choices.Add(question, Text(item, "correct_answer", decode) is { } right ? [right] : [], wrong, place.From);
    }

    private static string? Text(JsonElement item, string name, Func<string, string> decode) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? decode(value.GetString()!) : null;

    private static JsonDocument Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text, Lenient);
        }
        catch (JsonException exception)
        {
            throw new BankFormatException($"The file is not JSON: line {exception.LineNumber + 1}, column {exception.BytePositionInLine + 1}.", exception);
        }
    }

    /// <summary>Finds out how the texts are encoded: base64 and percent signs where all questions are, else HTML.</summary>
    private static Func<string, string> Decoder(JsonElement results)
    {
        var texts = results.EnumerateArray()
            .Where(item => item.ValueKind == JsonValueKind.Object && item.TryGetProperty("question", out var question) && question.ValueKind == JsonValueKind.String)
            .Select(item => item.GetProperty("question").GetString()!)
            .ToList();
        return texts.Count > 0 && texts.TrueForAll(text => FromBase64(text) is not null) ? text => FromBase64(text) ?? text
            : texts.Count > 0 && texts.TrueForAll(text => !text.Contains(' ', StringComparison.Ordinal)) && texts.Exists(text => text.Contains("%20", StringComparison.Ordinal)) ? Uri.UnescapeDataString
            : text => WebUtility.HtmlDecode(text).Trim();
    }

    private static string? FromBase64(string text)
    {
        if (text.Length is 0 or > 100_000 || text.Length % 4 != 0 || text.Contains(' ', StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(Convert.FromBase64String(text));
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Finds the lines of each entry of the list.</summary>
    private static List<LineRange> Places(BankFile file)
    {
        var bytes = Encoding.UTF8.GetBytes(file.Text!);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 32 });
        var places = new List<LineRange>();
        var (depth, line, counted, inResults, from) = (-1, 1, 0, false, 1);
        while (reader.Read())
        {
            var at = (int)reader.TokenStartIndex;
            line += bytes.AsSpan(counted, at - counted).Count((byte)'\n');
            counted = at;
            if (!inResults && reader.TokenType == JsonTokenType.StartArray && (reader.CurrentDepth == 0 || (reader.CurrentDepth == 1 && depth == 1)))
            {
                (inResults, depth) = (true, reader.CurrentDepth);
            }
            else if (!inResults && reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1)
            {
                depth = reader.ValueTextEquals("results"u8) ? 1 : -1;
            }
            else if (inResults && reader.CurrentDepth == depth + 1)
            {
                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                {
                    from = line;
                }
                else
                {
                    places.Add(new LineRange(reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray ? from : line, line));
                }
            }
            else if (inResults && reader.TokenType == JsonTokenType.EndArray && reader.CurrentDepth == depth)
            {
                break;
            }
        }

        return places;
    }
}
