using Bot.Core.Chat;
using Bot.Core.Members;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Bot.Host.LocalChat;

/// <summary>Registers the local chat page.</summary>
internal static class LocalChatServices
{
    /// <summary>Adds the page with its own port, when the settings switch it on.</summary>
    public static IServiceCollection AddLocalChat(this IServiceCollection services, IConfiguration configuration)
    {
        if (!LocalChatSwitch.Decide(configuration).IsOn)
        {
            return services;
        }

        services.AddOptions<LocalChatOptions>().BindConfiguration(LocalChatOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<LocalChatOptions>, LocalChatOptionsValidator>();
        services.AddSingleton<IValidateOptions<LocalChatOptions>, LocalChatReachValidator>();
        services.AddSingleton<LocalChatListener>();
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>>(provider => provider.GetRequiredService<LocalChatListener>());
        services.AddSingleton<LocalChatKey>();
        services.AddSingleton<EntryPass>();
        services.AddSingleton<PageFiles>();
        services.AddSingleton<LocalChatBell>();
        services.AddSingleton<LocalChatStore>();
        services.AddSingleton<IMemberTraces, LocalTraces>();
        services.AddSingleton<LocalDirectory>();
        services.AddSingleton<LocalWorkspace>();
        services.AddHostedService(provider => provider.GetRequiredService<LocalWorkspace>());
        services.AddSingleton<IChatPlatform, LocalChatPlatform>();
        services.AddSingleton<Api.InteractionsEndpoint>();
        return services;
    }
}
