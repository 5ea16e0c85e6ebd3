using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using Bot.Core.Storage;
using Microsoft.Extensions.Options;

namespace Bot.Host.Commands;

/// <summary><c>check</c>: explains each setting that is missing or wrong, and what is on and off.</summary>
internal sealed class CheckCommand(Option<string?> data, TimeProvider time)
{
    public Command Create()
    {
        var command = new Command("check", "Explain what is on, what is off, and what is wrong with the settings.");
        command.SetAction(RunAsync);
        return command;
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The app disposes of the source.")]
    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var installation = Installation.Find(parsed, data);
        foreach (var line in Features.Describe(installation.Settings))
        {
            await output.WriteLineAsync(line);
        }

        var faults = SettingNames.FindUnknown(installation.Settings).ToList();
        try
        {
            installation.Migrate();
            await output.WriteLineAsync($"Database: {installation.Directory.Database} is up to date");
            await using var app = RedflagApp.Build(installation.Settings, installation.Directory, installation.Database.Open(), time);
            app.Services.GetRequiredService<IStartupValidator>().Validate();
        }
        catch (StorageException exception)
        {
            faults.Add(exception.Message);
        }
        catch (OptionsValidationException exception)
        {
            faults.AddRange(exception.Failures);
        }
        catch (AggregateException exception)
        {
            faults.AddRange(exception.InnerExceptions.OfType<OptionsValidationException>().SelectMany(inner => inner.Failures));
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
