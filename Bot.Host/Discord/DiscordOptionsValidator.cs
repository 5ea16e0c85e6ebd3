using System.Net;
using Microsoft.Extensions.Options;

namespace Bot.Host.Discord;

/// <summary>Checks the settings one by one.</summary>
[OptionsValidator]
internal sealed partial class DiscordOptionsValidator : IValidateOptions<DiscordOptions>;

/// <summary>Checks what the settings need of each other.</summary>
internal sealed class DiscordOptionsRules : IValidateOptions<DiscordOptions>
{
    public ValidateOptionsResult Validate(string? name, DiscordOptions options)
    {
        List<string> faults = [];
        if (!Uri.TryCreate(options.RestBase, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
        {
            faults.Add($"Discord:RestBase is '{options.RestBase}', which is no address. Leave it out to use Discord itself.");
        }

        if (options.DevelopmentGuild is { Length: > 0 } guild && !Snowflake.IsOne(guild))
        {
            faults.Add($"Discord:DevelopmentGuild is '{guild}', which is no identifier of a guild: in Discord, with developer mode on, choose Copy Server ID.");
        }

        if (options.Mode is DiscordMode.Http && (options.PublicKey is not { Length: 64 } key || !key.All(char.IsAsciiHexDigit)))
        {
            faults.Add("Discord:Mode is http, which needs Discord:PublicKey: the 64 digits under General Information of your application.");
        }

        if (options.Mode is DiscordMode.Http && !IPAddress.TryParse(options.Address, out _))
        {
            faults.Add($"Discord:Address is '{options.Address}', which is not an IP address.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
