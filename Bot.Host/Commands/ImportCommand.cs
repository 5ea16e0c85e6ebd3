using System.CommandLine;
using System.CommandLine.Parsing;
using Bot.Core;
using Bot.Core.Import.Yaml;
using Bot.Core.Questions;
using Bot.Core.Storage;
using F23.StringSimilarity;

namespace Bot.Host.Commands;

/// <summary><c>import</c>: loads packs, each whole or not at all. May run beside a running bot.</summary>
internal sealed class ImportCommand(Option<string?> data, TimeProvider time)
{
    private readonly Argument<string[]> _paths = new("PATH") { Description = "The packs to load, or folders of packs. The exemplars beside a pack are read with it.", Arity = ArgumentArity.OneOrMore };

    private readonly Option<string> _format = new("--format") { Description = "The format of the files: auto or yaml.", DefaultValueFactory = _ => "auto" };

    private readonly Option<string?> _pack = new("--pack") { Description = "The pack's name; a YAML pack names itself, and the names must agree." };

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only say what is in the files; open no database." };

    private readonly Option<bool> _json = new("--json") { Description = "Write what was read as JSON." };

    public Command Create()
    {
        _format.AcceptOnlyFromAmong("auto", "yaml");
        var command = new Command("import", "Load question packs.") { _paths, _format, _pack, _dryRun, _json };
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
        var packs = new List<(PackFile File, PackDraft Pack)>();
        var faults = 0;
        foreach (var file in FindPacks(parsed.GetValue(_paths)!))
        {
            switch (Read(file, parsed.GetValue(_pack)))
            {
                case PackReading.Read read:
                    packs.Add((file, read.Pack));
                    break;
                case PackReading.Faulty faulty:
                    foreach (var fault in faulty.Faults)
                    {
                        await error.WriteLineAsync(fault.ToString());
                    }

                    faults += faulty.Faults.Length;
                    break;
            }
        }

        if (faults > 0)
        {
            await error.WriteLineAsync($"Nothing was loaded: {faults} fault{(faults == 1 ? "" : "s")}.");
            return 1;
        }

        if (!parsed.GetValue(_dryRun))
        {
            await LoadAsync(parsed, packs, cancellationToken);
        }
        else if (!parsed.GetValue(_json))
        {
            foreach (var (file, pack) in packs)
            {
                var with = file.ExemplarsPath is { } exemplars ? $" with {Path.GetFileName(exemplars)}" : "";
                await output.WriteLineAsync($"{file.Path}{with}: {pack.Info.Title}, {pack.Questions.Length} questions, no fault.");
            }
        }

        if (parsed.GetValue(_json))
        {
            await output.WriteLineAsync(ImportReport.Write(packs.Select(pair => (pair.File.Path, pair.Pack))));
        }

        return 0;
    }

    private async Task LoadAsync(ParseResult parsed, List<(PackFile File, PackDraft Pack)> packs, CancellationToken cancellationToken)
    {
        var installation = Installation.Find(parsed, data);
        installation.Migrate();
        await using var source = installation.Database.Open();
        using var gate = new WriteGate(source);
        var store = new QuestionStore(source, new IdSource(time), time);
        var loads = await gate.RunAsync(
            async (write, token) =>
            {
                var done = new List<PackLoad>();
                foreach (var (_, pack) in packs)
                {
                    done.Add(await store.LoadAsync(write, owner: null, pack, token));
                }

                return done;
            },
            cancellationToken);
        var output = parsed.GetValue(_json) ? TextWriter.Null : parsed.InvocationConfiguration.Output;
        foreach (var ((_, pack), load) in packs.Zip(loads))
        {
            await output.WriteLineAsync(
                $"{pack.Info.Name}: {load.Added} added, {load.Revised} revised, {load.Updated} updated, {load.Unchanged} unchanged, {load.Retired} retired.");
        }
    }

    /// <summary>Finds the packs that the paths stand for. A file of exemplars stands for none, but may be named beside its pack, as <c>*.yaml</c> does.</summary>
    private static List<PackFile> FindPacks(IReadOnlyCollection<string> paths)
    {
        var packs = new List<PackFile>();
        foreach (var path in paths.Where(path => !PackFile.IsExemplars(path, out _)))
        {
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

        return packs;
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
