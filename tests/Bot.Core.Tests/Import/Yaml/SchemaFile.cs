using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Bot.Core.Import.Yaml;
using Bot.Core.Questions;
using NJsonSchema;

namespace Bot.Core.Tests.Import.Yaml;

/// <summary>A published schema, which editors use, and what tests ask of every one of them.</summary>
internal sealed partial class SchemaFile
{
    private readonly string text;
    private readonly JsonNode root;

    public SchemaFile(string name)
    {
        text = File.ReadAllText(Repository.PathTo("packs", name));
        root = JsonNode.Parse(text)!;
    }

    /// <summary>Compares the schema with the table that the reader checks by.</summary>
    public void AssertSaysAsMuchAs(Shape shape) => Compare(root, shape, mayBeNull: false, "#");

    public void AssertDescribesEveryField()
    {
        foreach (var properties in Descendants(root).Select(node => node["properties"]).OfType<JsonObject>())
        {
            Assert.All(properties, property => Assert.False(string.IsNullOrWhiteSpace((string?)property.Value!["description"]), property.Key));
        }
    }

    public async Task AssertEveryExampleIsOneAsync()
    {
        foreach (var node in Descendants(root).Where(node => node["examples"] is JsonArray))
        {
            var schema = await JsonSchema.FromJsonAsync(AsField(node), TestContext.Current.CancellationToken);
            Assert.All(node["examples"]!.AsArray(), example => Assert.Empty(schema.Validate(new JsonObject { ["it"] = example!.DeepClone() }.ToJsonString())));
        }
    }

    public Task<JsonSchema> LoadAsync() => JsonSchema.FromJsonAsync(text, TestContext.Current.CancellationToken);

    /// <summary>Turns YAML into JSON as an editor does: YAML 1.2's core schema, in which <c>yes</c> is a text and <c>true</c> is none.</summary>
    public static string AsJson(string yaml)
    {
        var source = new SourceText(yaml);
        return AsJson(new YamlTreeReader(source, new FaultList("p.yaml", source), "pack").Read()!)?.ToJsonString() ?? "null";
    }

    public static IEnumerable<Field> FieldsOf(Shape shape) => shape switch
    {
        Shape.Fields fields => fields.All.SelectMany(field => FieldsOf(field.Shape).Prepend(field)),
        Shape.List list => FieldsOf(list.Of),
        Shape.TextOrFields either => FieldsOf(either.Full),
        _ => [],
    };

    private static IEnumerable<JsonObject> Descendants(JsonNode? node) => node switch
    {
        JsonObject fields => fields.SelectMany(field => Descendants(field.Value)).Prepend(fields),
        JsonArray items => items.SelectMany(Descendants),
        _ => [],
    };

    private string AsField(JsonObject node) => new JsonObject
    {
        ["properties"] = new JsonObject { ["it"] = node.DeepClone() },
        ["definitions"] = root["definitions"]!.DeepClone(),
    }.ToJsonString();

    private JsonNode Resolve(JsonNode node) =>
        (string?)node["$ref"] is { } reference ? root["definitions"]![reference["#/definitions/".Length..]]! : node;

    /// <summary>Compares a place of the schema with a shape; every word that limits what may stand there has to be the expected one.</summary>
    private void Compare(JsonNode written, Shape shape, bool mayBeNull, string path)
    {
        var node = Resolve(written).AsObject();
        string[] says = ["type", "enum", "anyOf", "pattern", "format", "minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum", "minItems", "minProperties", "additionalProperties", "required"];
        var actual = new JsonObject(node.Where(word => says.Contains(word.Key)).Select(word => KeyValuePair.Create(word.Key, word.Value?.DeepClone())));
        var expected = Expected(shape, mayBeNull);

        // Alternatives with fields are compared by what they refer to.
        if (shape is Shape.TextOrFields either)
        {
            var alternatives = node["anyOf"]!.AsArray();
            Assert.Equal(2, alternatives.Count);
            Compare(alternatives[0]!, either.Short, mayBeNull: false, path);
            Compare(alternatives[1]!, either.Full, mayBeNull: false, path);
            return;
        }

        Assert.True(JsonNode.DeepEquals(expected, actual), $"{path}: the reader wants {expected.ToJsonString()}, the schema says {actual.ToJsonString()}");
        switch (shape)
        {
            case Shape.List list:
                Compare(node["items"]!, list.Of, mayBeNull: false, path + "[]");
                break;
            case Shape.Fields fields:
                var properties = node["properties"]!.AsObject();
                Assert.Equal(fields.All.Select(field => field.Name), properties.Select(property => property.Key));
                foreach (var field in fields.All)
                {
                    Compare(properties[field.Name]!, field.Shape, mayBeNull: !field.Required, $"{path}.{field.Name}");
                }

                break;
            default:
                break;
        }
    }

