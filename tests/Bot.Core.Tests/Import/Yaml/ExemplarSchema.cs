using System.Text.RegularExpressions;
using Bot.Core.Import.Yaml;

namespace Bot.Core.Tests.Import.Yaml;

/// <summary>Holds the published schema of exemplars, which editors use, to what the reader does.</summary>
public sealed partial class ExemplarSchema
{
    private readonly SchemaFile file = new("exemplars.schema.json");

    /// <summary>Gets files that the schema and the reader have to refuse alike.</summary>
    public static TheoryData<string> Wrong =>
    [
        "{}",
        "[]",
        "text",
        "exemplarsOf: p",
        "exemplarsOf: p\nquestions: []",
        "exemplarsOf: p\nquestions: causal-mask",
        GivenExemplars.Pack,
        .. new[] { "exemplarsOf: p\n", "exemplarsOf: p" }.Zip(["", "exemplarsOf: P"], (from, to) => GivenExemplars.Exemplars().Replace(from, to, StringComparison.Ordinal)),
        GivenExemplars.Exemplars() + "title: P",
        .. new[]
        {
            "    negative: []", "    negative: ['']", "    negative: [~]", "    negative: [[a]]", "    negative: text", "    negativ: [a]", "    weight: 2", $"    negative: [{new string('x', 20_001)}]",
            "  - Says it", "  - positive: [a]", "  - criterion: ''\n    positive: [a]", "  - criterion: ~\n    positive: [a]", "  - criterion: c", $"  - criterion: {new string('x', 501)}\n    positive: [a]",
            "- key: tokens", "- key: tokens\n  criteria: []", "- key: To kens\n  criteria: [{criterion: Twice, positive: [a]}]", "- criteria: [{criterion: Twice, positive: [a]}]", "- tokens",
            "- key: tokens\n  stem: s\n  criteria: [{criterion: Twice, positive: [a]}]",
        }.Select(GivenExemplars.Exemplars),
    ];

    [Fact]
    public void The_fields_words_and_limits_of_the_schema_are_those_of_the_reader() => file.AssertSaysAsMuchAs(PackFormat.ExemplarsFile);

    [Fact]
    public void Every_field_is_described() => file.AssertDescribesEveryField();

    [Fact]
    public Task Every_example_is_an_example() => file.AssertEveryExampleIsOneAsync();

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_the_schema_can_refuse_is_refused_by_both(string yaml)
    {
        var schema = await file.LoadAsync();

        Assert.IsType<PackReading.Faulty>(GivenExemplars.Read(yaml));
        Assert.NotEmpty(schema.Validate(SchemaFile.AsJson(yaml)));
    }

    [Fact]
    public async Task What_the_reader_takes_is_valid_in_the_schema()
    {
        var schema = await file.LoadAsync();
        var yaml = GivenExemplars.Exemplars("    negative: ~\n  - criterion: Claims that the mask hides padding only\n    negative: [yes, 42]\n- key: p/tokens\n  criteria: [{criterion: Says that it is a piece of a word, positive: [a]}]");

        Assert.Equal("no fault", GivenExemplars.FaultsOf(yaml));
        Assert.Empty(schema.Validate(SchemaFile.AsJson(yaml)));
    }

    [Fact]
    public async Task The_exemplars_of_the_repository_are_valid_in_the_schema()
    {
        var schema = await file.LoadAsync();
        foreach (var path in PackFile.ListIn(Repository.PathTo("packs")).Select(pack => pack.ExemplarsPath).OfType<string>())
        {
            Assert.Empty(schema.Validate(SchemaFile.AsJson(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken))));
        }
    }

    [Fact]
    public void The_guide_names_every_field()
    {
        var guide = File.ReadAllText(Repository.PathTo("docs", "packs.md"));
        Assert.All(SchemaFile.FieldsOf(PackFormat.ExemplarsFile), field => Assert.Contains($"| `{field.Name}` |", guide, StringComparison.Ordinal));
    }

    [Fact]
    public void The_example_of_the_guide_goes_with_the_guides_pack()
    {
        var examples = Example().Matches(File.ReadAllText(Repository.PathTo("docs", "packs.md")));

        Assert.Equal("no fault", GivenExemplars.FaultsOf(examples[1].Groups[1].Value, examples[0].Groups[1].Value));
    }

    [GeneratedRegex("```yaml\\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
