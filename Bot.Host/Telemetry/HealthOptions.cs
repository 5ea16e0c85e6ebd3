using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.Extensions.Options;

namespace Bot.Host.Telemetry;

/// <summary>Where the bot tells how it is: <c>/healthz</c>, <c>/readyz</c>, and <c>/metrics</c> when that is on.</summary>
internal sealed class HealthOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Health";

    /// <summary>Gets or sets a port of their own.</summary>
    /// <value>0 to 65,535; 0 takes any free port. Not set by default: they are then on the local chat page's port, and nowhere when that is off.</value>
    [Range(0, 65_535)]
    public int? Port { get; set; }

    /// <summary>Gets or sets the IP address of that port.</summary>
    /// <value>The default is 127.0.0.1. One that is not a loopback address needs <see cref="AllowRemote"/>.</value>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>Gets or sets a value indicating whether that port may be reached from other machines, such as those that watch this one.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool AllowRemote { get; set; }
}

/// <summary>Checks the settings one by one.</summary>
[OptionsValidator]
internal sealed partial class HealthOptionsValidator : IValidateOptions<HealthOptions>;

/// <summary>Checks that nothing is told beyond this machine by accident.</summary>
internal sealed class HealthReachValidator : IValidateOptions<HealthOptions>
{
    public ValidateOptionsResult Validate(string? name, HealthOptions options) =>
        !IPAddress.TryParse(options.Address, out var address)
            ? ValidateOptionsResult.Fail($"Health:Address is '{options.Address}', which is not an IP address. Leave it out for 127.0.0.1.")
            : !IPAddress.IsLoopback(address) && !options.AllowRemote
                ? ValidateOptionsResult.Fail(
                    $"Health:Address is '{options.Address}', which can be reached from other machines. Leave it out, or set Health:AllowRemote to true if that is what you want.")
                : ValidateOptionsResult.Success;
}
