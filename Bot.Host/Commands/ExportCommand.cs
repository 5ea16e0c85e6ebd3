using System.CommandLine;
using System.Globalization;
using Bot.Core;
using Bot.Core.Import;
using Bot.Core.Import.Yaml;
using Bot.Core.Questions;

namespace Bot.Host.Commands;

/// <summary><c>export</c>: writes a pack of the installation into a file. May run beside a running bot.</summary>
internal sealed class ExportCommand(Option<string?> data, TimeProvider time)
{
    private readonly Option<string> _pack = new("--pack") { Description = "The pack's name.", Required = true, HelpName = "NAME" };

    private readonly Option<string> _format = new("--format") { Description = "The form of the file; only yaml also holds what the pack says of itself, such as its licence.", DefaultValueFactory = _ => "yaml" };

    private readonly Option<string> _out = new("--out") { Description = "The file to write.", Required = true, HelpName = "PATH" };

    private readonly Option<bool> _retired = new("--retired") { Description = "Write the questions that left the pack, too; importing the file asks them again." };

    private readonly Option<bool> _force = new("--force") { Description = "Replace the file when it is there." };

    public Command Create()
    {
        _format.AcceptOnlyFromAmong([.. PackExport.Formats]);
        var command = new Command("export", "Write a question pack into a file.") { _pack, _format, _out, _retired, _force };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(parsed.GetValue(_out)!);
        if (Path.Exists(path) && !parsed.GetValue(_force))
        {
            throw new SettingsException($"{path} is there already. Name another file, or replace it with --force.");
        }

        RefuseToClash(path);
        var installation = Installation.Find(parsed, data);
        installation.Migrate();
        await using var source = installation.Database.Open();
        var store = new QuestionStore(source, new IdSource(time), time);
        var name = parsed.GetValue(_pack)!;
        var pack = PackName.TryParse(name, out var known) ? await store.FindPackAsync(owner: null, known, parsed.GetValue(_retired), cancellationToken) : null;
        if (pack is null)
        {
            var names = await store.ListPacksAsync(owner: null, cancellationToken);
            throw new SettingsException($"There is no pack \"{name}\". {(names.Count == 0 ? "No pack was imported yet." : $"There are: {string.Join(", ", names)}.")}");
        }

        if (pack.Questions.IsEmpty)
        {
            throw new SettingsException($"All questions of the pack \"{name}\" are retired. Write them with --retired.");
        }

        await WriteAsync(path, PackExport.Write(pack, parsed.GetValue(_format)!, time.GetUtcNow()), cancellationToken);
        await parsed.InvocationConfiguration.Output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{path}: {pack.Info.Title}, {pack.Questions.Length} question{(pack.Questions.Length == 1 ? "" : "s")}."));
        return 0;
    }

    /// <summary>Refuses a name under which the pack could not be imported again: its exemplars stand in the exported file itself.</summary>
    private static void RefuseToClash(string path)
    {
        if (PackFile.IsExemplars(path, out _))
        {
            throw new SettingsException($"{path} is the name of a file of exemplars. Name another file for the pack.");
        }

        if (PackFile.At(path).ExemplarsPath is { } exemplars)
        {
            throw new SettingsException($"Beside {path} lies {exemplars}, which would be read with it, and the exported pack has its exemplars in itself. Name another file.");
        }
    }

    /// <summary>Writes beside the file first, so that what has its name is whole.</summary>
    private static async Task WriteAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        var draft = path + ".partial";
        try
        {
            await File.WriteAllBytesAsync(draft, content, cancellationToken);
            File.Move(draft, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{path} cannot be written: {exception.Message}", exception);
        }
    }
}
