using Bot.Host.Commands;
using Bot.Host.Slack.Api;
using Bot.Host.Slack.Installs;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Bot.Host.Slack;

/// <summary>Looks at what the bot needs of Slack: tokens that Slack takes, and what it may do.</summary>
internal static class SlackCheck
{
    private const string Name = "Slack's side";

    /// <summary>Asks Slack.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static async Task<IReadOnlyList<Check>> ListAsync(SlackOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        if (SlackSwitch.FindFault(options) is { } fault)
        {
            return [new Check(Name, CheckState.Wrong, fault)];
        }

        using var client = SlackServices.Connect(options);
        var api = new SlackApi(new SlackRest(client, new SlackLink(), time, NullLogger<SlackRest>.Instance), Options.Create(options));
        List<Check> checks = [];
        if (SlackTokens.FromSettings(options) is { } token)
        {
            try
            {
                var identity = await api.IdentifyAsync(token, cancellationToken);
                checks.Add(new Check(Name, CheckState.Right, $"Slack takes the bot's token, for the workspace \"{identity.Team}\""));
                checks.Add(await LookAsync(api, token, identity.UserId, cancellationToken));
            }
            catch (SlackException exception)
            {
                checks.Add(new Check(Name, CheckState.Wrong, exception.Error.Length == 0
                    ? $"Slack could not be reached. Is {client.BaseAddress} reachable from this machine?"
                    : $"Slack does not take the bot's token ({exception.Error}). {SlackSwitch.MendBot}"));
            }
        }

        checks.Add(new Check(Name, CheckState.Right, options.IsDistributed
            ? $"several workspaces can install the app, each at {SlackInstall.Begin} of the bot's address"
            : "one workspace; Slack:ClientId and Slack:ClientSecret let several install the app"));

        if (options.Mode is SlackMode.Socket)
        {
            checks.Add(await ConnectAsync(api, cancellationToken));
        }

        return checks;
    }

    private static async Task<Check> LookAsync(SlackApi api, SlackToken token, string? bot, CancellationToken cancellationToken)
    {
        try
        {
            await api.FindPersonAsync(token, bot ?? "", cancellationToken);
            return new Check(Name, CheckState.Right, "the bot may see who administers the workspace");
        }
        catch (SlackException exception) when (exception.Error == "missing_scope")
        {
            return new Check(Name, CheckState.Wrong, $"The app lacks the scope {exception.Needed}. Paste docs/slack-manifest.yaml under App Manifest and install the app again.");
        }
        catch (SlackException exception)
        {
            return new Check(Name, CheckState.Wrong, exception.Message);
        }
    }

    private static async Task<Check> ConnectAsync(SlackApi api, CancellationToken cancellationToken)
    {
        try
        {
            await api.OpenConnectionAsync(cancellationToken);
            return new Check(Name, CheckState.Right, "connections can be opened");
        }
        catch (SlackException exception)
        {
            return new Check(Name, CheckState.Wrong, exception.Error.Length == 0 ? exception.Message : $"Slack opens no connection ({exception.Error}). {SlackSwitch.MendApp}");
        }
    }
}
