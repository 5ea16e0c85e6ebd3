using Bot.Core.Import.Yaml;
using Bot.Core.Questions;

namespace Bot.Core.Tests.Import.Yaml;

/// <summary>What becomes of exemplars that stand in a file of their own.</summary>
public sealed class ExemplarReadings
{
    [Fact]
    public void Exemplars_are_found_by_the_text_of_their_criterion_and_change_nothing_else()
    {
        var pack = GivenExemplars.PackOf(
            """
            exemplarsOf: p
            questions:
            - key: p/causal-mask
              criteria:
              - criterion: Claims that the mask hides padding only
                positive: [it is there for padding]
                negative: [it hides the future and padding]
              - criterion: "Says that training would otherwise see the future"
                positive:
                - yes
                - >-
                  else it
                  could peek
              - criterion: Says that a token attends only to itself and to earlier tokens
                negative: [it looks both ways]
            """);

        Assert.Equal(
            new Rubric
            {
                KeyPoints =
                [
                    new() { Text = "Says that a token attends only to itself and to earlier tokens", Exemplars = new() { Negative = ["it looks both ways"] } },
                    new() { Text = "Says that training would otherwise see the future", Weight = 2, Exemplars = new() { Positive = ["yes", "else it could peek"] } },
                    new() { Text = "Says when no mask is needed", Exemplars = new() { Positive = ["no need when decoding"] } },
                ],
                RedFlags =
                [
                    new()
                    {
                        Text = "Claims that the mask hides padding only",
                        Severity = Severity.Fatal,
                        Exemplars = new() { Positive = ["it is there for padding"], Negative = ["it hides the future and padding"] },
                    },
                ],
            },
            pack.Questions[0].Rubric);
        Assert.Equal(GivenYaml.PackOf(GivenExemplars.Pack).Questions[1].Rubric, pack.Questions[1].Rubric);
    }

    [Fact]
    public void A_criterion_is_the_same_however_its_text_is_written()
    {
        const string Pack = "pack: p\ntitle: P\nquestions:\n- key: a\n  stem: s\n  keyPoints:\n  - >-\n    Says that\n    it: works\n";

        var pack = GivenExemplars.PackOf("exemplarsOf: p\nquestions: [{key: a, criteria: [{criterion: 'Says that it: works', positive: [ok]}]}]", Pack);

        Assert.Equal(["ok"], pack.Questions[0].Rubric.KeyPoints[0].Exemplars.Positive);
    }

    [Fact]
    public void What_is_exported_has_the_exemplars_in_itself()
    {
        var pack = GivenExemplars.PackOf(GivenExemplars.Exemplars());

        Assert.Equal(pack.Questions[0].Rubric, GivenYaml.PackOf(YamlPackWriter.Write(pack)).Questions[0].Rubric);
    }

    [Fact]
    public void Exemplars_lie_beside_their_pack_under_its_name()
    {
        var folder = Directory.CreateTempSubdirectory("redflag-");
        try
        {
            string Write(string name, string content)
            {
                var path = Path.Combine(folder.FullName, name);
                File.WriteAllText(path, content);
                return path;
            }

            var (pack, exemplars) = (Write("p.yaml", GivenExemplars.Pack), Write("p.exemplars.yaml", GivenExemplars.Exemplars()));
            var lonely = Write("o.exemplars.yaml", GivenExemplars.Exemplars());
            var other = Write("q.yml", "pack: q\ntitle: Q\nquestions: [{key: a, stem: s}]");
            Write("p.answers.jsonl", "{}");
            Write("p.schema.json", "{}");
            folder.CreateSubdirectory("r.yaml");

            var found = PackFile.ListIn(folder.FullName);

            Assert.Equal([(Path.Combine(folder.FullName, "o.yaml"), lonely), (pack, exemplars), (other, null)], found.Select(file => (file.Path, file.ExemplarsPath)));
            Assert.Equal(
                $"{lonely}:1:1: The pack of these exemplars is missing: {found[0].Path}. Put it there, or take this file away.",
                GivenYaml.Say(found[0].Read()));
            Assert.Equal(["it only looks back"], Assert.IsType<PackReading.Read>(found[1].Read()).Pack.Questions[0].Rubric.KeyPoints[0].Exemplars.Positive);
            Assert.IsType<PackReading.Read>(found[2].Read());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("p.exemplars.yaml", "p.yaml")]
    [InlineData("a/b.c.exemplars.yml", "a/b.c.yml")]
    [InlineData("p.yaml", null)]
    [InlineData("exemplars.yaml", null)]
    [InlineData("p.exemplars", null)]
    [InlineData("p.exemplars.json", null)]
    [InlineData("p.exemplars.yaml/p.yaml", null)]
    public void Exemplars_are_known_by_their_name(string path, string? pack)
    {
        Assert.Equal(pack is not null, PackFile.IsExemplars(path, out var found));
        Assert.Equal(pack ?? path, found);
        Assert.True(pack is null || PackFile.ExemplarsOf(pack) == path);
    }
}
