using System.Collections.Concurrent;
using Bot.SlackEmulation;
using Bot.SlackEmulation.World;

namespace Bot.Bench;

/// <summary>Members of a Slack workspace answer, each once, at moments that are spread over the time by chance.</summary>
internal static class SlackBench
{
    public static Task<Section> RunAsync(IEnumerable<int> groups, int seconds, int seed, TimeProvider time, CancellationToken cancellationToken) =>
        FormAnswers.MeasureAsync(
            "Answers on Slack",
            "*acknowledged* from the envelope to its acknowledgement, *feedback seen* to the message that the member sees.",
            plan => MeasureAsync(plan, time, cancellationToken),
            groups,
            seconds,
            seed);

    private static async Task<(Figures Acknowledged, Figures FedBack)> MeasureAsync(
        IReadOnlyList<TimeSpan> plan, TimeProvider time, CancellationToken cancellationToken)
    {
        using var folder = new Folder();
        await using var slack = await SlackEmulator.StartAsync(time, cancellationToken);
        var channel = slack.Team.AddChannel("drills");
        var settings = new Dictionary<string, string>
        {
            ["Slack__BotToken"] = slack.BotToken,
            ["Slack__AppToken"] = slack.AppToken,
            ["Slack__ApiBase"] = slack.ApiBase.ToString(),
        };
        await using var bot = await BotProcess.StartAsync(folder.Data, settings, cancellationToken);
        await bot.WaitUntilReadyAsync(time, cancellationToken);
        await slack.WaitForAsync("the bot was there", () => slack.IsConnected, cancellationToken);
        List<(EmulatedPerson Member, EmulatedView Form)> forms = [];
        for (var number = 1; number <= plan.Count; number++)
        {
            var member = slack.Team.AddUser($"member {number}");
            await slack.SlashAsync(member, channel, "/redflag", "quiz", cancellationToken);
            await slack.WaitForAsync("the question was asked", () => FindQuestion(member, channel) is not null, cancellationToken);
            var pressed = await slack.PressAsync(member, FindQuestion(member, channel)!, "Answer", cancellationToken);
            await slack.WaitForAsync("the form was open", () => pressed.Opened is not null, cancellationToken);
            forms.Add((member, pressed.Opened!));
        }

        var (acknowledged, fedBack) = (new ConcurrentBag<TimeSpan>(), new ConcurrentBag<TimeSpan>());
        await Task.WhenAll(forms.Zip(plan, async (open, at) =>
        {
            await Task.Delay(at, time, cancellationToken);
            var seen = open.Member.Sees(channel).Count;
            var begun = time.GetTimestamp();
            await slack.SubmitViewAsync(open.Member, open.Form, new Dictionary<string, string> { ["text"] = LatencyBench.Answer }, cancellationToken);
            acknowledged.Add(time.GetElapsedTime(begun));
            await slack.WaitForAsync("the feedback was there", () => open.Member.Sees(channel).Count > seen, cancellationToken);
            fedBack.Add(time.GetElapsedTime(begun));
        }));
        return (new Figures(acknowledged), new Figures(fedBack));
    }

    private static EmulatedPost? FindQuestion(EmulatedPerson member, EmulatedConversation channel) =>
        member.Sees(channel).FirstOrDefault(post => post.Buttons.Any(button => button.Label == "Answer"));
}
