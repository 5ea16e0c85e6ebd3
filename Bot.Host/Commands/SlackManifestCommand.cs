using System.CommandLine;
using Bot.Core.Chat;
using Bot.Core.Storage;
using Bot.Host.Slack;
using Microsoft.Data.Sqlite;

namespace Bot.Host.Commands;

/// <summary><c>slack-manifest</c>: writes the manifest from which Slack makes the app. Touches no data.</summary>
internal sealed class SlackManifestCommand(TimeProvider time)
{
    private readonly Option<string?> _address = new("--url") { Description = "Where Slack reaches the bot, for Slack:Mode http; without it the manifest is for Socket Mode.", HelpName = "https://YOUR.ADDRESS" };

    public Command Create()
    {
        var command = new Command("slack-manifest", "Write the manifest from which Slack makes the app.") { _address };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        Uri? address = null;
        if (parsed.GetValue(_address) is { } given && (!Uri.TryCreate(given, UriKind.Absolute, out address) || address.Scheme != "https"))
        {
            throw new SettingsException($"\"{given}\" is no address that Slack calls. Give one that begins with https://.");
        }

        await parsed.InvocationConfiguration.Output.WriteAsync(Write(address, time).AsMemory(), cancellationToken);
        return 0;
    }

    /// <summary>Writes the manifest.</summary>
    /// <param name="address">Where the world reaches the bot; <see langword="null"/> for Socket Mode.</param>
    /// <param name="time">The clock.</param>
    public static string Write(Uri? address, TimeProvider time)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["LocalChat:Enabled"] = "false" }).Build();
        using var source = SqliteFactory.Instance.CreateDataSource("Data Source=:memory:");
        using var app = RedflagApp.Build(settings, new DataDirectory(Path.GetTempPath()), source, time);
        return SlackManifest.Write(app.Services.GetRequiredService<CommandRouter>().Commands, address);
    }
}
