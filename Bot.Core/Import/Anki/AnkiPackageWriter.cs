using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Bot.Core.Import.Tables;
using Bot.Core.Questions;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Bot.Core.Import.Anki;

/// <summary>
/// Writes the questions of a pack as a deck that every Anki since 2.0 opens: question on the front, answer on the back. A hidden field
/// holds the whole question, so that importing the deck gives the same questions.
/// </summary>
internal static class AnkiPackageWriter
{
    /// <summary>The name of the hidden field.</summary>
    public const string DataField = "Redflag";

    private const long Model = 1_767_225_600_001;

    public static byte[] Write(PackDraft pack, DateTimeOffset now)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            WriteDatabase(path, pack, now);
            using var archive = new MemoryStream();
            using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
            {
                Put(zip, "collection.anki2", File.ReadAllBytes(path));
                Put(zip, "media", "{}"u8);
            }

            return archive.ToArray();
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Put(ZipArchive zip, string name, ReadOnlySpan<byte> content)
    {
        using var stream = zip.CreateEntry(name).Open();
        stream.Write(content);
    }

    private static void WriteDatabase(string path, PackDraft pack, DateTimeOffset now)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        using var transaction = connection.BeginTransaction();
        connection.Execute(AnkiSchema.Tables, transaction: transaction);
        var (ms, seconds) = (now.ToUnixTimeMilliseconds(), now.ToUnixTimeSeconds());
        var deck = 1_000_000_000L + Number(pack.Info.Name.Value, 1_000_000_000);
        connection.Execute(
            "INSERT INTO col VALUES (1, @Seconds, @Ms, @Ms, 11, 0, 0, 0, @Conf, @Models, @Decks, @DeckConf, '{}')",
            new { Seconds = seconds, Ms = ms, Conf = AnkiSchema.Settings(deck), Models = AnkiSchema.Models(Model, deck, seconds, DataField), Decks = AnkiSchema.Decks(deck, pack.Info.Title, seconds), DeckConf = AnkiSchema.DeckSettings },
            transaction);
        for (var i = 0; i < pack.Questions.Length; i++)
        {
            var question = pack.Questions[i];
            var front = Html(question.Stem);
            var data = Json.Write(QuestionCells.Write(question).ToDictionary(pair => ColumnNames.Of(pair.Key), pair => pair.Value));
            var fields = string.Join(AnkiCollection.Separator, front, AnkiBack.Of(question), Html(question.Key.ToString()), WebUtility.HtmlEncode(data));
            var tags = string.Join(' ', question.Topic.Path.Concat(question.Topic.CrossCutting).Select(name => BankKeys.Slug(name)).Where(name => name.Length > 0).Distinct());
            connection.Execute(
                """
                INSERT INTO notes VALUES (@Id, @Guid, @Model, @Seconds, -1, @Tags, @Fields, @Front, @Sum, 0, '');
                INSERT INTO cards VALUES (@Id, @Id, @Deck, 0, @Seconds, -1, 0, 0, @Position, 0, 0, 0, 0, 0, 0, 0, 0, '');
                """,
                new { Id = ms + i, Guid = question.Key.ToString(), Model, Seconds = seconds, Tags = $" {tags} ", Fields = fields, Front = front, Sum = Number(front, uint.MaxValue), Deck = deck, Position = i + 1 },
                transaction);
        }

        transaction.Commit();
    }

    /// <summary>Gives text as HTML that shows it and nothing else.</summary>
    public static string Html(string text) => WebUtility.HtmlEncode(text.Replace(AnkiCollection.Separator, ' ')).Replace("\n", "<br>", StringComparison.Ordinal);

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5350", Justification = "Anki's own checksum of a first field; nothing is protected by it.")]
    private static long Number(string text, long below) =>
        long.Parse(Convert.ToHexString(SHA1.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 4)), NumberStyles.HexNumber, CultureInfo.InvariantCulture) % below;
}
