using System.Text.RegularExpressions;
using Bot.Core.Import.Yaml;
using CsCheck;

namespace Bot.Core.Tests.Import.Yaml;

/// <summary>Holds the published schema, which editors use, to what the reader does.</summary>
public sealed partial class PackSchema
{
    private readonly SchemaFile file = new("pack.schema.json");

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
    public void The_fields_words_and_limits_of_the_schema_are_those_of_the_reader() => file.AssertSaysAsMuchAs(PackFormat.Pack);

    [Fact]
    public void Every_field_is_described() => file.AssertDescribesEveryField();

    [Fact]
    public Task Every_example_is_an_example() => file.AssertEveryExampleIsOneAsync();

    [Fact]
    public async Task A_pack_that_the_reader_takes_is_valid_in_the_schema()
    {
        var schema = await file.LoadAsync();
        Gen.Select(PackGen.Pack, Gen.Int).Sample(
            (pack, hand) =>
            {
                var yaml = new PackWriter(hand).Write(pack);
                Assert.True(GivenYaml.Read(yaml) is PackReading.Read && schema.Validate(SchemaFile.AsJson(yaml)).Count == 0, yaml);
            },
            iter: 60,
            threads: 1);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_the_schema_can_refuse_is_refused_by_both(string yaml)
    {
        var schema = await file.LoadAsync();

        Assert.IsType<PackReading.Faulty>(GivenYaml.Read(yaml));
        Assert.NotEmpty(schema.Validate(SchemaFile.AsJson(yaml)));
    }

    [Fact]
    public async Task Every_pack_of_the_repository_is_valid_in_the_schema()
    {
        var schema = await file.LoadAsync();
        foreach (var pack in PackFile.ListIn(Repository.PathTo("packs")))
        {
            Assert.Empty(schema.Validate(SchemaFile.AsJson(await File.ReadAllTextAsync(pack.Path, TestContext.Current.CancellationToken))));
        }
    }

    [Fact]
    public void The_guide_names_every_field()
    {
        var guide = File.ReadAllText(Repository.PathTo("docs", "packs.md"));
        foreach (var field in SchemaFile.FieldsOf(PackFormat.Pack))
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
}
