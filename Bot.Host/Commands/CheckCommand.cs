using System.CommandLine;
using Bot.Core.Storage;

namespace Bot.Host.Commands;

/// <summary><c>check</c>: explains each setting that is missing or wrong, and what is on and off.</summary>
internal sealed class CheckCommand(Option<string?> data)
{
    public Command Create()
    {
        var command = new Command("check", "Explain what is on, what is off, and what is wrong with the settings.");
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var installation = Installation.Find(parsed, data);
        var faults = SettingNames.FindUnknown(installation.Settings).ToList();
        var wrong = SettingFaults.Find(installation.Settings);
        faults.AddRange(wrong);
        if (wrong.Count == 0)
        {
            foreach (var line in Features.Describe(installation.Settings))
            {
                await output.WriteLineAsync(line);
            }
        }

        try
        {
            installation.Migrate();
            await output.WriteLineAsync($"Database: {installation.Directory.Database} is up to date");
        }
        catch (StorageException exception)
        {
            faults.Add(exception.Message);
        }

        foreach (var fault in faults)
        {
            await error.WriteLineAsync($"Wrong: {fault}");
        }

        if (faults.Count == 0)
        {
            await output.WriteLineAsync("All settings are right.");
        }

        cancellationToken.ThrowIfCancellationRequested();
        return faults.Count == 0 ? 0 : 1;
    }
}
