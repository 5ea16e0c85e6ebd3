using System.Globalization;
using System.Security.Cryptography;
using Bot.Core.Storage;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Bot.Core.Tests.Storage;

public sealed class SqliteDatabaseTests
{
    [Fact]
    public void Without_a_file_all_migrations_run()
    {
        using var folder = new TemporaryFolder();
        var database = Open(folder);

        Assert.Equal((0, false), (database.Inspect(), database.IsCurrent()));
        Assert.False(File.Exists(folder.Directory.Database));
        Assert.Equal(TemporaryFolder.All.Latest, database.Migrate());
        Assert.Equal((TemporaryFolder.All.Latest, true), (database.Inspect(), database.IsCurrent()));
    }

    [Fact]
    public void An_empty_file_counts_as_none()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.Directory.Database, []);

        Assert.Equal(0, Open(folder).Inspect());
        Assert.Equal(TemporaryFolder.All.Latest, Open(folder).Migrate());
    }

    [Fact]
    public void A_database_that_is_up_to_date_is_left_as_it_is()
    {
        using var folder = new TemporaryFolder();
        SampleRows.Fill(folder, TemporaryFolder.All.Latest);

        AssertUntouched(folder, () => Assert.Equal(0, Open(folder).Migrate()));
    }

    [Fact]
    public void A_database_that_is_behind_takes_only_the_steps_that_it_lacks()
    {
        using var folder = new TemporaryFolder();
        SampleRows.Fill(folder, 1);

        Assert.Equal((1, false), (Open(folder).Inspect(), Open(folder).IsCurrent()));
        Assert.Equal(TemporaryFolder.All.Latest - 1, Open(folder).Migrate());
    }

    [Fact]
    public void The_database_is_marked_as_ours_and_kept_in_write_ahead_mode()
    {
        using var folder = new TemporaryFolder();
        Open(folder).Migrate();
        using var connection = SampleRows.Connect(folder.Directory);

        Assert.Equal("RFLG"u8.ToArray(), BitConverter.GetBytes(connection.ExecuteScalar<int>("PRAGMA application_id")).Reverse());
        Assert.Equal("wal", connection.ExecuteScalar<string>("PRAGMA journal_mode"));
    }

    [Fact]
    public void The_stores_connections_hold_foreign_keys()
    {
        using var folder = new TemporaryFolder();
        Open(folder).Migrate();
        using var source = Open(folder).Open();
        using var connection = source.OpenConnection();

        Assert.Equal(1, connection.ExecuteScalar<long>("PRAGMA foreign_keys"));
        SqliteConnection.ClearPool((SqliteConnection)connection);
    }

    [Fact]
    public void A_newer_database_is_refused()
    {
        using var folder = new TemporaryFolder();
        Open(folder).Migrate();
        Execute(folder, "PRAGMA user_version = 99");

        AssertRefused(folder, $"{folder.Directory.Database} was written by a newer Redflag (schema 99; this one knows {TemporaryFolder.All.Latest}). Install that version or a later one.");
    }

    [Fact]
    public void A_database_that_is_locked_for_writing_is_refused()
    {
        using var folder = new TemporaryFolder();
        SampleRows.Fill(folder, 1);
        using var other = SampleRows.Connect(folder.Directory);
        other.Execute("BEGIN EXCLUSIVE");

        AssertRefused(folder, $"{folder.Directory.Database} is locked by another program. Close that program and try again.");
    }

    [Fact]
    public void A_database_that_is_locked_even_for_reading_is_refused()
    {
        using var folder = new TemporaryFolder();
        SampleRows.Fill(folder, 1);
        using var other = SampleRows.Connect(folder.Directory);
        other.Execute("PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE");

        AssertRefused(folder, $"{folder.Directory.Database} is locked by another program. Close that program and try again.");
    }

    [Fact]
    public void A_database_whose_pages_were_overwritten_is_refused()
    {
        using var folder = new TemporaryFolder();
        SampleRows.Fill(folder, TemporaryFolder.All.Latest);
        using (var file = File.OpenWrite(folder.Directory.Database))
        {
            file.Position = 4096 * 2;
            file.Write(Enumerable.Repeat((byte)0xA5, (int)(file.Length - (4096 * 4))).ToArray());
        }

        var message = Refuse(folder);

        Assert.StartsWith($"{folder.Directory.Database} is damaged", message, StringComparison.Ordinal);
        Assert.EndsWith(". Restore a backup, or move it away to start afresh.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_whose_first_page_is_cut_short_is_refused()
    {
        using var folder = new TemporaryFolder();
        Open(folder).Migrate();
        using (var file = File.OpenWrite(folder.Directory.Database))
        {
            file.SetLength(5000);
        }

        AssertRefused(folder, $"{folder.Directory.Database} is damaged. Restore a backup, or move it away to start afresh.");
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.Directory.Database, string.Concat(Enumerable.Repeat("Dear diary, today I wrote a bot. ", 100)));

        AssertRefused(folder, $"{folder.Directory.Database} is no SQLite database. Move it away, or choose another directory with --data DIR.");
    }

    [Fact]
    public void A_database_of_another_program_is_refused()
    {
        using var folder = new TemporaryFolder();
        Execute(folder, "CREATE TABLE bookmark (url TEXT); PRAGMA user_version = 2");

        AssertRefused(folder, $"{folder.Directory.Database} belongs to another program. Move it away, or choose another directory with --data DIR.");
    }

    [Fact]
    public void A_directory_in_place_of_the_database_is_refused()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Directory.Database);

        var refusal = Assert.Throws<StorageException>(() => Open(folder).Migrate());

        Assert.Equal($"{folder.Directory.Database} cannot be opened. Check that this user may read and write it and its directory.", refusal.Message);
    }

    [Fact]
    public void A_step_that_fails_is_rolled_back_and_the_steps_before_it_stay()
    {
        using var folder = new TemporaryFolder();
        SampleRows.Fill(folder, 1);
        IReadOnlyList<string> before;
        using (var connection = SampleRows.Connect(folder.Directory))
        {
            before = SampleRows.Snapshot(connection);
        }

        var faulty = folder.MadeUp(
            (TemporaryFolder.All.Steps[0].Name, TemporaryFolder.All.Steps[0].Sql),
            ("0002_bad.sql", "UPDATE pack SET name = 'changed' WHERE id = 'p-own'; CREATE TABLE half (id TEXT) STRICT; PRAGMA user_version = 2; INSERT INTO nowhere VALUES (1);"));

        var refusal = Assert.Throws<StorageException>(() => new SqliteDatabase(folder.Directory, faulty).Migrate());

        Assert.Equal("Migration 0002_bad.sql failed: SQLite Error 1: 'no such table: nowhere'. The database is as it was before that step.", refusal.Message);
        using (var connection = SampleRows.Connect(folder.Directory))
        {
            Assert.Equal(before, SampleRows.Snapshot(connection));
            Assert.Equal(1, connection.ExecuteScalar<long>("PRAGMA user_version"));
        }

        Assert.Equal(TemporaryFolder.All.Latest - 1, Open(folder).Migrate());
    }

    [Fact]
    public void After_a_first_step_that_failed_a_mended_program_can_start()
    {
        using var folder = new TemporaryFolder();
        var faulty = folder.MadeUp(("0001_bad.sql", "PRAGMA application_id = 1380338759; CREATE TABLE pack (id TEXT) STRICT; INSERT INTO nowhere VALUES (1);"));
        Assert.Throws<StorageException>(() => new SqliteDatabase(folder.Directory, faulty).Migrate());

        Assert.Equal(0, Open(folder).Inspect());
        Assert.Equal(TemporaryFolder.All.Latest, Open(folder).Migrate());
    }

    private static SqliteDatabase Open(TemporaryFolder folder) => new(folder.Directory, TemporaryFolder.All) { BusySeconds = 1 };

    private static void Execute(TemporaryFolder folder, string sql)
    {
        using var connection = SampleRows.Connect(folder.Directory);
        connection.Execute(sql);
    }

    private static void AssertRefused(TemporaryFolder folder, string message) => Assert.Equal(message, Refuse(folder));

    private static string Refuse(TemporaryFolder folder)
    {
        var message = "";
        AssertUntouched(folder, () => message = Assert.Throws<StorageException>(() => Open(folder).Migrate()).Message);
        return message;
    }

    private static void AssertUntouched(TemporaryFolder folder, Action action)
    {
        var before = Fingerprint(folder);
        action();
        Assert.Equal(before, Fingerprint(folder));
    }

    private static string Fingerprint(TemporaryFolder folder)
    {
        using var file = new FileStream(folder.Directory.Database, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return string.Create(CultureInfo.InvariantCulture, $"{file.Length} {Convert.ToHexString(SHA256.HashData(file))}");
    }
}
