using System.Collections;
using Bot.Core.Telemetry;
using Bot.Host.Commands;
using Bot.Host.Discord;
using Bot.Host.LocalChat;
using Bot.Host.Slack;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Bot.Host.Telemetry;

/// <summary>Registers what the bot tells of itself.</summary>
internal static class TelemetryServices
{
    private const string Standard = "OTEL_";
    private const string Collector = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string CollectorOfMetrics = "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT";

    /// <summary>Tells where measurements are sent.</summary>
    /// <returns>The address, or <see langword="null"/> when they are sent nowhere.</returns>
    public static string? CollectorOf(IConfiguration settings) =>
        (settings[CollectorOfMetrics] ?? settings[Collector]) is { Length: > 0 } address ? address : null;

    /// <summary>Gives the variables that all programs share which send measurements.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> StandardVariables() => Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>()
        .Select(variable => KeyValuePair.Create((string)variable.Key, (string?)variable.Value))
        .Where(variable => variable.Key.StartsWith(Standard, StringComparison.Ordinal));

    /// <summary>Adds the settings and their rules.</summary>
    public static IServiceCollection AddHealthOptions(this IServiceCollection services)
    {
        services.AddOptions<HealthOptions>().BindConfiguration(HealthOptions.Section).ValidateOnStart();
        services.AddOptions<TelemetryOptions>().BindConfiguration("Telemetry").ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<HealthOptions>, HealthOptionsValidator>()
            .AddSingleton<IValidateOptions<HealthOptions>, HealthReachValidator>();
    }

    /// <summary>Adds health and metrics; and the web server, when the page, a platform's requests or they need one.</summary>
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services
            .AddHealthOptions()
            .AddSingleton<HealthListener>()
            .AddSingleton<IConfigureOptions<KestrelServerOptions>>(provider => provider.GetRequiredService<HealthListener>())
            .AddSingleton<HealthDoor>()
            .AddSingleton<GraderWarmUp>()
            .AddSingleton<Readiness>()
            .AddMetrics();
        if (LocalChatSwitch.Decide(builder.Configuration).IsOn || DiscordSwitch.Decide(builder.Configuration).HasDoor || SlackSwitch.Decide(builder.Configuration).HasDoor || builder.Configuration["Health:Port"] is { Length: > 0 })
        {
            builder.WebHost.UseKestrelCore();
        }
        else
        {
            builder.Services.AddSingleton<IServer, NoServer>();
        }

        var (collector, shows) = (CollectorOf(builder.Configuration), builder.Configuration.GetValue<bool>("Telemetry:Prometheus"));
        if (collector is null && !shows)
        {
            return;
        }

        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("redflag", serviceVersion: Installation.Version))
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(BotMeter.Name, "System.Runtime");
                if (collector is not null)
                {
                    metrics.AddOtlpExporter();
                }

                if (shows)
                {
                    metrics.AddPrometheusExporter();
                }
            });
    }
}