    private static JsonObject Expected(Shape shape, bool mayBeNull)
    {
        JsonNode Type(params string[] types)
        {
            string[] all = mayBeNull ? [.. types, "null"] : types;
            return all.Length == 1 ? JsonValue.Create(all[0]) : new JsonArray([.. all.Select(type => JsonValue.Create(type))]);
        }

        JsonArray Words(IEnumerable<string> words, bool orNull) => new([.. words.Select(word => JsonValue.Create(word)), .. orNull ? new JsonNode?[] { null } : []]);

        switch (shape)
        {
            case Shape.Text text:
                return new() { ["type"] = Type("string", "number", "boolean"), ["minLength"] = 1, ["maxLength"] = text.Most, ["pattern"] = text.Form?.Pattern ?? "\\S" };
            case Shape.Word word:
                return new() { ["enum"] = Words(word.Words, mayBeNull) };
            case Shape.WrittenLevel:
                var anyCase = WrittenLevel.KnownWords.Select(word => string.Concat(word.Select(c => c == ' ' ? "[ -]" : $"[{char.ToUpperInvariant(c)}{c}]")));
                return new()
                {
                    ["anyOf"] = new JsonArray(
                        new JsonObject { ["enum"] = Words(WrittenLevel.KnownWords, orNull: false) },
                        new JsonObject { ["type"] = "string", ["pattern"] = $"^({string.Join('|', anyCase)})$" },
                        new JsonObject { ["type"] = "null" }),
                };
            case Shape.Date:
                return new() { ["type"] = Type("string"), ["format"] = "date", ["pattern"] = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" };
            case Shape.Whole whole:
                return new() { ["type"] = Type("integer"), ["minimum"] = whole.Least, ["maximum"] = whole.Most };
            case Shape.Weight:
                return new() { ["type"] = Type("number"), ["exclusiveMinimum"] = 0 };
            case Shape.Truth:
                return new() { ["type"] = Type("boolean") };
            case Shape.List list:
                var array = new JsonObject { ["type"] = Type("array") };
                if (list.Least > 0)
                {
                    array["minItems"] = list.Least;
                }

                return array;
            case Shape.Fields fields:
                var mapping = new JsonObject { ["type"] = Type("object"), ["additionalProperties"] = false };
                if (fields.All.Any(field => field.Required))
                {
                    mapping["required"] = Words(fields.All.Where(field => field.Required).Select(field => field.Name), orNull: false);
                }

                if (fields.NeedsOne)
                {
                    mapping["minProperties"] = fields.All.Count(field => field.Required) + 1;
                }

                return mapping;
            default:
                return [];
        }
    }

    private static JsonNode? AsJson(YamlNode node) => node switch
    {
        YamlNode.Mapping mapping => new JsonObject(mapping.Entries.Select(entry => KeyValuePair.Create(entry.Name, AsJson(entry.Value)))),
        YamlNode.Sequence sequence => new JsonArray([.. sequence.Items.Select(AsJson)]),
        YamlNode.Scalar { IsNull: true } => null,
        YamlNode.Scalar scalar when ScalarValue.TryTruth(scalar, out var truth) => JsonValue.Create(truth),
        YamlNode.Scalar { IsPlain: true } scalar when CoreNumber().IsMatch(scalar.Text) => JsonValue.Create(JsonElement.Parse(double.Parse(scalar.Text, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture))),
        YamlNode.Scalar scalar => JsonValue.Create(scalar.Text),
        _ => throw new ArgumentException("No sample holds this.", nameof(node)),
    };

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$")]
    private static partial Regex CoreNumber();
}
