using System.Net;
using Microsoft.Extensions.Options;

namespace Bot.Host.Slack;

/// <summary>Checks the settings one by one.</summary>
[OptionsValidator]
internal sealed partial class SlackOptionsValidator : IValidateOptions<SlackOptions>;

/// <summary>Checks what the settings need of each other.</summary>
internal sealed class SlackOptionsRules : IValidateOptions<SlackOptions>
{
    public ValidateOptionsResult Validate(string? name, SlackOptions options)
    {
        List<string> faults = [];
        if (!Uri.TryCreate(options.ApiBase, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
        {
            faults.Add($"Slack:ApiBase is '{options.ApiBase}', which is no address. Leave it out to use Slack itself.");
        }

        if (string.IsNullOrWhiteSpace(options.ClientId) != string.IsNullOrWhiteSpace(options.ClientSecret))
        {
            var (set, missing) = string.IsNullOrWhiteSpace(options.ClientId) ? ("Slack:ClientSecret", "Slack:ClientId") : ("Slack:ClientId", "Slack:ClientSecret");
            faults.Add($"{set} is set, but {missing} is not: both are under Basic Information, App Credentials.");
        }
        else if (options.Mode is SlackMode.Socket && !string.IsNullOrWhiteSpace(options.ClientId))
        {
            faults.Add("Slack:ClientId and Slack:ClientSecret let several workspaces install the app, which needs Slack:Mode=http and an address that the world can reach.");
        }

        if (options.Mode is SlackMode.Socket && !string.IsNullOrWhiteSpace(options.BotToken) && string.IsNullOrWhiteSpace(options.AppToken))
        {
            faults.Add("Slack:BotToken is set, but Slack:AppToken is not: make one under Basic Information, App-Level Tokens, with the scope connections:write.");
        }

        if (options.Mode is SlackMode.Http && string.IsNullOrWhiteSpace(options.SigningSecret))
        {
            faults.Add("Slack:Mode is http, which needs Slack:SigningSecret: it is under Basic Information, App Credentials.");
        }

        if (options.Mode is SlackMode.Http && !IPAddress.TryParse(options.Address, out _))
        {
            faults.Add($"Slack:Address is '{options.Address}', which is not an IP address.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
