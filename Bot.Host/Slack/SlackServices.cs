using System.Diagnostics.CodeAnalysis;
using Bot.Core.Chat;
using Bot.Host.Arrivals;
using Bot.Host.Slack.Api;
using Bot.Host.Slack.Http;
using Bot.Host.Slack.Installs;
using Bot.Host.Slack.Interactions;
using Bot.Host.Slack.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Bot.Host.Slack;

/// <summary>Registers Slack.</summary>
internal static class SlackServices
{
    /// <summary>Adds Slack, when the settings switch it on.</summary>
    public static IServiceCollection AddSlack(this IServiceCollection services, IConfiguration configuration)
    {
        var decided = SlackSwitch.Decide(configuration);
        if (!decided.IsOn)
        {
            return services;
        }

        services.AddArrivals();
        services.AddOptions<SlackOptions>().BindConfiguration(SlackOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SlackOptions>, SlackOptionsValidator>();
        services.AddSingleton<IValidateOptions<SlackOptions>, SlackOptionsRules>();
        services.AddSingleton<SlackLink>();
        services.AddSingleton(provider => new SlackRest(
            Connect(provider.GetRequiredService<IOptions<SlackOptions>>().Value),
            provider.GetRequiredService<SlackLink>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<SlackRest>>()));
        services.AddSingleton<SlackApi>();
        services.AddSingleton<SlackInstallationStore>();
        services.AddSingleton<SlackTokens>();
        services.AddSingleton<SlackPeople>();
        services.AddSingleton<SlackDesk>();
        services.AddSingleton<IChatPlatform>(provider => new SlackPlatform(
            provider.GetRequiredService<SlackApi>(),
            provider.GetRequiredService<SlackTokens>(),
            FilesOf(provider.GetRequiredService<IOptions<SlackOptions>>().Value, provider.GetRequiredService<TimeProvider>()),
            provider.GetRequiredService<SlackLink>(),
            provider.GetRequiredService<IOptions<SlackOptions>>(),
            provider.GetRequiredService<TimeProvider>()));
        if (decided.HasDoor)
        {
            services.AddSingleton<SlackListener>();
            services.AddSingleton<IConfigureOptions<KestrelServerOptions>>(provider => provider.GetRequiredService<SlackListener>());
            services.AddSingleton<SlackRequests>();
            services.AddSingleton<InstallState>();
            services.AddSingleton<SlackInstall>();
            services.AddHostedService<SlackIdentityWorker>();
        }
        else
        {
            services.AddSingleton<SlackDispatch>();
            services.AddHostedService<SocketWorker>();
        }

        return services;
    }

    /// <summary>Maps the door for Slack's requests; nothing when they do not come that way.</summary>
    public static IEndpointRouteBuilder MapSlack(this IEndpointRouteBuilder app)
    {
        if (app.ServiceProvider.GetService<SlackRequests>() is { } requests)
        {
            app.MapPost(SlackRequests.Commands, (Delegate)((HttpContext http) => requests.TakeCommandAsync(http)));
            app.MapPost(SlackRequests.Interactivity, (Delegate)((HttpContext http) => requests.TakeInteractionAsync(http)));
            app.MapPost(SlackRequests.Events, (Delegate)((HttpContext http) => requests.TakeEventAsync(http)));
        }

        if (app.ServiceProvider.GetService<SlackInstall>() is { } install)
        {
            app.MapGet(SlackInstall.Begin, (Delegate)((HttpContext http) => install.SendToSlack(http)));
            app.MapGet(SlackInstall.Return, (Delegate)((HttpContext http) => install.TakeBackAsync(http)));
        }

        return app;
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "It lives as long as the program.")]
    private static FileDownload FilesOf(SlackOptions options, TimeProvider time) =>
        new(Connect(options), "Slack", new Uri(options.ApiBase), ["files.slack.com"], time);

    /// <summary>Makes the connection for calls. It logs nothing: addresses of replies are secret.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "The client disposes of its handler.")]
    public static HttpClient Connect(SlackOptions options) =>
        new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(15), UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = new Uri(options.ApiBase.TrimEnd('/') + "/"),
            Timeout = TimeSpan.FromSeconds(15),
        };
}
