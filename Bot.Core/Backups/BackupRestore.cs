using System.Globalization;
using Bot.Core.Storage;

namespace Bot.Core.Backups;

/// <summary>Puts a backup in the place of what a data directory holds; only while nobody uses the directory.</summary>
/// <param name="directory">The directory.</param>
/// <param name="schema">The newest schema that this program knows.</param>
/// <param name="time">The clock.</param>
public sealed class BackupRestore(DataDirectory directory, int schema, TimeProvider time)
{
    private const string Prepared = "restoring-";
    private const string Kept = "before-restore-";

    internal Action<string> BeforeStep { get; init; } = _ => { };

    /// <summary>Restores a backup. Nothing is changed before all of it was looked at; then all is changed, or nothing.</summary>
    /// <param name="path">The backup.</param>
    /// <returns>What was restored, and where what was there before is kept; <see langword="null"/> when nothing was there.</returns>
    /// <exception cref="StorageException">Somebody uses the directory, or the backup is none, is damaged, or is too new.</exception>
    public (BackupManifest Manifest, string? Kept) Restore(string path)
    {
        using var backup = BackupReader.Open(path);
        if (backup.Manifest.Schema > schema)
        {
            throw new StorageException(
                $"{path} was made by a newer Redflag (version {backup.Manifest.Program}, schema {backup.Manifest.Schema}; this one knows {schema}). Install that version or a later one.");
        }

        using var held = directory.Hold();
        try
        {
            foreach (var left in Directory.GetDirectories(directory.Path, Prepared + "*"))
            {
                Directory.Delete(left, recursive: true); // Of a restore that ended before it was decided.
            }

            var now = time.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
            var (prepared, kept) = (Prepared + now, Free(Kept + now));
            backup.Unpack(Path.Combine(directory.Path, prepared));
            new DirectorySwap(directory) { BeforeStep = BeforeStep }.Run(prepared, kept);
            var keeps = Path.Combine(directory.Path, kept);
            return (backup.Manifest, Directory.Exists(keeps) ? keeps : null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(
                $"{path} could not be restored into {directory.Path}: {exception.Message} Mend that and restore again; what was there is still there.", exception);
        }
    }

    private string Free(string name) => Enumerable.Range(1, int.MaxValue)
        .Select(number => number == 1 ? name : $"{name}-{number}")
        .First(free => !Path.Exists(Path.Combine(directory.Path, free)));
}
