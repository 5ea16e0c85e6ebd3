using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Bot.Core.Import.Yaml;
using Bot.Core.Questions;
using CsCheck;
using NJsonSchema;

namespace Bot.Core.Tests.Import.Yaml;

/// <summary>Holds the published schema, which editors use, to what the reader does.</summary>
public sealed partial class PackSchema
{
    private static readonly string SchemaText = File.ReadAllText(Repository.PathTo("packs", "pack.schema.json"));

    private static readonly JsonNode Root = JsonNode.Parse(SchemaText)!;

    /// <summary>Gets files that the schema and the reader have to refuse alike.</summary>
    public static TheoryData<string> Wrong =>
    [
        "{}",
        "[]",
        "text",
        "title: P\nquestions: [{key: a, stem: s}]",
        "pack: p\nquestions: [{key: a, stem: s}]",
        "pack: p\ntitle: P",
        "pack: p\ntitle: P\nquestions: []",
        "pack: P\ntitle: P\nquestions: [{key: a, stem: s}]",
        "pack: p\ntitle: ''\nquestions: [{key: a, stem: s}]",
        "pack: p\ntitle: '  '\nquestions: [{key: a, stem: s}]",
        "pack: p\ntitle: P\nasOf: May\nquestions: [{key: a, stem: s}]",
        "pack: p\ntitle: P\nasOf: 2026-02-30\nquestions: [{key: a, stem: s}]",
        "pack: p\ntitle: P\nlanguage: English\nquestions: [{key: a, stem: s}]",
        "pack: p\ntitle: P\nlicense: MIT\nquestions: [{key: a, stem: s}]",
        "pack: p\ntitle: P\naudience: all\nquestions: [{key: a, stem: s}]",
        "pack: p\ntitle: P\nsources: [{title: t, year: 17}]\nquestions: [{key: a, stem: s}]",
        "pack: p\ntitle: P\nsources: [{title: t, year: '2017'}]\nquestions: [{key: a, stem: s}]",
        "pack: p\ntitle: P\nsources: [{year: 2017}]\nquestions: [{key: a, stem: s}]",
        "pack: p\ntitle: P\nquestions: [{key: a}]",
        "pack: p\ntitle: P\nquestions: [{stem: s}]",
        "pack: p\ntitle: P\nquestions: [{key: A b, stem: s}]",
        "pack: p\ntitle: P\nquestions: [s]",
        .. new[]
        {
            "levle: core", "level: junior", "level: [core]", "level: ''", "kind: Debug", "frequency: often", "probes: text", "probes: ['']", "probes: [~]",
            "probes: [[a]]", "shortAnswer: [a]", "shortAnswer: ''", $"shortAnswer: {new string('x', 20_001)}", $"keyPoints: [{new string('x', 501)}]",
            "keyPoints: t", "keyPoints: [{}]", "keyPoints: [[t]]", "keyPoints: ['']", "keyPoints: [{text: ~}]", "keyPoints: [{text: t, weight: 0}]", "keyPoints: [{text: t, weight: '2'}]",
            "keyPoints: [{text: t, generic: yes}]", "keyPoints: [{text: t, severity: minor}]", "keyPoints: [{text: t, exemplars: [a]}]", "keyPoints: [{text: t, exemplars: {good: [a]}}]",
            "redFlags: [{text: t, severity: deadly}]", "redFlags: [{text: t, sort: lie}]", "redFlags: [{text: t, weight: 2}]", "followUps: [Why?]", "followUps: [{text: t, level: 5}]",
            "followUps: [{text: t, level: 1.5}]", "followUps: [{level: 1}]", "qaChain: [{question: q}]", "weakStrong: [{}]", "answerBlocks: [{}]", "answerBlocks: [{body: x}]", "bigWords: [{term: t}]", "formerKeys: [A]",
        }.Select(GivenYaml.Question),
    ];

    [Fact]
    public void The_fields_words_and_limits_of_the_schema_are_those_of_the_reader() => Compare(Root, PackFormat.Pack, mayBeNull: false, "#");

    [Fact]
    public void Every_field_is_described()
    {
        foreach (var properties in Descendants(Root).Select(node => node["properties"]).OfType<JsonObject>())
        {
            Assert.All(properties, property => Assert.False(string.IsNullOrWhiteSpace((string?)property.Value!["description"]), property.Key));
        }
    }

