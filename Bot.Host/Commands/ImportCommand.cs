using System.CommandLine;
using System.CommandLine.Parsing;
using Bot.Core;
using Bot.Core.Import;
using Bot.Core.Import.Yaml;
using Bot.Core.Questions;
using Bot.Core.Storage;
using F23.StringSimilarity;

namespace Bot.Host.Commands;

/// <summary><c>import</c>: loads packs, and banks of other formats as packs, each whole or not at all. May run beside a running bot.</summary>
internal sealed class ImportCommand(Option<string?> data, TimeProvider time)
{
    private const string Auto = "auto";
    private const string Yaml = "yaml";

    private readonly Argument<string[]> _paths = new("PATH") { Description = "The packs and banks to load, or folders of packs. The exemplars beside a pack are read with it.", Arity = ArgumentArity.OneOrMore };

    private readonly Option<string> _format = new("--format") { Description = "The format of the files; auto recognises it.", DefaultValueFactory = _ => Auto };

    private readonly Option<string?> _pack = new("--pack") { Description = "The pack's name, for a bank else made of the file's name; a YAML pack names itself, and the names must agree." };

    private readonly Option<bool> _accept = new("--accept-proposals") { Description = "Judge by the key points that were made up from an answer, where a bank does not say what counts." };

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only say what is in the files; open no database." };

    private readonly Option<bool> _json = new("--json") { Description = "Write what was read as JSON." };

    public Command Create()
    {
        _format.AcceptOnlyFromAmong([Auto, Yaml, .. new BankReaders(new ImportOptions()).Formats]);
        var command = new Command("import", "Load question packs and banks.") { _paths, _format, _pack, _accept, _dryRun, _json };
        _paths.Validators.Add(result => RefuseMisspeltOptions(result, [.. command.Options.Select(option => option.Name)]));
        command.SetAction(RunAsync);
        return command;
    }

    /// <summary>Says of a misspelt option what it is; it would otherwise pass for a path.</summary>
    private static void RefuseMisspeltOptions(ArgumentResult result, string[] options)
    {
        var distance = new Damerau();
        foreach (var token in result.Tokens.Where(token => token.Value.StartsWith("--", StringComparison.Ordinal)))
        {
            result.AddError($"There is no option {token.Value}. Did you mean {options.MinBy(option => distance.Distance(option, token.Value))}?");
        }
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var files = new List<ImportedFile>();
        var faults = new List<string>();
        var (packs, banks) = FindPacks(parsed.GetValue(_paths)!, parsed.GetValue(_format)!);
        foreach (var file in packs)
        {
            switch (Read(file, parsed.GetValue(_pack)))
            {
                case PackReading.Read read:
                    files.Add(new ImportedFile.Ours(file, read.Pack));
                    break;
                case PackReading.Faulty faulty:
                    faults.AddRange(faulty.Faults.Select(fault => fault.ToString()));
                    break;
            }
        }

        var readers = new BankReaders(banks.Count > 0 ? ImportSettings.Read(Installation.ReadSettings(parsed.GetValue(data))) : new ImportOptions());
        foreach (var path in banks)
        {
            switch (ReadBank(readers, path, parsed))
            {
                case BankReading.Read read:
                    files.Add(new ImportedFile.Foreign(path, parsed.GetValue(_accept) ? read.Document.AcceptProposals() : read.Document));
                    break;
                case BankReading.Refused refused:
                    faults.Add($"{path}: {refused.Message}{(refused.IsUnrecognised ? $" Say which it is with --format: {string.Join(", ", readers.Formats)}." : "")}");
                    break;
            }
        }

        if (faults.Count > 0)
        {
            foreach (var fault in faults)
            {
                await error.WriteLineAsync(fault);
            }

            await error.WriteLineAsync($"Nothing was loaded: {faults.Count} fault{(faults.Count == 1 ? "" : "s")}.");
            return 1;
        }

        if (!parsed.GetValue(_dryRun))
        {
            files = await LoadAsync(parsed, files, cancellationToken);
        }
        else if (!parsed.GetValue(_json))
        {
            foreach (var file in files)
            {
                await output.WriteLineAsync(ImportSummary.Of(file, withWarnings: true));
            }
        }

        if (parsed.GetValue(_json))
        {
            await output.WriteLineAsync(ImportReport.Write(files));
        }

        return 0;
    }

