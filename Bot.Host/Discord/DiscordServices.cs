using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using Bot.Core.Chat;
using Bot.Host.Arrivals;
using Bot.Host.Discord.Gateway;
using Bot.Host.Discord.Http;
using Bot.Host.Discord.Interactions;
using Bot.Host.Discord.Rest;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Bot.Host.Discord;

/// <summary>Registers Discord.</summary>
internal static class DiscordServices
{
    /// <summary>Adds Discord, when the settings switch it on.</summary>
    public static IServiceCollection AddDiscord(this IServiceCollection services, IConfiguration configuration)
    {
        var decided = DiscordSwitch.Decide(configuration);
        if (!decided.IsOn)
        {
            return services;
        }

        services.AddArrivals();
        services.AddOptions<DiscordOptions>().BindConfiguration(DiscordOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DiscordOptions>, DiscordOptionsValidator>();
        services.AddSingleton<IValidateOptions<DiscordOptions>, DiscordOptionsRules>();
        services.AddSingleton<DiscordLink>();
        services.AddSingleton<RateLimits>();
        services.AddSingleton(provider => new DiscordRest(
            Connect(provider.GetRequiredService<IOptions<DiscordOptions>>().Value),
            provider.GetRequiredService<RateLimits>(),
            provider.GetRequiredService<DiscordLink>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<DiscordRest>>()));
        services.AddSingleton<DiscordApi>();
        services.AddSingleton<IChatPlatform>(provider => new DiscordPlatform(
            provider.GetRequiredService<DiscordApi>(),
            FilesOf(provider.GetRequiredService<IOptions<DiscordOptions>>().Value, provider.GetRequiredService<TimeProvider>()),
            provider.GetRequiredService<DiscordLink>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<CommandRegistration>();
        services.AddSingleton<InteractionDesk>();
        if (decided.HasDoor)
        {
            services.AddSingleton<DiscordListener>();
            services.AddSingleton<IConfigureOptions<KestrelServerOptions>>(provider => provider.GetRequiredService<DiscordListener>());
            services.AddSingleton<RequestsEndpoint>();
            services.AddHostedService<RequestsWorker>();
        }
        else
        {
            services.AddSingleton<IdentifyBudget>();
            services.AddSingleton<DiscordGuilds>();
            services.AddSingleton<GatewayDispatch>();
            services.AddHostedService<GatewayWorker>();
        }

        return services;
    }

    /// <summary>Maps the door for Discord's requests; nothing when they do not come that way.</summary>
    public static IEndpointRouteBuilder MapDiscord(this IEndpointRouteBuilder app)
    {
        if (app.ServiceProvider.GetService<RequestsEndpoint>() is { } endpoint)
        {
            app.MapPost(RequestsEndpoint.Path, (Delegate)((HttpContext http) => endpoint.TakeAsync(http)));
        }

        return app;
    }

    // The token stays out of it: files lie with a service of its own.
    [SuppressMessage("Reliability", "CA2000", Justification = "It lives as long as the program.")]
    private static FileDownload FilesOf(DiscordOptions options, TimeProvider time) => new(
        new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(15), UseCookies = false, AllowAutoRedirect = false }),
        "Discord",
        new Uri(options.RestBase),
        ["cdn.discordapp.com", "media.discordapp.net"],
        time);

    /// <summary>Makes the connection for requests. It logs nothing: addresses hold the tokens of interactions.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "The client disposes of its handler.")]
    public static HttpClient Connect(DiscordOptions options)
    {
        var client = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(15), UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = new Uri(options.RestBase.TrimEnd('/') + "/"),
            Timeout = TimeSpan.FromSeconds(15),
        };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bot", options.Token!.Trim());
        client.DefaultRequestHeaders.UserAgent.ParseAdd("DiscordBot (https://github.com/redflag/redflag, 0.1)");
        return client;
    }
}
