using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Bot.Host.Commands;

/// <summary>How the bot stops.</summary>
internal sealed class ShutdownOptions
{
    /// <summary>Gets or sets how long what is in hand may take to finish; what is not finished then is taken up by the next start.</summary>
    /// <value>One second to ten minutes. The default is 30 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);
}

/// <summary>Checks the settings one by one.</summary>
[OptionsValidator]
internal sealed partial class ShutdownOptionsValidator : IValidateOptions<ShutdownOptions>;

/// <summary>Tells the host.</summary>
internal sealed class HostShutdown(IOptions<ShutdownOptions> options) : IConfigureOptions<HostOptions>
{
    public void Configure(HostOptions host) => host.ShutdownTimeout = options.Value.Timeout;
}
