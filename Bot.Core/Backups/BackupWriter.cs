using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Bot.Core.Storage;

namespace Bot.Core.Backups;

/// <summary>Writes all that an installation must not lose into one file, also while a bot runs.</summary>
/// <param name="directory">What is saved: the database, and the keys that reply tokens and browsers' passes are sealed with.</param>
/// <param name="time">The clock.</param>
public sealed class BackupWriter(DataDirectory directory, TimeProvider time)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes a backup: whole and looked at before it has its name, or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="program">The version of this program.</param>
    /// <param name="overwrite">Whether a file of that name may be replaced.</param>
    /// <returns>What is in it, and how long it is.</returns>
    /// <exception cref="StorageException">There is nothing to save, it cannot be read, or the file cannot be written.</exception>
    public (BackupManifest Manifest, long Bytes) Write(string path, string program, bool overwrite)
    {
        var target = Path.GetFullPath(path);
        if (new DirectorySwap(directory).IsPending)
        {
            directory.Hold().Dispose(); // Finishes a restore that was cut short.
        }

        if (!File.Exists(directory.Database))
        {
            throw new StorageException($"There is nothing to back up: {directory.Database} does not exist. Name another directory with --data DIR.");
        }

        if (Directory.Exists(target))
        {
            throw new StorageException($"{target} is a directory. Name a file.");
        }

        if (File.Exists(target) && !overwrite)
        {
            throw new StorageException($"{target} is there already. Name another file, or replace it with --force.");
        }

        // Beside the target, so that the last step is a renaming on one disk.
        var workshop = $"{target}.partial-{Guid.CreateVersion7(time.GetUtcNow()):N}";
        try
        {
            Directory.CreateDirectory(workshop);
            return Write(target, workshop, program, overwrite);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or Microsoft.Data.Sqlite.SqliteException)
        {
            throw new StorageException($"The backup {target} could not be written: {exception.Message} Nothing was left behind.", exception);
        }
        finally
        {
            if (Directory.Exists(workshop))
            {
                Directory.Delete(workshop, recursive: true);
            }
        }
    }

    private (BackupManifest Manifest, long Bytes) Write(string target, string workshop, string program, bool overwrite)
    {
        var copy = Path.Combine(workshop, BackupNames.Database);
        DatabaseCopy.Make(directory.Database, copy);
        var found = DatabaseCopy.Inspect(copy, directory.Database);
        var files = new List<(string Name, string Path)> { (BackupNames.Database, copy) };
        if (Directory.Exists(directory.Keys))
        {
            files.AddRange(Directory.GetFiles(directory.Keys)
                .Select(key => ($"{BackupNames.Keys}/{Path.GetFileName(key)}", key))
                .Where(key => BackupNames.IsAllowed(key.Item1))
                .OrderBy(key => key.Item1, StringComparer.Ordinal));
        }

        var manifest = new BackupManifest
        {
            Format = BackupManifest.CurrentFormat,
            CreatedAt = time.GetUtcNow(),
            Program = program,
            Schema = found.Schema,
            Rows = found.Rows,
            Files = [.. files.Select(file => Describe(file.Name, file.Path))],
        };
        var finished = Path.Combine(workshop, "finished.zip");
        Pack(finished, manifest, files);
        using (var reader = BackupReader.Open(finished))
        {
            reader.Unpack(Path.Combine(workshop, "again")); // What cannot be read back is no backup.
        }

        File.Move(finished, target, overwrite);
        return (manifest, new FileInfo(target).Length);
    }

    private void Pack(string path, BackupManifest manifest, List<(string Name, string Path)> files)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly; // It holds what members wrote.
        }

        using var file = new FileStream(path, options);
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var content = Add(archive, BackupNames.Manifest))
            {
                JsonSerializer.Serialize(content, manifest, BackupReader.Json);
            }

            foreach (var (name, from) in files)
            {
                using var content = Add(archive, name);
                using var source = File.OpenRead(from);
                source.CopyTo(content);
            }
        }

        file.Flush(flushToDisk: true);
    }

    private Stream Add(ZipArchive archive, string name)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = time.GetUtcNow();
        return entry.Open();
    }

    private static BackupFile Describe(string name, string path)
    {
        using var content = File.OpenRead(path);
        return new BackupFile(name, content.Length, Convert.ToHexStringLower(SHA256.HashData(content)));
    }
}
