using System.CommandLine;
using System.Globalization;
using Bot.Core.Backups;

namespace Bot.Host.Commands;

/// <summary><c>restore</c>: puts a backup in the place of the data. Not beside a running bot.</summary>
internal sealed class RestoreCommand(Option<string?> data, TimeProvider time)
{
    private readonly Argument<string> _file = new("FILE") { Description = "What backup wrote." };

    private readonly Option<bool> _json = new("--json") { Description = "Write what was done as JSON." };

    public Command Create()
    {
        var command = new Command("restore", "Put a backup in the place of the data, which are kept beside it.") { _file, _json };
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var (installation, output) = (Installation.Find(parsed, data), parsed.InvocationConfiguration.Output);
        var path = Path.GetFullPath(parsed.GetValue(_file)!);
        var latest = installation.Database.Latest;
        var (manifest, kept) = new BackupRestore(installation.Directory, latest, time).Restore(path);
        if (parsed.GetValue(_json))
        {
            output.WriteLine(JsonLine.Write(
                new { path, directory = installation.Directory.Path, manifest.Rows, manifest.Schema, manifest.CreatedAt, kept }));
            return 0;
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Restored {path}, made on {manifest.CreatedAt:yyyy-MM-dd HH:mm} (UTC), into {installation.Directory.Path}: {manifest.Rows:N0} rows."));
        output.WriteLine(kept is null ? "There was nothing before." : $"What was there before is kept in {kept}.");
        if (manifest.Schema < latest)
        {
            output.WriteLine($"The backup has schema {manifest.Schema}; the next start brings it to {latest}.");
        }

        return 0;
    }
}