    private async Task<List<ImportedFile>> LoadAsync(ParseResult parsed, List<ImportedFile> files, CancellationToken cancellationToken)
    {
        if (files.OfType<ImportedFile.Foreign>().FirstOrDefault(file => files.Exists(other => other != file && other.Pack.Info.Name == file.Pack.Info.Name)) is { } twin)
        {
            throw new SettingsException($"Two of the files would become the pack \"{twin.Pack.Info.Name}\", {twin.Path} and another; the second would take the place of the first. Import each with a --pack of its own.");
        }

        var installation = Installation.Find(parsed, data);
        installation.Migrate();
        await using var source = installation.Database.Open();
        using var gate = new WriteGate(source);
        var store = new QuestionStore(source, new IdSource(time), time);
        files = await RecogniseAsync(store, files, cancellationToken);
        var twins = BankTwinsCommands.TwinsOf(source, time);
        var loads = await gate.RunAsync(
            async (write, token) =>
            {
                var done = new List<PackLoad>();
                foreach (var file in files)
                {
                    done.Add(await store.LoadAsync(write, owner: null, await twins.UniteAsync(owner: null, file.Pack, token), token));
                }

                return done;
            },
            cancellationToken);
        var output = parsed.GetValue(_json) ? TextWriter.Null : parsed.InvocationConfiguration.Output;
        foreach (var (file, load) in files.Zip(loads))
        {
            if (file is ImportedFile.Foreign)
            {
                await output.WriteLineAsync(ImportSummary.Of(file, withWarnings: false));
            }

            await output.WriteLineAsync(
                $"{file.Pack.Info.Name}: {load.Added} added, {load.Revised} revised, {load.Updated} updated, {load.Unchanged} unchanged, {load.Retired} retired.");
        }

        return files;
    }

    /// <summary>Finds out which questions of a bank are stored already, under whatever key.</summary>
    private static async Task<List<ImportedFile>> RecogniseAsync(QuestionStore store, List<ImportedFile> files, CancellationToken cancellationToken)
    {
        var recognised = new List<ImportedFile>();
        foreach (var file in files)
        {
            recognised.Add(
                file is ImportedFile.Foreign foreign && await store.FindPackAsync(owner: null, file.Pack.Info.Name, withRetired: true, cancellationToken) is { } stored
                    ? new ImportedFile.Foreign(file.Path, foreign.Document.WithKeysOf(stored))
                    : file);
        }

        return recognised;
    }

    /// <summary>Finds the packs that the paths stand for. A file of exemplars stands for none, but may be named beside its pack, as <c>*.yaml</c> does.</summary>
    private static (List<PackFile> Packs, List<string> Banks) FindPacks(IReadOnlyCollection<string> paths, string format)
    {
        var packs = new List<PackFile>();
        var banks = new List<string>();
        foreach (var path in paths.Where(path => !PackFile.IsExemplars(path, out _)))
        {
            if (File.Exists(path) && (format is not (Auto or Yaml) || (format == Auto && !IsPack(path))))
            {
                banks.Add(path);
                continue;
            }

            var found = Directory.Exists(path) ? PackFile.ListIn(path) : File.Exists(path) ? [PackFile.At(path)] : [];
            packs.AddRange(found is not [] ? found : throw new SettingsException(
                Directory.Exists(path) ? $"{path}: there is no pack in this folder. A pack's name ends in .yaml." : $"{path}: there is no such file."));
        }

        foreach (var path in paths)
        {
            if (PackFile.IsExemplars(path, out var pack) && !packs.Exists(file => Path.GetFullPath(file.Path) == Path.GetFullPath(pack)))
            {
                throw new SettingsException(
                    !File.Exists(path) ? $"{path}: there is no such file."
                    : File.Exists(pack) ? $"{path} holds the exemplars of a pack, and is no pack. Import the pack: {pack}. Its exemplars are read with it."
                    : $"{path} holds the exemplars of a pack, and there is no pack {pack} beside it. Put it there, and import that.");
            }
        }

        return (packs, banks);
    }

    /// <summary>Tells a pack of ours by its name, or by the field with which it begins.</summary>
    private static bool IsPack(string path)
    {
        if (Path.GetExtension(path).ToUpperInvariant() is ".YAML" or ".YML")
        {
            return true;
        }

        try
        {
            using var reader = new StreamReader(path);
            var head = new char[4_000];
            var read = reader.ReadBlock(head);
            return new string(head, 0, read).Split('\n').FirstOrDefault(line => line.Length > 0 && !line.StartsWith('#'))?.StartsWith("pack:", StringComparison.Ordinal) == true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{path} cannot be read: {exception.Message}", exception);
        }
    }

    private BankReading ReadBank(BankReaders readers, string path, ParseResult parsed)
    {
        var name = parsed.GetValue(_pack);
        if (name is not null && !PackName.TryParse(name, out _))
        {
            throw new SettingsException($"\"{name}\" is no name of a pack. Use a-z, 0-9 and hyphens, at most 64 characters, the first no hyphen.");
        }

        try
        {
            var format = parsed.GetValue(_format)!;
            if (new FileInfo(path).Length > int.MaxValue / 2)
            {
                return new BankReading.Refused("The file is far too large for a bank.");
            }

            return readers.Read(path, File.ReadAllBytes(path), format == Auto ? null : format, name is null ? BankReaders.NameFor(path) : PackName.Parse(name));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{path} cannot be read: {exception.Message}", exception);
        }
    }

    private static PackReading Read(PackFile file, string? name)
    {
        var path = file.Path;
        try
        {
            var reading = file.Read();
            return reading is PackReading.Read read && name is not null && read.Pack.Info.Name.Value != name
                ? throw new SettingsException($"{path} names its pack \"{read.Pack.Info.Name}\", not \"{name}\". Leave --pack out, or change the file.")
                : reading;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{path} cannot be read: {exception.Message}", exception);
        }
    }
}