    [Fact]
    public async Task Every_example_is_an_example()
    {
        foreach (var node in Descendants(Root).Where(node => node["examples"] is JsonArray))
        {
            var schema = await JsonSchema.FromJsonAsync(AsField(node), TestContext.Current.CancellationToken);
            Assert.All(node["examples"]!.AsArray(), example => Assert.Empty(schema.Validate(new JsonObject { ["it"] = example!.DeepClone() }.ToJsonString())));
        }
    }

    [Fact]
    public async Task A_pack_that_the_reader_takes_is_valid_in_the_schema()
    {
        var schema = await SchemaAsync();
        Gen.Select(PackGen.Pack, Gen.Int).Sample(
            (pack, hand) =>
            {
                var yaml = new PackWriter(hand).Write(pack);
                Assert.True(GivenYaml.Read(yaml) is PackReading.Read && schema.Validate(AsJson(yaml)).Count == 0, yaml);
            },
            iter: 60,
            threads: 1);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_the_schema_can_refuse_is_refused_by_both(string yaml)
    {
        var schema = await SchemaAsync();

        Assert.IsType<PackReading.Faulty>(GivenYaml.Read(yaml));
        Assert.NotEmpty(schema.Validate(AsJson(yaml)));
    }

    [Fact]
    public async Task Every_pack_of_the_repository_is_valid_in_the_schema()
    {
        var schema = await SchemaAsync();
        foreach (var path in Directory.EnumerateFiles(Repository.PathTo("packs"), "*.yaml").Order(StringComparer.Ordinal))
        {
            Assert.Empty(schema.Validate(AsJson(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken))));
        }
    }

    [Fact]
    public void The_guide_names_every_field()
    {
        var guide = File.ReadAllText(Repository.PathTo("docs", "packs.md"));
        foreach (var field in Fields(PackFormat.Pack))
        {
            Assert.Contains($"| `{field.Name}` |", guide, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_example_of_the_guide_is_a_pack()
    {
        var example = Example().Match(File.ReadAllText(Repository.PathTo("docs", "packs.md"))).Groups[1].Value;

        Assert.NotEmpty(GivenYaml.PackOf(example).Questions);
    }

    [GeneratedRegex("```yaml\\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();

    private static Task<JsonSchema> SchemaAsync() => JsonSchema.FromJsonAsync(SchemaText, TestContext.Current.CancellationToken);

    private static IEnumerable<JsonObject> Descendants(JsonNode? node) => node switch
    {
        JsonObject fields => fields.SelectMany(field => Descendants(field.Value)).Prepend(fields),
        JsonArray items => items.SelectMany(Descendants),
        _ => [],
    };

    private static IEnumerable<Field> Fields(Shape shape) => shape switch
    {
        Shape.Fields fields => fields.All.SelectMany(field => Fields(field.Shape).Prepend(field)),
        Shape.List list => Fields(list.Of),
        Shape.TextOrFields either => Fields(either.Full),
        _ => [],
    };

    private static string AsField(JsonObject node) => new JsonObject
    {
        ["properties"] = new JsonObject { ["it"] = node.DeepClone() },
        ["definitions"] = Root["definitions"]!.DeepClone(),
    }.ToJsonString();

    private static JsonNode Resolve(JsonNode node) =>
        (string?)node["$ref"] is { } reference ? Root["definitions"]![reference["#/definitions/".Length..]]! : node;

    /// <summary>Compares a place of the schema with a shape; every word that limits what may stand there has to be the expected one.</summary>
    private static void Compare(JsonNode written, Shape shape, bool mayBeNull, string path)
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
                    mapping["minProperties"] = 1;
                }

                return mapping;
            default:
                return [];
        }
    }

    /// <summary>Turns YAML into JSON as an editor does: YAML 1.2's core schema, in which <c>yes</c> is a text and <c>true</c> is none.</summary>
    private static string AsJson(string yaml)
    {
        var source = new SourceText(yaml);
        return AsJson(new YamlTreeReader(source, new FaultList("p.yaml", source)).Read()!)?.ToJsonString() ?? "null";
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
