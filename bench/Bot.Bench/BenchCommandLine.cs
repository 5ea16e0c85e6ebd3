using System.CommandLine;
using Bot.Bench.Faults;

namespace Bot.Bench;

/// <summary>The measurements, each alone or all of them into <c>docs/performance.md</c>.</summary>
internal static class BenchCommandLine
{
    private static readonly int[] Groups = [50, 200, 1000];

    public static Task<int> RunAsync(string[] args, TimeProvider time)
    {
        var members = new Option<int[]>("--members") { Description = "How many members answer within the time.", DefaultValueFactory = _ => Groups, AllowMultipleArgumentsPerToken = true };
        var seconds = new Option<int>("--seconds") { Description = "Over how many seconds their answers spread.", DefaultValueFactory = _ => 60 };
        var seed = new Option<int>("--seed") { Description = "Chooses when each member answers.", DefaultValueFactory = _ => 7 };
        var runs = new Option<int>("--runs") { Description = "How many starts of each kind.", DefaultValueFactory = _ => 5 };
        var answers = new Option<int>("--answers") { Description = "How many answers the leaderboards are made of.", DefaultValueFactory = _ => 1_000_000 };
        var write = new Option<bool>("--write") { Description = "Write docs/performance.md." };

        var latency = new Command("latency", "How long members wait for acknowledgement and feedback.") { members, seconds, seed };
        latency.SetAction(async (parsed, token) => Show(await LatencyBench.RunAsync(
            parsed.GetValue(members)!, parsed.GetValue(seconds), parsed.GetValue(seed), time, token)));
        var startup = new Command("startup", "How long a start takes, and how much memory the bot needs at rest.") { runs };
        startup.SetAction(async (parsed, token) => Show(await StartupBench.RunAsync(parsed.GetValue(runs), time, token)));
        var boards = new Command("boards", "How long /leaderboard takes over many answers.") { answers };
        boards.SetAction(async (parsed, token) => Show(await BoardsBench.RunAsync(parsed.GetValue(answers), time, token)));
        var judged = new Option<int>("--judged") { Description = "How many answers are judged, one after the other.", DefaultValueFactory = _ => 200 };
        var grading = new Command("grading", "How long one answer takes to be judged, and how much memory that needs.") { judged };
        grading.SetAction(async (parsed, token) => Show(await GradingBench.RunAsync(parsed.GetValue(judged), time, token)));

        var discord = new Command("discord", "How long members on Discord wait for acknowledgement and feedback.") { members, seconds, seed };
        discord.SetAction(async (parsed, token) => Show(await DiscordBench.RunAsync(
            parsed.GetValue(members)!, parsed.GetValue(seconds), parsed.GetValue(seed), time, token)));

        var slack = new Command("slack", "How long members on Slack wait for acknowledgement and feedback.") { members, seconds, seed };
        slack.SetAction(async (parsed, token) => Show(await SlackBench.RunAsync(
            parsed.GetValue(members)!, parsed.GetValue(seconds), parsed.GetValue(seed), time, token)));

        var platform = new Option<string>("--platform") { Description = "Which platform: discord or slack.", DefaultValueFactory = _ => "discord" };
        platform.AcceptOnlyFromAmong("discord", "slack");
        var minutes = new Option<double>("--minutes") { Description = "For how many minutes things go wrong.", DefaultValueFactory = _ => 60 };
        var readsBack = new Option<bool>("--reads-back") { Description = "Let the bot look on Slack for what it posted before it posts it once more." };
        var keep = new Option<string?>("--keep") { Description = "Keep the data directory and the bot's log in this folder." };
        var faults = new Command("faults", "Whether anything is lost or doubled while connections break, requests fail and the bot is killed. Exit code 1 when a promise is broken.")
        {
            platform, minutes, seed, readsBack, keep,
        };
        faults.SetAction(async (parsed, token) =>
        {
            var (found, isKept) = await FaultsBench.RunAsync(
                parsed.GetValue(platform)!,
                TimeSpan.FromMinutes(parsed.GetValue(minutes)),
                parsed.GetValue(seed),
                parsed.GetValue(readsBack),
                parsed.GetValue(keep),
                time,
                token);
            Show(found);
            return isKept ? 0 : 1;
        });

        var root = new RootCommand("Measures the real program, as a process of its own on a data directory of its own.")
        {
            latency, discord, slack, startup, boards, grading, faults, write, members, seconds, seed, runs, answers, judged,
        };
        root.SetAction(async (parsed, token) =>
        {
            List<Section> sections =
            [
                await LatencyBench.RunAsync(parsed.GetValue(members)!, parsed.GetValue(seconds), parsed.GetValue(seed), time, token),
                await DiscordBench.RunAsync(parsed.GetValue(members)!, parsed.GetValue(seconds), parsed.GetValue(seed), time, token),
                await SlackBench.RunAsync(parsed.GetValue(members)!, parsed.GetValue(seconds), parsed.GetValue(seed), time, token),
                await StartupBench.RunAsync(parsed.GetValue(runs), time, token),
                await BoardsBench.RunAsync(parsed.GetValue(answers), time, token),
                await GradingBench.RunAsync(parsed.GetValue(judged), time, token),
            ];
            foreach (var section in sections)
            {
                Show(section);
            }

            if (parsed.GetValue(write))
            {
                await Console.Out.WriteLineAsync($"Written: {await Report.WriteAsync(sections, time, token)}");
            }
        });
        return root.Parse(args).InvokeAsync();
    }

    private static void Show(Section section) => Console.WriteLine(section.ToMarkdown());
}
