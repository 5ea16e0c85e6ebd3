using System.CommandLine;
using System.Globalization;
using Bot.Core.Backups;

namespace Bot.Host.Commands;

/// <summary><c>backup</c>: writes the data directory into one file. May run beside a running bot.</summary>
internal sealed class BackupCommand(Option<string?> data, TimeProvider time)
{
    private readonly Option<string?> _out = new("--out") { Description = "The file to write; one named after the time, in this directory, when left out.", HelpName = "FILE" };

    private readonly Option<bool> _force = new("--force") { Description = "Replace the file when it is there." };

    private readonly Option<bool> _json = new("--json") { Description = "Write what was done as JSON." };

    public Command Create()
    {
        var command = new Command("backup", "Write the database and the keys into one file, also while the bot runs.") { _out, _force, _json };
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var installation = Installation.Find(parsed, data);
        _ = installation.Database.Inspect(); // Says what is wrong with it, if anything.
        var path = Path.GetFullPath(parsed.GetValue(_out) is { Length: > 0 } chosen
            ? chosen
            : $"redflag-backup-{time.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}.zip");
        var (manifest, bytes) = new BackupWriter(installation.Directory, time).Write(path, Installation.Version, parsed.GetValue(_force));
        parsed.InvocationConfiguration.Output.WriteLine(parsed.GetValue(_json)
            ? JsonLine.Write(new { path, bytes, manifest.Rows, manifest.Schema, manifest.CreatedAt })
            : string.Create(CultureInfo.InvariantCulture, $"{path}: {bytes:N0} bytes, {manifest.Rows:N0} rows."));
        return 0;
    }
}
