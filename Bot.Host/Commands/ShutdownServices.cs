using Microsoft.Extensions.Options;

namespace Bot.Host.Commands;

/// <summary>Registers how the bot stops.</summary>
internal static class ShutdownServices
{
    public static IServiceCollection AddShutdown(this IServiceCollection services)
    {
        services.AddOptions<ShutdownOptions>().BindConfiguration("Shutdown").ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<ShutdownOptions>, ShutdownOptionsValidator>()
            .AddSingleton<IConfigureOptions<HostOptions>, HostShutdown>();
    }
}
