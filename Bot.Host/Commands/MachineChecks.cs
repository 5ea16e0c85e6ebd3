using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Bot.Core.Grading;
using Bot.Core.Import.Yaml;
using Bot.Host.LocalChat;
using Bot.Host.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace Bot.Host.Commands;

/// <summary>Looks at what the bot needs of the machine and of its own folder.</summary>
internal static class MachineChecks
{
    /// <summary>Tells whether the ports are free that the bot will open.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="isRunning">Whether a bot runs on the same data: it is then the one that has them.</param>
    public static IEnumerable<Check> CheckPorts(IConfiguration settings, bool isRunning)
    {
        var page = settings.GetSection(LocalChatOptions.Section).Get<LocalChatOptions>() ?? new LocalChatOptions();
        if (LocalChatSwitch.Decide(settings).IsOn)
        {
            yield return CheckPort("Page's port", "LocalChat", page.Address, page.Port, isRunning);
        }

        var health = settings.GetSection(HealthOptions.Section).Get<HealthOptions>() ?? new HealthOptions();
        if (health.Port is { } port)
        {
            yield return CheckPort("Health's port", HealthOptions.Section, health.Address, port, isRunning);
        }
    }

    /// <summary>Tells which time zone data there are.</summary>
    public static Check CheckZones(TimeProvider time)
    {
        var zones = DateTimeZoneProviders.Tzdb;
        var here = time.LocalTimeZone.Id;
        return new Check(
            "Time zones",
            CheckState.Right,
            $"{zones.VersionId}, {zones.Ids.Count} zones; {(zones.GetZoneOrNull(here) is null ? $"the machine's own, {here}, is none of them, so new groups begin with UTC" : $"the machine's own is {here}")}");
    }

    /// <summary>Tells whether the packs that come with the program can be read.</summary>
    public static Check CheckPacks(string folder)
    {
        const string Name = "Packs";
        if (!Directory.Exists(folder))
        {
            return new Check(Name, CheckState.Wrong, $"The packs are missing: {folder}. Install Redflag again.");
        }

        var questions = 0;
        var files = PackFile.ListIn(folder);
        foreach (var file in files)
        {
            if (file.Read() is not PackReading.Read read)
            {
                return new Check(Name, CheckState.Wrong, $"The pack {file.Path} has faults. See them with: redflag import --dry-run {folder}");
            }

            questions += read.Pack.Questions.Length;
        }

        return new Check(Name, CheckState.Right, $"{files.Count} come{(files.Count == 1 ? "s" : "")} with the program, {questions} questions");
    }

    /// <summary>Has the grader judge a sample.</summary>
    public static async Task<Check> CheckGraderAsync(IAnswerGrader grader, CancellationToken cancellationToken)
    {
        var warmUp = new GraderWarmUp(grader, NullLogger<GraderWarmUp>.Instance);
        await warmUp.RunAsync(cancellationToken);
        return warmUp.State.Ok
            ? new Check("Grader's trial", CheckState.Right, "it judged a sample")
            : new Check("Grader's trial", CheckState.Wrong, $"The grader could not judge a sample: {warmUp.State.Detail}. Set Inference:Model to lexical to use the baseline.");
    }

    [SuppressMessage("Usage", "CA2234", Justification = "No address is fetched.")]
    private static Check CheckPort(string name, string section, string address, int port, bool isRunning)
    {
        if (port == 0)
        {
            return new Check(name, CheckState.Right, "any that is free");
        }

        var where = string.Create(CultureInfo.InvariantCulture, $"{address}, port {port}");
        try
        {
            using var listener = new TcpListener(IPAddress.Parse(address), port);
            listener.Start();
            listener.Stop();
            return new Check(name, CheckState.Right, $"{where}, is free");
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.AddressAlreadyInUse)
        {
            return isRunning
                ? new Check(name, CheckState.Right, $"{where}, is in use, as it is when the bot runs")
                : new Check(name, CheckState.Wrong, $"Port {port} is taken by another program. Choose another: set {section}:Port in appsettings.json, or REDFLAG__{section}__Port={port + 1} in the environment.");
        }
        catch (SocketException exception)
        {
            return new Check(name, CheckState.Wrong, $"{where}, cannot be opened: {exception.Message}. Change {section}:Address or {section}:Port.");
        }
    }
}
