using System.Globalization;
using Bot.Core.Storage;

namespace Bot.Host.Commands;

/// <summary>Looks at the data directory.</summary>
internal static class DataChecks
{
    // Below that, a bot that writes and its backups come to an end soon.
    private const long LeastSpace = 100 * 1024 * 1024;

    /// <summary>Tells whether the directory can be written, how much room there is, and who uses it.</summary>
    public static Check CheckDirectory(DataDirectory directory)
    {
        const string Name = "Data directory";
        try
        {
            directory.Create();
            var probe = Path.Combine(directory.Path, $"check-{Environment.ProcessId}.tmp");
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (StorageException exception)
        {
            return new Check(Name, CheckState.Wrong, exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Check(
                Name, CheckState.Wrong, $"{directory.Path} cannot be written: {exception.Message} Give this user the right to write there, or choose another directory with --data DIR.");
        }

        var free = new DriveInfo(directory.Path).AvailableFreeSpace;
        var room = string.Create(CultureInfo.InvariantCulture, $"{free / (1024 * 1024):N0} MB free");
        return free < LeastSpace
            ? new Check(Name, CheckState.Wrong, $"{directory.Path} has only {room}. Make room, or choose another directory with --data DIR.")
            : new Check(Name, CheckState.Right, $"{directory.Path} can be written, {room}, {(directory.Holder is { } holder ? $"in use by {holder}" : "in use by nobody")}");
    }
}
