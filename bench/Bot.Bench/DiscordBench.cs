using System.Collections.Concurrent;
using Bot.Emulation;
using Bot.Emulation.Interactions;
using Bot.Emulation.World;

namespace Bot.Bench;

/// <summary>Members of a Discord guild answer, each once, at moments that are spread over the time by chance.</summary>
internal static class DiscordBench
{
    public static Task<Section> RunAsync(IEnumerable<int> groups, int seconds, int seed, TimeProvider time, CancellationToken cancellationToken) =>
        FormAnswers.MeasureAsync(
            "Answers on Discord",
            "*acknowledged* from the gateway's event to the bot's first answer, *feedback seen* to the filled-in reply.",
            plan => MeasureAsync(plan, time, cancellationToken),
            groups,
            seconds,
            seed);

    private static async Task<(Figures Acknowledged, Figures FedBack)> MeasureAsync(
        IReadOnlyList<TimeSpan> plan, TimeProvider time, CancellationToken cancellationToken)
    {
        using var folder = new Folder();
        await using var discord = await DiscordEmulator.StartAsync(time, cancellationToken);
        var channel = discord.AddChannel("drills");
        var settings = new Dictionary<string, string> { ["Discord__Token"] = discord.Token, ["Discord__RestBase"] = discord.RestBase };
        await using var bot = await BotProcess.StartAsync(folder.Data, settings, cancellationToken);
        await bot.WaitUntilReadyAsync(time, cancellationToken);
        await discord.WaitForAsync("the bot was there", () => discord.IsConnected && discord.Commands.Count > 0, cancellationToken);
        List<EmulatedInteraction> forms = [];
        for (var number = 1; number <= plan.Count; number++)
        {
            var member = discord.AddMember($"member {number}");
            var asked = await discord.SlashAsync(member, channel, "quiz", new Dictionary<string, string>(), cancellationToken);
            await discord.WaitForAsync("the question was asked", () => FindQuestion(asked) is not null, cancellationToken);
            forms.Add(await discord.PressAsync(member.User, FindQuestion(asked)!, "Answer", cancellationToken));
        }

        var (acknowledged, fedBack) = (new ConcurrentBag<TimeSpan>(), new ConcurrentBag<TimeSpan>());
        await Task.WhenAll(forms.Zip(plan, async (form, at) =>
        {
            await Task.Delay(at, time, cancellationToken);
            var begun = time.GetTimestamp();
            var sent = await discord.SubmitAsync(form, new Dictionary<string, string> { ["text"] = LatencyBench.Answer }, cancellationToken);
            acknowledged.Add(time.GetElapsedTime(begun));
            await discord.WaitForAsync("the feedback was there", () => IsFilledIn(sent), cancellationToken);
            fedBack.Add(time.GetElapsedTime(begun));
        }));
        return (new Figures(acknowledged), new Figures(fedBack));
    }

    // A member's first message from the bot says what it keeps.
    private static EmulatedMessage? FindQuestion(EmulatedInteraction interaction) =>
        interaction.Messages.FirstOrDefault(message => message.Buttons.Any(button => button.Label == "Answer"));

    private static bool IsFilledIn(EmulatedInteraction interaction) => interaction.Messages is [{ IsLoading: false }, ..];
}
