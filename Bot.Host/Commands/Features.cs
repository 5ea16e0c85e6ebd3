using Bot.Host.Discord;
using Bot.Host.LocalChat;
using Bot.Host.Slack;
using Bot.Host.Telemetry;
using Bot.Inference;
using Bot.Inference.Devices;

namespace Bot.Host.Commands;

/// <summary>What is on, what is off and why: one line each, for the start and for <c>check</c>.</summary>
internal static class Features
{
    public static IEnumerable<string> Describe(IConfiguration settings, GraderInUse grader) =>
        List(settings, grader).Select(feature => $"{feature.Name}: {feature.Detail}");

    public static IEnumerable<Check> List(IConfiguration settings, GraderInUse grader)
    {
        var page = LocalChatSwitch.Decide(settings);
        yield return Say("Local chat page", page.IsOn, $"because {page.Because}");
        var discord = DiscordSwitch.Decide(settings);
        yield return Say("Discord", discord.IsOn, discord.Because);
        var slack = SlackSwitch.Decide(settings);
        yield return Say("Slack", slack.IsOn, slack.Because);
        yield return new Check("Grader", grader.IsBroken ? CheckState.Wrong : CheckState.On, Describe(grader));
        var health = settings["Health:Port"] is { Length: > 0 } port ? $"on port {port}, as Health:Port says" : "on the page's port";
        var isServed = page.IsOn || settings["Health:Port"] is { Length: > 0 };
        yield return Say("Health", isServed, isServed ? $"/healthz and /readyz {health}" : "because the page is off and Health:Port is not set");
        var collector = TelemetryServices.CollectorOf(settings);
        var shows = settings.GetValue<bool>("Telemetry:Prometheus") && isServed;
        yield return Say("Metrics", shows || collector is not null, (shows, collector) switch
        {
            (true, null) => "/metrics beside /healthz",
            (true, { } address) => $"/metrics beside /healthz, and sent to {address}",
            (false, { } address) => $"sent to {address}",
            _ => "because neither Telemetry:Prometheus nor OTEL_EXPORTER_OTLP_ENDPOINT is set",
        });
    }

    private static string Describe(GraderInUse grader)
    {
        var baseline = $"{grader.Grader.Model}, the simple baseline that compares words";
        return grader switch
        {
            { Device: InferenceDevice.Cuda } => $"{grader.Grader.Model}, on CUDA",
            { Device: { } } => $"{grader.Grader.Model}, on the CPU",
            { Fault: null } => $"{baseline}, as Inference:Model says",
            { IsBroken: true } => $"the model cannot be used. {grader.Fault}. Until then {baseline}, judges",
            _ => $"{baseline}, because {grader.Fault}",
        };
    }

    private static Check Say(string name, bool isOn, string detail) => new(name, isOn ? CheckState.On : CheckState.Off, $"{(isOn ? "on" : "off")}, {detail}");
}
