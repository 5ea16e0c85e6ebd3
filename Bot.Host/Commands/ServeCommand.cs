using System.CommandLine;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Bot.Core.Telemetry;
using Bot.Host.LocalChat;
using Bot.Host.Telemetry;
using Bot.Inference;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace Bot.Host.Commands;

/// <summary><c>serve</c>, the default: runs the bot until it is told to stop.</summary>
internal sealed class ServeCommand(Option<string?> data, TimeProvider time)
{
    public Command Create()
    {
        var command = new Command("serve", "Run the bot. This is what happens without a command.");
        command.SetAction(RunAsync);
        return command;
    }

    public async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var installation = Installation.Find(parsed, data);
        if (SettingFaults.Find(installation.Settings) is { Count: > 0 } faults)
        {
            throw new SettingsException(string.Join(Environment.NewLine, faults.Select(fault => $"Setting wrong: {fault}")));
        }

        using var signals = new StopSignals(parsed.InvocationConfiguration.Output);
        using var held = installation.Directory.Hold();
        installation.Database.Migrate();
        int exit;
        await using (var app = RedflagApp.Build(installation.Settings, installation.Directory, installation.Database.Open(), time))
        {
            exit = await RunAsync(app, installation, parsed.InvocationConfiguration.Output, signals.Token);
        }

        installation.Database.Settle();
        return exit;
    }

    private static async Task<int> RunAsync(WebApplication app, Installation installation, TextWriter output, CancellationToken cancellationToken)
    {
        await app.Services.GetRequiredService<BundledPacks>().LoadAsync(Installation.Packs, cancellationToken);
        await app.Services.GetRequiredService<GraderWarmUp>().RunAsync(cancellationToken);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            await StopAtOnceAsync(app);
            var (setting, port) = Ports(installation.Settings, exception.Message);
            throw new SettingsException(
                $"Port {port} is taken by another program. Choose another: set {setting} in appsettings.json, or REDFLAG__{setting.Replace(":", "__", StringComparison.Ordinal)}={(setting == "LocalChat:Port" ? 5081 : 5082)} in the environment.",
                exception);
        }
        catch (SocketException exception)
        {
            await StopAtOnceAsync(app);
            throw new SettingsException(
                $"The page cannot be served on {installation.Settings["LocalChat:Address"] ?? "127.0.0.1"}, port {installation.Settings["LocalChat:Port"] ?? "5080"}: {exception.Message}. Change LocalChat:Address or LocalChat:Port.",
                exception);
        }

        Greet(output, installation, app);
        var isInTime = await WaitForEndAsync(app, cancellationToken);
        await output.WriteLineAsync(Farewell(isInTime, await app.Services.GetRequiredService<Backlog>().CountAsync(CancellationToken.None)));
        return app.Services.GetServices<IHostedService>().OfType<BackgroundService>().Any(worker => worker.ExecuteTask is { IsFaulted: true }) ? 2 : 0;
    }

    /// <summary>Tells which setting chose the port that a message names.</summary>
    private static (string Setting, string Port) Ports(IConfiguration settings, string message) =>
        settings["Health:Port"] is { Length: > 0 } health && message.Contains($":{health}", StringComparison.Ordinal)
            ? ("Health:Port", health)
            : ("LocalChat:Port", settings["LocalChat:Port"] ?? "5080");

    /// <summary>Waits until the bot is told to stop, and has.</summary>
    /// <returns><see langword="false"/> when something in hand took longer than there was time for.</returns>
    private static async Task<bool> WaitForEndAsync(WebApplication app, CancellationToken cancellationToken)
    {
        try
        {
            await app.WaitForShutdownAsync(cancellationToken);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (AggregateException exception) when (exception.Flatten().InnerExceptions.All(cause => cause is OperationCanceledException))
        {
            return false;
        }
    }

    private static string Farewell(bool isInTime, BacklogCounts left)
    {
        var waiting = new[] { (left.Events, "event"), (left.Answers, "answer"), (left.Posts, "post") }
            .Where(part => part.Item1 > 0)
            .Select(part => $"{part.Item1} {part.Item2}{(part.Item1 == 1 ? "" : "s")}")
            .ToList();
        return (isInTime ? "Redflag has stopped." : "Redflag has stopped without waiting any longer for what was in hand.")
            + (waiting.Count == 0 ? "" : $" The next start takes up what waits: {string.Join(", ", waiting)}.");
    }

    /// <summary>Stops a bot that could not start. The clock work would wait half a minute for a start that never comes.</summary>
    private static async Task StopAtOnceAsync(WebApplication app)
    {
        try
        {
            await app.StopAsync(new CancellationToken(canceled: true));
        }
        catch (Exception exception) when (exception is OperationCanceledException or AggregateException)
        {
            // Nothing was under way that has to be waited for.
        }
    }

    private static void Greet(TextWriter output, Installation installation, WebApplication app)
    {
        foreach (var line in Features.Describe(installation.Settings, app.Services.GetRequiredService<GraderInUse>()))
        {
            output.WriteLine(line);
        }

        output.WriteLine($"Data: {installation.Directory.Path}");
        if (app.Services.GetService<LocalChatKey>() is { } key)
        {
            output.WriteLine();
            output.WriteLine($"Redflag is ready. Open this address in your browser; it lets one browser in:");
            output.WriteLine($"  {key.EntryUrl}");
            Desktop.TryOpen(key.EntryUrl);
        }

        if (app.Services.GetRequiredService<IOptions<HealthOptions>>().Value is { Port: not null } health)
        {
            output.WriteLine($"Health: http://{new IPEndPoint(IPAddress.Parse(health.Address), app.Services.GetRequiredService<HealthListener>().Port!.Value)}/readyz");
        }

        output.WriteLine("Stop with Ctrl+C.");
        output.Flush();
    }
}

/// <summary>The desktop of the person who started the bot, where there is one.</summary>
internal static class Desktop
{
    public static void TryOpen(string address)
    {
        var hasDesktop = OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()
            || Environment.GetEnvironmentVariable("DISPLAY") is { Length: > 0 }
            || Environment.GetEnvironmentVariable("WAYLAND_DISPLAY") is { Length: > 0 };
        if (!hasDesktop || Console.IsOutputRedirected)
        {
            return;
        }

        try
        {
            using var browser = Process.Start(new ProcessStartInfo(address) { UseShellExecute = true });
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // The address was printed: a person can open it.
        }
    }
}
