using System.CommandLine;

namespace Bot.Host.Commands;

/// <summary><c>migrate</c>: brings the database up to date. Not beside a running bot.</summary>
internal sealed class MigrateCommand(Option<string?> data)
{
    public Command Create()
    {
        var command = new Command("migrate", "Bring the database up to date.");
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var installation = Installation.Find(parsed, data);
        using var held = installation.Directory.Hold();
        var steps = installation.Database.Migrate();
        parsed.InvocationConfiguration.Output.WriteLine(
            steps == 0 ? $"{installation.Directory.Database} is up to date." : $"{installation.Directory.Database} took {steps} migration{(steps == 1 ? "" : "s")}.");
        return 0;
    }
}
