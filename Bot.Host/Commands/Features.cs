using Bot.Host.LocalChat;
using Bot.Host.Telemetry;
using Bot.Inference;

namespace Bot.Host.Commands;

/// <summary>What is on, what is off and why: one line each, for the start and for <c>check</c>.</summary>
internal static class Features
{
    public static IEnumerable<string> Describe(IConfiguration settings) => List(settings).Select(feature => $"{feature.Name}: {feature.Detail}");

    public static IEnumerable<Check> List(IConfiguration settings)
    {
        var page = LocalChatSwitch.Decide(settings);
        yield return Say("Local chat page", page.IsOn, $"because {page.Because}");
        yield return Say("Discord", isOn: false, "because this version does not speak it yet");
        yield return Say("Slack", isOn: false, "because this version does not speak it yet");
        yield return new Check(
            "Grader", CheckState.On, $"{settings["Inference:Model"] ?? InferenceOptions.Lexical}, the simple baseline that compares words; no trained model comes with this version yet");
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

    private static Check Say(string name, bool isOn, string detail) => new(name, isOn ? CheckState.On : CheckState.Off, $"{(isOn ? "on" : "off")}, {detail}");
}
