using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Bot.Core.Storage;

namespace Bot.Core.Backups;

/// <summary>
/// Reads a backup, which may come from anywhere: nothing in it is believed before it was looked at, and nothing is written
/// outside the folder that it is unpacked into.
/// </summary>
public sealed class BackupReader : IDisposable
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private const int LongestManifest = 1024 * 1024;
    private const int MostFiles = 1000;
    private const long LongestFile = 1L << 50;

    // Left free on the disk, so that the bot can run on it afterwards.
    private const long Reserve = 16 * 1024 * 1024;

    private static readonly byte[] DatabaseBegins = "SQLite format 3\0"u8.ToArray();

    private readonly string _name;
    private readonly FileStream _file;
    private readonly ZipArchive _archive;

    private BackupReader(string name, FileStream file, ZipArchive archive, BackupManifest manifest) =>
        (_name, _file, _archive, Manifest) = (name, file, archive, manifest);

    /// <summary>Gets what the backup says of itself.</summary>
    public BackupManifest Manifest { get; }

    /// <summary>Opens a backup, and reads what it says of itself.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The backup.</returns>
    /// <exception cref="StorageException">It is none, or one that this program cannot read.</exception>
    public static BackupReader Open(string path)
    {
        FileStream? file = null;
        ZipArchive? archive = null;
        try
        {
            file = File.OpenRead(path);
            archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            var manifest = ReadManifest(path, archive);
            var opened = new BackupReader(path, file, archive, manifest);
            (file, archive) = (null, null);
            return opened;
        }
        catch (Exception exception) when (exception is InvalidDataException or NotSupportedException)
        {
            throw Wrong(path, $"it is no backup of Redflag, or not a whole one ({exception.Message})", exception);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new StorageException($"There is no file {path}.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"{path} cannot be read: {exception.Message}", exception);
        }
        finally
        {
            archive?.Dispose();
            file?.Dispose();
        }
    }

    /// <summary>Unpacks the backup into a new folder, and looks at every byte of it on the way.</summary>
    /// <param name="folder">The folder; made here, and taken away again when something is wrong.</param>
    /// <exception cref="StorageException">Something in it is not what it says, or there is no room for it.</exception>
    public void Unpack(string folder)
    {
        var needed = Manifest.Files.Sum(file => file.Bytes);
        var room = new DriveInfo(Existing(folder)).AvailableFreeSpace;
        if (needed > room - Reserve)
        {
            throw new StorageException(string.Create(
                CultureInfo.InvariantCulture, $"{_name} needs {Megabytes(needed)} MB when unpacked, and {Path.GetFullPath(folder)} has room for {Megabytes(Math.Max(0, room - Reserve))} MB. Make room and try again."));
        }

        try
        {
            Directory.CreateDirectory(folder);
            foreach (var file in Manifest.Files)
            {
                Unpack(file, Path.Combine(folder, Path.Combine(file.Name.Split('/'))));
            }

            var database = DatabaseCopy.Inspect(Path.Combine(folder, BackupNames.Database), $"The database in {_name}");
            if (database.Schema != Manifest.Schema)
            {
                throw Wrong(_name, $"it says schema {Manifest.Schema}, and its database has {database.Schema}");
            }
        }
        catch (Exception exception)
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }

            throw exception switch
            {
                InvalidDataException or NotSupportedException => Wrong(_name, $"it is damaged ({exception.Message})", exception),
                IOException or UnauthorizedAccessException => new StorageException($"{_name} cannot be unpacked: {exception.Message}", exception),
                _ => exception,
            };
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _archive.Dispose();
        _file.Dispose();
    }

    private void Unpack(BackupFile file, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        using var content = _archive.GetEntry(file.Name)!.Open();
        using var target = new FileStream(to, FileMode.CreateNew, FileAccess.Write);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[64 * 1024];
        var written = 0L;
        while (content.Read(buffer) is var length and > 0)
        {
            if (written == 0 && file.Name == BackupNames.Database && !buffer.AsSpan(0, length).StartsWith(DatabaseBegins))
            {
                throw Wrong(_name, $"its {file.Name} is no database");
            }

            written += length;
            if (written > file.Bytes)
            {
                throw Wrong(_name, $"its {file.Name} is longer than it says");
            }

            hash.AppendData(buffer, 0, length);
            target.Write(buffer, 0, length);
        }

        if (written != file.Bytes || Convert.ToHexStringLower(hash.GetHashAndReset()) != file.Sha256)
        {
            throw Wrong(_name, $"its {file.Name} is not what was saved");
        }

        target.Flush(flushToDisk: true);
    }

    private static BackupManifest ReadManifest(string path, ZipArchive archive)
    {
        if (archive.Entries.Count > MostFiles)
        {
            throw Wrong(path, "it holds more files than a backup has");
        }

        var names = archive.Entries.Select(entry => entry.FullName).ToList();
        if (names.Find(name => name != BackupNames.Manifest && !BackupNames.IsAllowed(name)) is { } stranger)
        {
            throw Wrong(path, $"it holds a file that no backup has: \"{stranger}\"");
        }

        if (names.Distinct(StringComparer.OrdinalIgnoreCase).Count() < names.Count)
        {
            throw Wrong(path, "it holds a file twice");
        }

        var manifest = archive.GetEntry(BackupNames.Manifest) is { Length: <= LongestManifest } entry
            ? Parse(path, entry)
            : throw Wrong(path, $"it has no {BackupNames.Manifest}, so it is no backup of Redflag");
        if (manifest.Format != BackupManifest.CurrentFormat)
        {
            throw Wrong(path, $"it was made by a newer Redflag ({manifest.Program}; form {manifest.Format}). Install that version or a later one");
        }

        if (manifest.Files.IsDefault || manifest.Files.Any(file => file is not { Name: not null, Sha256: not null, Bytes: >= 0 and <= LongestFile })
            || !manifest.Files.Select(file => file.Name).Append(BackupNames.Manifest).Order(StringComparer.Ordinal).SequenceEqual(names.Order(StringComparer.Ordinal))
            || manifest.Files.All(file => file.Name != BackupNames.Database))
        {
            throw Wrong(path, $"its files are not those that its {BackupNames.Manifest} lists");
        }

        return manifest;
    }

    private static BackupManifest Parse(string path, ZipArchiveEntry entry)
    {
        try
        {
            // An entry may be longer than it says.
            var text = new byte[LongestManifest + 1];
            using var content = entry.Open();
            var length = content.ReadAtLeast(text, text.Length, throwOnEndOfStream: false);
            return length <= LongestManifest && JsonSerializer.Deserialize<BackupManifest>(text.AsSpan(0, length), Json) is { } manifest
                ? manifest
                : throw Wrong(path, $"its {BackupNames.Manifest} cannot be read");
        }
        catch (JsonException exception)
        {
            throw Wrong(path, $"its {BackupNames.Manifest} cannot be read", exception);
        }
    }

    private static string Existing(string folder)
    {
        var known = Path.GetFullPath(folder);
        while (!Directory.Exists(known))
        {
            known = Path.GetDirectoryName(known)!;
        }

        return known;
    }

    private static long Megabytes(long bytes) => bytes / (1024 * 1024);

    private static StorageException Wrong(string path, string why, Exception? cause = null) => new($"{path} cannot be restored: {why}.", cause);
}
