using System.Globalization;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Bot.Core.Import.Anki;

/// <summary>The notes of a deck, read out of Anki's database, old or new.</summary>
internal static class AnkiCollection
{
    /// <summary>Between the fields of a note, and between the names of nested decks in new collections.</summary>
    public const char Separator = '\u001F';

    /// <summary>Reads the notes of a database that lies in a file.</summary>
    /// <exception cref="BankFormatException">The database is broken, or no collection.</exception>
    public static List<AnkiNote> Read(string path)
    {
        var connectionString = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString();
        try
        {
            using var connection = new SqliteConnection(connectionString);
            connection.Open();

            // Nothing in the file is trusted: no function of a view or an index of it runs.
            connection.Execute("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA query_only = ON;");
            connection.CreateCollation("unicase", (one, other) => string.Compare(one, other, StringComparison.OrdinalIgnoreCase));
            var tables = connection.Query<string>("SELECT name FROM sqlite_master WHERE type = 'table'").ToHashSet(StringComparer.Ordinal);
            if (!tables.Contains("notes") || !tables.Contains("cards"))
            {
                throw new BankFormatException("The database in the archive is no collection of Anki's.");
            }

            var fields = tables.Contains("fields") ? NewFields(connection) : OldFields(connection);
            var decks = tables.Contains("decks") ? NewDecks(connection) : OldDecks(connection);
            var rows = connection.Query<NoteRow>(
                """
                SELECT n.guid AS Guid, n.mid AS Model, n.tags AS Tags, n.flds AS Fields, MIN(c.did) AS Deck
                FROM notes n
                LEFT JOIN cards c ON c.nid = n.id
                GROUP BY n.id
                ORDER BY n.id
                """);
            return
            [
                .. rows.Select(row => new AnkiNote(
                    row.Guid ?? "",
                    fields.GetValueOrDefault(row.Model, []),
                    (row.Fields ?? "").Split(Separator),
                    (row.Tags ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries),
                    decks.GetValueOrDefault(row.Deck ?? 0, []))),
            ];
        }
        catch (Exception exception) when (exception is SqliteException or JsonException or FormatException or InvalidCastException or InvalidOperationException or System.Data.DataException)
        {
            throw new BankFormatException("The database in the archive is broken, or no collection of Anki's.", exception);
        }
    }

    private static Dictionary<long, string[]> OldFields(SqliteConnection connection)
    {
        using var models = JsonDocument.Parse(connection.QueryFirstOrDefault<string>("SELECT models FROM col LIMIT 1") ?? "{}");
        var fields = new Dictionary<long, string[]>();
        foreach (var model in models.RootElement.EnumerateObject())
        {
            if (long.TryParse(model.Name, CultureInfo.InvariantCulture, out var id) && model.Value.ValueKind == JsonValueKind.Object && model.Value.TryGetProperty("flds", out var list) && list.ValueKind == JsonValueKind.Array)
            {
                fields[id] = [.. list.EnumerateArray().Select(NameOf)];
            }
        }

        return fields;
    }

    private static Dictionary<long, string[]> OldDecks(SqliteConnection connection)
    {
        using var decks = JsonDocument.Parse(connection.QueryFirstOrDefault<string>("SELECT decks FROM col LIMIT 1") ?? "{}");
        var names = new Dictionary<long, string[]>();
        foreach (var deck in decks.RootElement.EnumerateObject())
        {
            if (long.TryParse(deck.Name, CultureInfo.InvariantCulture, out var id))
            {
                names[id] = NameOf(deck.Value).Split("::");
            }
        }

        return names;
    }

    private static Dictionary<long, string[]> NewFields(SqliteConnection connection) => connection
        .Query<FieldRow>("SELECT ntid AS Model, ord AS Position, name AS Name FROM fields")
        .GroupBy(row => row.Model)
        .ToDictionary(group => group.Key, group => group.OrderBy(row => row.Position).Select(row => row.Name ?? "").ToArray());

    private static Dictionary<long, string[]> NewDecks(SqliteConnection connection) => connection
        .Query<DeckRow>("SELECT id AS Id, name AS Name FROM decks")
        .ToDictionary(row => row.Id, row => (row.Name ?? "").Split(Separator));

    private static string NameOf(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString()! : "";

    private sealed record NoteRow
    {
        public string? Guid { get; init; }

        public long Model { get; init; }

        public string? Tags { get; init; }

        public string? Fields { get; init; }

        public long? Deck { get; init; }
    }

    private sealed record FieldRow
    {
        public long Model { get; init; }

        public long Position { get; init; }

        public string? Name { get; init; }
    }

    private sealed record DeckRow
    {
        public long Id { get; init; }

        public string? Name { get; init; }
    }
}
