using System.Diagnostics.CodeAnalysis;

namespace Bot.Core.Storage;

/// <summary>The folder that holds all that an installation must not lose.</summary>
public sealed class DataDirectory
{
    /// <summary>Names a folder; it need not exist yet.</summary>
    /// <param name="path">The folder, absolute or relative to the current directory.</param>
    public DataDirectory(string path) => Path = System.IO.Path.GetFullPath(path);

    /// <summary>Gets the folder's full path.</summary>
    public string Path { get; }

    /// <summary>Gets the path of the SQLite database.</summary>
    public string Database => System.IO.Path.Combine(Path, "redflag.db");

    /// <summary>Gets the path of the file that one running bot holds.</summary>
    public string LockFile => System.IO.Path.Combine(Path, "redflag.lock");

    /// <summary>Gets the folder of the keys that encrypt reply tokens and cookies.</summary>
    public string Keys => System.IO.Path.Combine(Path, "keys");

    /// <summary>Gets who holds the directory, in words for the operator.</summary>
    /// <value><see langword="null"/> when nobody does.</value>
    public string? Holder
    {
        get
        {
            if (!File.Exists(LockFile))
            {
                return null;
            }

            try
            {
                using var free = new FileStream(LockFile, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
                return null;
            }
            catch (Exception exception) when (exception is IOException && IsSharing(exception))
            {
                return File.Exists(HolderNote) ? $"process {File.ReadAllText(HolderNote)}" : "another process";
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return null;
            }
        }
    }

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private string HolderNote => System.IO.Path.Combine(Path, "redflag.pid");

    /// <summary>Makes the folder where it is missing, for nobody but its owner: it holds what members wrote.</summary>
    /// <exception cref="StorageException">It cannot be made.</exception>
    public void Create()
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(Path);
            }
            else
            {
                Directory.CreateDirectory(Path, OwnerOnly);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(
                $"The data directory {Path} cannot be made: {exception.Message} Choose another with --data DIR or the setting DataDirectory.", exception);
        }
    }

    /// <summary>
    /// Holds the directory for one running bot. The operating system lets go when the process ends, however it ends. A restore
    /// that was cut short is finished first.
    /// </summary>
    /// <returns>What to dispose of when the bot stops.</returns>
    /// <exception cref="StorageException">Another bot holds it, or the file cannot be written.</exception>
    [SuppressMessage("Reliability", "CA2000", Justification = "The caller disposes of it.")]
    public IDisposable Hold()
    {
        Create();
        var held = Lock();
        try
        {
            new DirectorySwap(this).Finish();
            return new HeldDirectory(held, HolderNote);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    private FileStream Lock()
    {
        try
        {
            return new FileStream(LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException || (exception is IOException && !IsSharing(exception)))
        {
            throw new StorageException(
                $"{LockFile} cannot be written: {exception.Message} Give this user the right to write in {Path}, or choose another directory with --data DIR.", exception);
        }
        catch (IOException exception)
        {
            throw new StorageException(
                $"Another Redflag is using {Path}. Stop it first, or give this one another directory with --data DIR.", exception);
        }
    }

    /// <summary>Tells whether a file was refused because somebody holds it: EWOULDBLOCK on Linux and on macOS, a sharing violation on Windows.</summary>
    private static bool IsSharing(Exception exception) => exception.HResult is 11 or 35 or unchecked((int)0x80070020);
}
