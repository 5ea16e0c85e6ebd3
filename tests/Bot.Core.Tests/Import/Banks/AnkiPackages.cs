using System.IO.Compression;
using System.Text;
using Bot.Core.Import;
using Bot.Core.Import.Anki;
using Bot.Core.Tests.Questions;
using Dapper;
using Microsoft.Data.Sqlite;
using ZstdSharp;
using static Bot.Core.Tests.Import.Banks.GivenBanks;

namespace Bot.Core.Tests.Import.Banks;

public sealed class AnkiPackages
{
    private static readonly DateTimeOffset Now = new(2026, 9, 21, 7, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_deck_of_somebody_is_read_note_by_note()
    {
        var bank = Document(Zip(("collection.anki2", Foreign()), ("media", "{}"u8.ToArray())), "deck.apkg");

        Assert.Equal("anki", bank.Format);
        Assert.Equal(["What is <DNS>?", "The port is _____ (a number)."], bank.Questions.Select(question => question.Draft.Stem));
        Assert.Equal(["It resolves\nnames.", null], bank.Questions.Select(question => question.Draft.Material.ShortAnswer));
        Assert.Equal(["Net", "Names"], bank.Questions[0].Draft.Topic.Path);
        Assert.Equal(["hard"], bank.Questions[0].Draft.Topic.CrossCutting);
        Assert.Equal("53", Texts(bank.Questions[1].Draft.Rubric.KeyPoints));
        Assert.Equal("Extra>see RFC>", Texts(bank.Questions[0].Draft.Material.AnswerBlocks));
    }

    [Fact]
    public void The_newest_form_of_a_deck_is_preferred_to_the_note_that_asks_for_an_update()
    {
        using var compressed = new MemoryStream();
        using (var stream = new CompressionStream(compressed, leaveOpen: true))
        {
            stream.Write(Foreign());
        }

        var bank = Document(Zip(("collection.anki2", Encoding.UTF8.GetBytes("no database at all")), ("collection.anki21b", compressed.ToArray())), "deck.apkg");

        Assert.Equal(2, bank.Questions.Length);
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("/etc/evil")]
    [InlineData("a/../../evil")]
    [InlineData(@"..\evil")]
    [InlineData("C:/evil")]
    public void An_archive_that_leads_out_of_its_folder_is_refused(string name)
    {
        var refused = Assert.IsType<BankReading.Refused>(Read(Zip(("collection.anki2", Foreign()), (name, [1])), "deck.apkg"));

        Assert.Equal($"The archive names a file outside itself (\"{name}\") and is not read.", refused.Message);
    }

    [Fact]
    public void A_bomb_is_refused_before_it_goes_off()
    {
        var bomb = Zip(("collection.anki2", new byte[300_000]));
        Assert.InRange(bomb.Length, 1, 2_000);

        var refused = Assert.IsType<BankReading.Refused>(Read(bomb, "deck.apkg", options: new ImportOptions { MostUnpackedBytes = 200_000 }));
        var many = Assert.IsType<BankReading.Refused>(Read(Zip([.. Enumerable.Range(0, 30).Select(i => ($"collection.anki2{i}", new byte[1])), ("collection.anki2", [1])]), "deck.apkg", options: new ImportOptions { MostArchiveFiles = 20 }));

        Assert.Equal("The archive unpacks to more than 200000 bytes (setting Import:MostUnpackedBytes).", refused.Message);
        Assert.Equal("The archive has 31 files; 20 are allowed (setting Import:MostArchiveFiles).", many.Message);
    }

    [Fact]
    public void A_broken_archive_or_database_is_refused()
    {
        var whole = Zip(("collection.anki2", Foreign()));

        Assert.Equal("The archive is broken.", Assert.IsType<BankReading.Refused>(Read(whole.AsMemory(0, whole.Length / 2), "deck.apkg")).Message);
        Assert.Equal("The database in the archive is broken, or no collection of Anki's.", Assert.IsType<BankReading.Refused>(Read(Zip(("collection.anki2", Encoding.UTF8.GetBytes("nonsense"))), "deck.apkg")).Message);
    }

    [Fact]
    public void No_file_stays_behind()
    {
        var before = Directory.GetFiles(Path.GetTempPath()).Length;

        _ = Document(AnkiPackageWriter.Write(GivenPacks.Pack("p", GivenPacks.Full("p/a")), Now), "deck.apkg");

        Assert.InRange(Directory.GetFiles(Path.GetTempPath()).Length, 0, before + 5);
    }

    [Fact]
    public void Our_own_deck_shows_markup_as_text()
    {
        var question = GivenPacks.Question("p/a", stem: "<script>alert(1)</script>?", point: "<img src=x>");
        var deck = AnkiPackageWriter.Write(GivenPacks.Pack("p", question), Now);

        using var archive = new ZipArchive(new MemoryStream(deck));
        using var stream = archive.GetEntry("collection.anki2")!.Open();
        using var content = new MemoryStream();
        stream.CopyTo(content);
        var text = Encoding.UTF8.GetString(content.ToArray());
        Assert.DoesNotContain("<script>", text, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;?", text, StringComparison.Ordinal);
    }

    private static byte[] Zip(params ReadOnlySpan<(string Name, byte[] Content)> files)
    {
        using var archive = new MemoryStream();
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var stream = zip.CreateEntry(name).Open();
                stream.Write(content);
            }
        }

        return archive.ToArray();
    }

    private static byte[] Foreign()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            connection.Execute(AnkiSchema.Tables);
            connection.Execute(
                """
                INSERT INTO col VALUES (1, 0, 0, 0, 11, 0, 0, 0, '{}', '{"7":{"flds":[{"name":"Front"},{"name":"Back"},{"name":"Extra"}]}}', '{"1":{"name":"Default"},"5":{"name":"Net::Names"}}', '{}', '{}');
                INSERT INTO notes VALUES (1, 'g1', 7, 0, 0, ' hard ', 'What is &lt;DNS&gt;?[sound:x.mp3]' || char(31) || 'It resolves<br>names.<script>alert(1)</script>' || char(31) || 'see <i>RFC</i>', '', 0, 0, '');
                INSERT INTO notes VALUES (2, 'g2', 7, 0, 0, '', 'The port is {{c1::53::a number}}.', '', 0, 0, '');
                INSERT INTO cards VALUES (1, 1, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '');
                INSERT INTO cards VALUES (2, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '');
                """);
        }

        var bytes = File.ReadAllBytes(path);
        File.Delete(path);
        return bytes;
    }
}
