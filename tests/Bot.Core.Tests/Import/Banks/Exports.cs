using System.Text;
using System.Text.Json;
using Bot.Core.Import;
using Bot.Core.Questions;
using Bot.Core.Tests.Import.Yaml;
using Bot.Core.Tests.Questions;
using CsCheck;
using static Bot.Core.Tests.Import.Banks.GivenBanks;

namespace Bot.Core.Tests.Import.Banks;

public sealed class Exports
{
    private static readonly DateTimeOffset Now = new(2026, 9, 21, 7, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("csv", "p.csv", 1_000)]
    [InlineData("markdown", "p.md", 1_000)]
    [InlineData("anki", "p.apkg", 20)]
    public void A_pack_that_is_exported_is_imported_with_the_same_questions(string format, string path, int iterations) =>
        PackGen.Pack.Sample(
            pack =>
            {
                var bytes = PackExport.Write(pack, format, Now);
                var read = Readers.Read(path, bytes, null, pack.Info.Name);
                Assert.True(read is BankReading.Read, $"{(read as BankReading.Refused)?.Message}\n{Encoding.UTF8.GetString(bytes)}");
                var document = ((BankReading.Read)read).Document;
                Assert.Equal(format, document.Format);
                Assert.True(Json(pack) == Json(document.ToPack()), $"{Encoding.UTF8.GetString(bytes)}\n{Json(pack)}\n{Json(document.ToPack())}");
            },
            iter: iterations);

    [Theory]
    [InlineData("1. Why?")]
    [InlineData("Q2: Why?")]
    [InlineData("Why? [see http://example.org/a]")]
    [InlineData("[see http://example.org/a]")]
    public void What_looks_like_a_number_or_a_source_in_a_question_of_ours_is_part_of_it(string stem)
    {
        var pack = GivenPacks.Pack("p", GivenPacks.Question("p/mask", stem, "So", "So."));

        var read = Assert.IsType<BankReading.Read>(Readers.Read("p.md", PackExport.Write(pack, "markdown", Now), null, pack.Info.Name));

        Assert.Equal(stem, Assert.Single(read.Document.Questions).Draft.Stem);
    }

    [Fact]
    public void Markdown_is_made_to_be_read_by_people()
    {
        var pack = GivenPacks.Pack("p", GivenPacks.Question("p/mask", "What does a mask do?", "Hides <later> tokens", "It *hides*.\nReally."));

        Assert.Equal(
            """
            # The pack p

            ## What does a mask do?

            **Key:** p/mask

            **Short answer:**

            ```text
            It *hides*.
            Really.
            ```

            **Key points:**

            - Hides \<later\> tokens


            """.ReplaceLineEndings("\n"),
            Encoding.UTF8.GetString(PackExport.Write(pack, "markdown", Now)));
    }

    [Fact]
    public void A_spreadsheet_finds_no_formula_in_a_table()
    {
        var pack = GivenPacks.Pack("p", GivenPacks.Question("p/a", stem: "=HYPERLINK(\"http://evil\")", point: "+1"));

        var text = Encoding.UTF8.GetString(PackExport.Write(pack, "csv", Now));

        Assert.Contains("\"'=HYPERLINK(\"\"http://evil\"\")\"", text, StringComparison.Ordinal);
        Assert.Contains(",'+1,", text, StringComparison.Ordinal);
        Assert.Equal("=HYPERLINK(\"http://evil\")", Document(text, "p.csv").Questions[0].Draft.Stem);
    }

    [Fact]
    public void A_bank_that_was_imported_can_be_exported_as_a_pack_of_ours()
    {
        foreach (var text in new[] { ProbeBank, DepthBank, TaggedList, DeepDive, OutlineBank })
        {
            var pack = Document(text).ToPack();
            var yaml = Encoding.UTF8.GetString(PackExport.Write(pack, "yaml", Now));

            Assert.Equal(JsonSerializer.Serialize(pack), JsonSerializer.Serialize(GivenYaml.PackOf(yaml)));
        }
    }

    private static string Json(PackDraft pack) => JsonSerializer.Serialize(pack.Questions);
}
