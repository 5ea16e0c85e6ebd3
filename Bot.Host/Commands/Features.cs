using Bot.Host.LocalChat;
using Bot.Inference;

namespace Bot.Host.Commands;

/// <summary>What is on, what is off and why: one line each, for the start and for <c>check</c>.</summary>
internal static class Features
{
    public static IEnumerable<string> Describe(IConfiguration settings)
    {
        var page = LocalChatSwitch.Decide(settings);
        yield return $"Local chat page: {(page.IsOn ? "on" : "off")}, because {page.Because}";
        yield return "Discord: off, because this version does not speak it yet";
        yield return "Slack: off, because this version does not speak it yet";
        yield return $"Grader: {settings["Inference:Model"] ?? InferenceOptions.Lexical}, the simple baseline that compares words; no trained model comes with this version yet";
    }
}
