using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Bot.Core.Backups;
using Bot.Core.Storage;
using Bot.Core.Tests.Storage;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace Bot.Core.Tests.Backups;

public sealed class BackupTests : IDisposable
{
    private static readonly FakeTimeProvider Time = new(new DateTimeOffset(2026, 3, 2, 9, 15, 30, TimeSpan.Zero));

    private readonly TemporaryFolder _data = new();
    private readonly TemporaryFolder _other = new();

    public BackupTests()
    {
        SampleRows.Fill(_data, TemporaryFolder.All.Latest);
        Directory.CreateDirectory(_data.Directory.Keys);
        File.WriteAllText(Path.Combine(_data.Directory.Keys, "key-1.xml"), "<key/>");
    }

    private string Backup => Path.Combine(_other.Directory.Path, "backup.zip");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _data.Dispose();
        _other.Dispose();
    }

    [Fact]
    public void What_was_backed_up_is_restored_row_by_row_and_key_by_key()
    {
        var before = Rows(_data.Directory);
        var (manifest, bytes) = Save();
        var elsewhere = new DataDirectory(Path.Combine(_other.Directory.Path, "new"));

        var (restored, kept) = Restore(elsewhere);

        Assert.Equal(before, Rows(elsewhere));
        Assert.Equal("<key/>", File.ReadAllText(Path.Combine(elsewhere.Keys, "key-1.xml")));
        Assert.Equal((new FileInfo(Backup).Length, TemporaryFolder.All.Latest, manifest.Rows), (bytes, restored.Schema, restored.Rows));
        Assert.Null(kept);
        Assert.True(new SqliteDatabase(elsewhere, TemporaryFolder.All).IsCurrent());
        Assert.Equal(["keys", "redflag.db"], Names(elsewhere.Path));
    }

    [Fact]
    public void What_was_there_before_a_restore_is_kept_beside_it()
    {
        Save();
        using (var connection = SampleRows.Connect(_data.Directory))
        {
            connection.Execute("DELETE FROM points");
        }

        var changed = Rows(_data.Directory);

        var (_, kept) = Restore(_data.Directory);

        Assert.Equal(Path.Combine(_data.Directory.Path, "before-restore-20260302-091530"), kept);
        Assert.Equal(changed, Rows(new DataDirectory(kept!)));
        Assert.NotEqual(changed, Rows(_data.Directory));
        Assert.True(File.Exists(Path.Combine(kept!, "keys", "key-1.xml")));
    }

    [Fact]
    public void A_backup_made_while_somebody_writes_holds_whole_transactions_only()
    {
        using var writer = SampleRows.Connect(_data.Directory);
        writer.Execute("PRAGMA journal_mode = WAL");
        var before = Rows(_data.Directory);
        using var transaction = writer.BeginTransaction();
        writer.Execute("DELETE FROM points", transaction: transaction);

        Save();
        transaction.Commit();

        Restore(_data.Directory);
        Assert.Equal(before, Rows(_data.Directory));
    }

    [Fact]
    public void A_file_that_is_there_is_left_alone_unless_it_is_to_be_replaced()
    {
        File.WriteAllText(Backup, "mine");

        var refusal = Assert.Throws<StorageException>(() => Save());

        Assert.Equal($"{Backup} is there already. Name another file, or replace it with --force.", refusal.Message);
        Assert.Equal("mine", File.ReadAllText(Backup));
        Save(overwrite: true);
        Restore(_data.Directory);
        Assert.Equal(["backup.zip"], Names(_other.Directory.Path));
    }

    [Fact]
    public void Without_a_database_there_is_nothing_to_back_up() =>
        Assert.StartsWith(
            "There is nothing to back up: ",
            Assert.Throws<StorageException>(() => new BackupWriter(_other.Directory, Time).Write(Backup, "1.2.3", overwrite: false)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_damaged_database_is_not_backed_up_as_if_it_were_whole()
    {
        using (var connection = SampleRows.Connect(_data.Directory))
        {
            connection.Execute("PRAGMA journal_mode = DELETE; VACUUM");
        }

        using (var file = File.OpenWrite(_data.Directory.Database))
        {
            file.Position = 3 * 4096;
            file.Write(Encoding.ASCII.GetBytes(new string('x', 20 * 4096)));
        }

        Assert.Throws<StorageException>(() => Save());
        Assert.Empty(Names(_other.Directory.Path));
    }

    [Fact]
    public void A_backup_is_for_its_owner_only()
    {
        Assert.SkipUnless(!OperatingSystem.IsWindows(), "Windows has no such rights.");
        Save();

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Backup));
        }
    }

    [Fact]
    public void While_somebody_uses_the_directory_nothing_is_restored()
    {
        Save();
        using var held = _data.Directory.Hold();

        Assert.StartsWith("Another Redflag is using ", Assert.Throws<StorageException>(() => Restore(_data.Directory)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_backup_of_an_earlier_program_is_restored_and_migrated_by_the_next_start()
    {
        using var earlier = new TemporaryFolder();
        SampleRows.Fill(earlier, 2);
        new BackupWriter(earlier.Directory, Time).Write(Backup, "0.0.9", overwrite: false);

        var (manifest, _) = Restore(_data.Directory);

        Assert.Equal(2, manifest.Schema);
        Assert.Equal(TemporaryFolder.All.Latest - 2, new SqliteDatabase(_data.Directory, TemporaryFolder.All).Migrate());
    }

    [Fact]
    public void A_backup_of_a_later_program_is_refused()
    {
        Save();
        var before = Rows(_data.Directory);

        var refusal = Assert.Throws<StorageException>(() => new BackupRestore(_data.Directory, TemporaryFolder.All.Latest - 1, Time).Restore(Backup));

        Assert.Equal(
            $"{Backup} was made by a newer Redflag (version 1.2.3, schema {TemporaryFolder.All.Latest}; this one knows {TemporaryFolder.All.Latest - 1}). Install that version or a later one.",
            refusal.Message);
        Assert.Equal(before, Rows(_data.Directory));
    }

    public static TheoryData<string, string> Wrongs => new()
    {
        { "missing", "There is no file " },
        { "no zip", " cannot be restored: it is no backup of Redflag, or not a whole one (" },
        { "empty", " cannot be restored: it is no backup of Redflag, or not a whole one (" },
        { "cut short", " cannot be restored: it is no backup of Redflag, or not a whole one (" },
        { "another zip", " cannot be restored: it holds a file that no backup has: \"readme.txt\"." },
        { "../evil", " cannot be restored: it holds a file that no backup has: \"../evil\"." },
        { "keys/../../evil.xml", " cannot be restored: it holds a file that no backup has: \"keys/../../evil.xml\"." },
        { "/etc/evil", " cannot be restored: it holds a file that no backup has: \"/etc/evil\"." },
        { "keys\\..\\evil.xml", " cannot be restored: it holds a file that no backup has: \"keys\\..\\evil.xml\"." },
        { "twice", " cannot be restored: it holds a file twice." },
        { "no manifest", " cannot be restored: it has no manifest.json, so it is no backup of Redflag." },
        { "manifest is no json", " cannot be restored: its manifest.json cannot be read." },
        { "manifest is huge", " cannot be restored: " },
        { "later form", " cannot be restored: it was made by a newer Redflag (1.2.3; form 2). Install that version or a later one." },
        { "a file too few", " cannot be restored: its files are not those that its manifest.json lists." },
        { "negative length", " cannot be restored: its files are not those that its manifest.json lists." },
        { "a key changed", " cannot be restored: its keys/key-1.xml is not what was saved." },
        { "a bomb", " cannot be restored: its keys/key-1.xml is longer than it says." },
        { "too large", " MB when unpacked, and " },
        { "zeros", " cannot be restored: its redflag.db is no database." },
        { "another program's database", "The database in " },
        { "damaged database", "The database in " },
        { "other schema", " cannot be restored: it says schema 1, and its database has " },
    };

    [Theory]
    [MemberData(nameof(Wrongs))]
    public void What_is_no_whole_backup_is_refused_and_changes_nothing(string wrong, string expected)
    {
        Save();
        Spoil(wrong);
        var (before, names) = (Rows(_data.Directory), Names(_data.Directory.Path));

        var refusal = Assert.Throws<StorageException>(() => Restore(_data.Directory));

        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, Rows(_data.Directory));
        Assert.Equal(names, Names(_data.Directory.Path));
        Assert.False(File.Exists(Path.Combine(Path.GetDirectoryName(_data.Directory.Path)!, "evil")));
    }

    [Fact]
    public void A_restore_that_is_cut_short_at_any_step_leaves_all_as_it_was_or_all_as_it_is_to_be()
    {
        Save();
        using (var connection = SampleRows.Connect(_data.Directory))
        {
            connection.Execute("DELETE FROM points; PRAGMA journal_mode = WAL; DELETE FROM verdict;");
        }

        File.WriteAllText(Path.Combine(_data.Directory.Keys, "key-2.xml"), "<later/>");
        var (old, cutShort) = (Rows(_data.Directory), 0);
        for (var step = 1; ; step++)
        {
            var left = step;
            var restore = new BackupRestore(_data.Directory, TemporaryFolder.All.Latest, Time)
            {
                BeforeStep = _ =>
                {
                    if (--left == 0)
                    {
                        throw new InvalidOperationException("The power fails.");
                    }
                },
            };
            try
            {
                restore.Restore(Backup);
                break;
            }
            catch (InvalidOperationException)
            {
                cutShort++;
            }

            // Whoever comes next holds the directory first.
            _data.Directory.Hold().Dispose();
            var isOld = File.Exists(Path.Combine(_data.Directory.Keys, "key-2.xml"));
            Assert.Equal(isOld, old.SequenceEqual(Rows(_data.Directory)));
            Assert.Equal(isOld, step == 1);
            Assert.False(File.Exists(Path.Combine(_data.Directory.Path, "swap.json")));
            if (!isOld)
            {
                // The old data are kept; they come back for the next step.
                var kept = Directory.GetDirectories(_data.Directory.Path, "before-restore-*").Single();
                Assert.Equal(old, Rows(new DataDirectory(kept)));
                Directory.Delete(_data.Directory.Keys, recursive: true);
                foreach (var file in Directory.GetFiles(_data.Directory.Path, "redflag.db*"))
                {
                    File.Delete(file);
                }

                foreach (var part in Directory.GetFileSystemEntries(kept))
                {
                    Directory.Move(part, Path.Combine(_data.Directory.Path, Path.GetFileName(part)));
                }

                Directory.Delete(kept);
            }
        }

        Assert.True(cutShort >= 6, $"Only {cutShort} steps were cut short.");
    }

    private (BackupManifest Manifest, long Bytes) Save(bool overwrite = false) => new BackupWriter(_data.Directory, Time).Write(Backup, "1.2.3", overwrite);

    private (BackupManifest Manifest, string? Kept) Restore(DataDirectory to) => new BackupRestore(to, TemporaryFolder.All.Latest, Time).Restore(Backup);

    private static IReadOnlyList<string> Rows(DataDirectory directory)
    {
        using var connection = SampleRows.Connect(directory);
        return SampleRows.Snapshot(connection);
    }

    private static IReadOnlyList<string> Names(string folder) =>
    [
        .. Directory.GetFileSystemEntries(folder)
            .Select(path => Path.GetFileName(path))
            .Where(name => name is "redflag.db" or "keys" || !(name.StartsWith("redflag.", StringComparison.Ordinal) || name.StartsWith("migrations-", StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal),
    ];

    private void Spoil(string wrong)
    {
        switch (wrong)
        {
            case "missing":
                File.Delete(Backup);
                return;
            case "no zip":
                File.WriteAllText(Backup, "This is a letter.");
                return;
            case "empty":
                File.WriteAllText(Backup, "");
                return;
            case "cut short":
                File.WriteAllBytes(Backup, File.ReadAllBytes(Backup)[..^100]);
                return;
            case "another zip":
                File.Delete(Backup);
                break;
        }

        using var archive = ZipFile.Open(Backup, ZipArchiveMode.Update);
        switch (wrong)
        {
            case "another zip":
                Put(archive, "readme.txt", "Hello.");
                break;
            case "twice":
                Put(archive, "REDFLAG.DB", "", replace: false, name: "keys/KEY-1.xml");
                break;
            case "no manifest":
                archive.GetEntry("manifest.json")!.Delete();
                break;
            case "manifest is no json":
                Put(archive, "manifest.json", "{ \"format\": ");
                break;
            case "manifest is huge":
                Put(archive, "manifest.json", new string(' ', 2_000_000));
                break;
            case "later form":
                Change(archive, manifest => manifest["format"] = 2);
                break;
            case "a file too few":
                archive.GetEntry("keys/key-1.xml")!.Delete();
                break;
            case "negative length":
                Change(archive, manifest => manifest["files"]![1]!["bytes"] = -1);
                break;
            case "a key changed":
                Put(archive, "keys/key-1.xml", "<KEY/>");
                break;
            case "a bomb":
                Put(archive, "keys/key-1.xml", new string('0', 30_000_000));
                break;
            case "too large":
                Change(archive, manifest => manifest["files"]![1]!["bytes"] = 1L << 50);
                break;
            case "zeros":
                Put(archive, "redflag.db", new string('\0', 10_000_000));
                break;
            case "another program's database":
                PutDatabase(archive, "CREATE TABLE theirs (a)");
                break;
            case "damaged database":
                PutDatabase(archive, $"PRAGMA application_id = {0x52464C47}; CREATE TABLE a (b); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) INSERT INTO a SELECT randomblob(100) FROM n", damage: true);
                break;
            case "other schema":
                Change(archive, manifest => manifest["schema"] = 1);
                break;
            default:
                Put(archive, wrong, "evil");
                break;
        }
    }

    private static void Put(ZipArchive archive, string entry, string content, bool replace = true, string? name = null) =>
        Put(archive, name ?? entry, Encoding.UTF8.GetBytes(content), replace);

    private static void Put(ZipArchive archive, string name, byte[] content, bool replace = true)
    {
        if (replace)
        {
            archive.GetEntry(name)?.Delete();
        }

        using var stream = archive.CreateEntry(name).Open();
        stream.Write(content);
    }

    private static void Change(ZipArchive archive, Action<JsonNode> change)
    {
        JsonNode manifest;
        using (var content = archive.GetEntry("manifest.json")!.Open())
        {
            manifest = JsonNode.Parse(content)!;
        }

        change(manifest);
        Put(archive, "manifest.json", manifest.ToJsonString());
    }

    private void PutDatabase(ZipArchive archive, string sql, bool damage = false)
    {
        var path = Path.Combine(_other.Directory.Path, "made-up.db");
        using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            connection.Execute(sql);
        }

        var bytes = File.ReadAllBytes(path);
        if (damage)
        {
            bytes.AsSpan(3 * 4096, 4 * 4096).Fill(0x55);
        }

        Put(archive, "redflag.db", bytes);
        Change(archive, manifest =>
        {
            var file = manifest["files"]!.AsArray().Single(file => (string)file!["name"]! == "redflag.db")!;
            file["bytes"] = bytes.Length;
            file["sha256"] = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
        });
    }
}
