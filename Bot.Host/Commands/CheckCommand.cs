using System.CommandLine;
using Bot.Core.Storage;
using Bot.Host.Discord;
using Bot.Host.Slack;
using Bot.Inference;

namespace Bot.Host.Commands;

/// <summary><c>check</c>: explains what is on and what is off, and each thing that is missing or wrong. May run beside a running bot.</summary>
internal sealed class CheckCommand(Option<string?> data, TimeProvider time)
{
    private readonly Option<bool> _json = new("--json") { Description = "Write the findings as JSON." };

    public Command Create()
    {
        var command = new Command("check", "Explain what is on, what is off, and what is wrong with the settings and the machine.") { _json };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var checks = await ListAsync(Installation.Find(parsed, data), cancellationToken);
        var isRight = checks.All(check => check.State is not CheckState.Wrong);
        if (parsed.GetValue(_json))
        {
            await output.WriteLineAsync(JsonLine.Write(new { ok = isRight, checks }));
            return isRight ? 0 : 1;
        }

        foreach (var check in checks)
        {
            await (check.State is CheckState.Wrong
                ? error.WriteLineAsync($"Wrong: {check.Detail}")
                : output.WriteLineAsync($"{check.Name}: {check.Detail}"));
        }

        if (isRight)
        {
            await output.WriteLineAsync("All settings are right.");
        }

        return isRight ? 0 : 1;
    }

    private async Task<IReadOnlyList<Check>> ListAsync(Installation installation, CancellationToken cancellationToken)
    {
        var settings = installation.Settings;
        var wrong = SettingFaults.Find(settings);
        List<Check> checks = [.. SettingNames.FindUnknown(settings).Concat(wrong).Select(fault => new Check("Settings", CheckState.Wrong, fault))];
        await using var services = GraderServices.Build(settings);
        if (wrong.Count == 0)
        {
            checks.AddRange(Features.List(settings, services.GetRequiredService<GraderInUse>()));
        }

        var directory = DataChecks.CheckDirectory(installation.Directory);
        var isHeld = installation.Directory.Holder is not null;
        checks.Add(directory);
        if (directory.State is not CheckState.Wrong)
        {
            checks.Add(CheckDatabase(installation));
        }

        if (wrong.Count == 0)
        {
            checks.AddRange(MachineChecks.CheckPorts(settings, isHeld));
            if (DiscordSwitch.Decide(settings).IsOn)
            {
                checks.AddRange(await DiscordCheck.ListAsync(settings.GetSection(DiscordOptions.Section).Get<DiscordOptions>()!, time, cancellationToken));
            }

            if (SlackSwitch.Decide(settings).IsOn)
            {
                checks.AddRange(await SlackCheck.ListAsync(settings.GetSection(SlackOptions.Section).Get<SlackOptions>()!, time, cancellationToken));
            }

            checks.Add(MachineChecks.CheckZones(time));
            checks.Add(MachineChecks.CheckPacks(Installation.Packs));
            checks.Add(await MachineChecks.CheckGraderAsync(services.GetRequiredService<GraderInUse>().Grader, cancellationToken));
        }

        return checks;
    }

    private static Check CheckDatabase(Installation installation)
    {
        try
        {
            installation.Migrate();
            return new Check("Database", CheckState.Right, $"{installation.Directory.Database} is up to date");
        }
        catch (StorageException exception)
        {
            return new Check("Database", CheckState.Wrong, exception.Message);
        }
    }
}
