using System.Globalization;
using Bot.Core.Storage;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Bot.Core.Backups;

/// <summary>A copy of a database that nobody uses, looked at as a whole.</summary>
/// <param name="Schema">The number of the last migration that it had.</param>
/// <param name="Rows">How many rows all tables have together.</param>
internal sealed record DatabaseCopy(int Schema, long Rows)
{
    /// <summary>Looks at every page of a copy.</summary>
    /// <param name="path">The copy.</param>
    /// <param name="name">What to call it where it is no good.</param>
    /// <returns>What it holds.</returns>
    /// <exception cref="StorageException">It is damaged, or not Redflag's.</exception>
    public static DatabaseCopy Inspect(string path, string name)
    {
        try
        {
            using var connection = new SqliteConnection(
                new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            connection.Open();
            if (connection.ExecuteScalar<long>("PRAGMA application_id") != SqliteDatabase.ApplicationId)
            {
                throw new StorageException($"{name} is no database of Redflag.");
            }

            if (connection.ExecuteScalar<string>("PRAGMA integrity_check(1)") is { } finding and not "ok")
            {
                throw new StorageException($"{name} is damaged: {finding}");
            }

            var rows = connection
                .Query<string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite^_%' ESCAPE '^'")
                .Sum(table => connection.ExecuteScalar<long>($"SELECT count(*) FROM \"{table.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
            return new DatabaseCopy(connection.ExecuteScalar<int>("PRAGMA user_version"), rows);
        }
        catch (SqliteException exception)
        {
            throw new StorageException(
                string.Create(CultureInfo.InvariantCulture, $"{name} cannot be read as a database: {exception.Message}"), exception);
        }
    }

    /// <summary>Copies a database as it is at one moment, while others may write to it.</summary>
    /// <param name="from">The database.</param>
    /// <param name="to">The copy; must not be there yet.</param>
    public static void Make(string from, string to)
    {
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = from, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = 30 }.ToString());
        connection.Open();
        connection.Execute("VACUUM INTO @To", new { To = to });
    }
}
