using System.Data.Common;
using Bot.Core;
using Bot.Core.Storage;
using Bot.Host.Commands;
using Bot.Host.Discord;
using Bot.Host.LocalChat;
using Bot.Host.Scheduling;
using Bot.Host.Slack;
using Bot.Host.Telemetry;
using Bot.Inference;
using Microsoft.AspNetCore.DataProtection;

namespace Bot.Host;

/// <summary>Puts the bot together.</summary>
internal static class RedflagApp
{
    /// <summary>Builds the bot over a database that is open and up to date.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="directory">Where keys are kept.</param>
    /// <param name="source">The database; disposed of with the bot.</param>
    /// <param name="time">The clock.</param>
    /// <param name="replace">What a test plays.</param>
    public static WebApplication Build(
        IConfiguration settings, DataDirectory directory, DbDataSource source, TimeProvider time, Action<IServiceCollection>? replace = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(RedflagApp).Assembly.GetName().Name,
            ContentRootPath = Installation.ProgramFolder,
        });
        builder.Configuration.AddConfiguration(settings);
        builder.Logging.AddLogs(builder.Configuration);
        builder.AddTelemetry();
        builder.Services
            .AddRouting()
            .AddSingleton(time)
            .AddSingleton(_ => source)
            .AddDataProtection()
            .SetApplicationName("redflag")
            .PersistKeysToFileSystem(new DirectoryInfo(directory.Keys));
        builder.Services
            .AddSingleton<BundledPacks>()
            .AddShutdown()
            .AddRedflagCore()
            .AddInference(Installation.Models)
            .AddScheduling(time)
            .AddLocalChat(builder.Configuration)
            .AddDiscord(builder.Configuration)
            .AddSlack(builder.Configuration);
        replace?.Invoke(builder.Services);
        var app = builder.Build();
        app.Use((http, next) => app.Services.GetRequiredService<HealthDoor>().PassAsync(http, next));
        app.UseRouting();
        app.MapLocalChat();
        app.MapDiscord();
        app.MapSlack();
        app.MapHealth();
        return app;
    }
}
