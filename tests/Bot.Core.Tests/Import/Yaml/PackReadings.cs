using System.Text;
using Bot.Core.Import.Yaml;
using Bot.Core.Questions;

namespace Bot.Core.Tests.Import.Yaml;

public sealed class PackReadings
{
    [Fact]
    public void Words_and_numbers_are_texts_where_a_text_is_wanted() =>
        Assert.Equal(
            ["yes", "no", "on", "1.10", "0x10", "007", "2026-05-31", "true", "Null and void", "12:30", "null"],
            GivenYaml.QuestionOf("numbers: [yes, no, on, 1.10, 0x10, 007, 2026-05-31, true, Null and void, 12:30, 'null']").Rubric.Numbers.Select(number => number.Text));

    [Fact]
    public void Norwegian_is_a_language_and_not_a_truth_value() =>
        Assert.Equal("no", GivenYaml.PackOf("pack: p\ntitle: 404\nlanguage: no\nquestions: [{key: 1, stem: y}]").Info.Language);

    [Fact]
    public void A_field_without_a_value_is_absent() =>
        Assert.Equal(
            new QuestionDraft { Key = QuestionKey.Parse("p/a"), Stem = "What?" } with { Material = new() },
            GivenYaml.QuestionOf("shortAnswer:\nlevel: ~\nkind: null\nfrequency: NULL\nkeyPoints:\nprobes: ~") with { FormerKeys = [], Material = new() });

    [Fact]
    public void A_criterion_may_be_a_text_alone()
    {
        var rubric = GivenYaml.QuestionOf(
            """
            keyPoints:
            - Says what the mask hides.
            - text: Says when it is needed.
              weight: 2.5
              exemplars: {positive: [During training.], negative: [Always.]}
            redFlags:
            - Says that tokens are words.
            - text: Always masks.
              severity: fatal
              sort: overclaim
              generic: true
            """).Rubric;

        Assert.Equal(
            new Rubric
            {
                KeyPoints =
                [
                    new() { Text = "Says what the mask hides." },
                    new() { Text = "Says when it is needed.", Weight = 2.5, Exemplars = new() { Positive = ["During training."], Negative = ["Always."] } },
                ],
                RedFlags =
                [
                    new() { Text = "Says that tokens are words." },
                    new() { Text = "Always masks.", Severity = Severity.Fatal, Sort = FlagSort.Overclaim, Generic = true },
                ],
            },
            rubric);
    }

    [Theory]
    [InlineData("core", Level.Core)]
    [InlineData("System Design", Level.Advanced)]
    [InlineData("STAFF", Level.Expert)]
    public void A_level_is_kept_as_it_is_written(string written, Level level) =>
        Assert.Equal(new WrittenLevel(written, level), GivenYaml.QuestionOf($"level: {written}").Level);

    [Fact]
    public void A_key_may_carry_the_name_of_its_pack()
    {
        var question = Assert.Single(GivenYaml.PackOf("pack: p\ntitle: P\nquestions: [{key: p/a, formerKeys: [p/b, c], stem: s}]").Questions);

        Assert.Equal("p/a", question.Key.ToString());
        Assert.Equal(["p/b", "p/c"], question.FormerKeys.Select(key => key.ToString()));
    }

    [Theory]
    [InlineData("shortAnswer: |\n  one\n  two", "one\ntwo")]
    [InlineData("shortAnswer: |+\n\n  one\n    two\n\n\nkind: debug", "one\n  two")]
    [InlineData("shortAnswer: >-\n  one\n  two", "one two")]
    [InlineData("shortAnswer: one\n  two", "one two")]
    [InlineData("shortAnswer: \"  one\\n\\n  two \\n\"", "  one\n\n  two")]
    [InlineData("shortAnswer: 'a: b # c'", "a: b # c")]
    [InlineData("shortAnswer: see http://example.org/#x", "see http://example.org/#x")]
    public void The_way_of_writing_a_text_does_not_change_it(string field, string expected) =>
        Assert.Equal(expected, GivenYaml.QuestionOf(field).Material.ShortAnswer);

    [Fact]
    public void A_text_is_as_long_as_its_characters_and_not_as_its_code_units() =>
        Assert.Equal(1000, GivenYaml.QuestionOf($"keyPoints: [{string.Concat(Enumerable.Repeat("🚩", 500))}]").Rubric.KeyPoints[0].Text.Length);

    [Fact]
    public void A_byte_order_mark_and_the_line_ends_of_Windows_make_no_difference()
    {
        var yaml = GivenYaml.Question("shortAnswer: |\n  one\n  two\n").ReplaceLineEndings("\r\n");
        using var bytes = new MemoryStream([.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(yaml)]);

        var pack = Assert.IsType<PackReading.Read>(YamlPackReader.Read("p.yaml", bytes)).Pack;

        Assert.Equal("one\ntwo", pack.Questions[0].Material.ShortAnswer);
        Assert.Equal("one\ntwo", GivenYaml.PackOf("\uFEFF" + yaml).Questions[0].Material.ShortAnswer);
    }

    [Fact]
    public void Every_pack_of_the_repository_is_without_fault()
    {
        foreach (var pack in PackFile.ListIn(Repository.PathTo("packs")))
        {
            Assert.Equal("no fault", GivenYaml.Say(pack.Read()));
        }
    }

    [Theory]
    [InlineData("pack")]
    [InlineData("pack\n")]
    public void A_name_ends_where_its_text_ends(string text) =>
        Assert.Equal(!text.EndsWith('\n'), PackName.TryParse(text, out _));
}
