using System.Globalization;
using System.Text.RegularExpressions;
using Bot.Core.Storage;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Bot.Core.Tests.Storage;

/// <summary>The rows in <c>Samples/NNNN.sql</c>, put in right after the migration of that number.</summary>
internal static partial class SampleRows
{
    public static string FileOf(int number) =>
        Repository.PathTo("tests", "Bot.Core.Tests", "Storage", "Samples", number.ToString("D4", CultureInfo.InvariantCulture) + ".sql");

    /// <summary>Takes a database through the first migrations, each followed by its samples.</summary>
    public static void Fill(TemporaryFolder folder, int until, bool withSamplesOfLast = true)
    {
        for (var number = 1; number <= until; number++)
        {
            new SqliteDatabase(folder.Directory, folder.Until(number)).Migrate();
            if (number < until || withSamplesOfLast)
            {
                using var connection = Connect(folder.Directory);
                connection.Execute($"BEGIN; {File.ReadAllText(FileOf(number))} COMMIT;");
            }
        }
    }

    public static SqliteConnection Connect(DataDirectory directory)
    {
        var connection = new SqliteConnection($"Data Source={directory.Database};Foreign Keys=True;Pooling=False");
        connection.Open();
        return connection;
    }

    /// <summary>Lists the tables of Redflag: all but SQLite's own and the journal of migrations.</summary>
    public static IReadOnlyList<string> Tables(SqliteConnection connection) =>
    [
        .. connection.Query<string>(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'migration' ORDER BY name"),
    ];

    /// <summary>Reads all rows of all tables, each as one line of its columns and values.</summary>
    public static IReadOnlyList<string> Snapshot(SqliteConnection connection, Func<string, string, bool>? wanted = null) =>
    [
        .. Tables(connection).SelectMany(table => connection
            .Query($"SELECT * FROM {table}")
            .Cast<IDictionary<string, object?>>()
            .Select(row => $"{table}: " + string.Join(", ", row
                .Where(column => wanted is null || wanted(table, column.Key))
                .Select(column => $"{column.Key}={Convert.ToString(column.Value, CultureInfo.InvariantCulture)}")))
            .Order(StringComparer.Ordinal)),
    ];

    /// <summary>Lists the values that a table's checks allow in a column, for each column that allows a fixed few.</summary>
    public static IEnumerable<(string Column, string Value)> AllowedValues(string createTable) =>
        from match in FixedFew.Matches(createTable)
        from value in match.Groups["values"].Value.Split(',')
        select (match.Groups["column"].Value, value.Trim().Trim('\''));

    [GeneratedRegex(@"^\s{4}(?<column>\w+) .*CHECK \(\k<column> IN \((?<values>[^)]*)\)\)", RegexOptions.Multiline)]
    private static partial Regex FixedFew { get; }
}
