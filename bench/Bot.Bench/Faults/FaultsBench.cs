using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Bot.Bench.Faults;

/// <summary>
/// A group is kept busy while all goes wrong that the plan has in store, and the bot is killed every few minutes. Afterwards
/// everything is counted: what members were told, what the bot stored, and what the platform shows.
/// </summary>
/// <param name="stage">The platform.</param>
/// <param name="data">The data directory.</param>
/// <param name="log">The bot's log.</param>
/// <param name="time">The clock.</param>
internal sealed class FaultsBench(FaultStage stage, string data, BotLog log, TimeProvider time)
{
    private const string EveryMinute = "0 * * * * ?";
    private const string EveryFourMinutes = "30 0/4 * * * ?";

    // The longest wait between two tries of a post, and what comes after it.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(9);

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly IReadOnlyDictionary<string, string> Nothing = new Dictionary<string, string>();

    private readonly ConcurrentBag<PlayedAnswer> _answers = [];
    private readonly ConcurrentBag<(DateTimeOffset At, StageFault Fault)> _faults = [];
    private readonly ConcurrentBag<Task> _underWay = [];

    /// <summary>Runs it on a platform.</summary>
    /// <param name="platform">"discord" or "slack".</param>
    /// <param name="span">How long.</param>
    /// <param name="seed">Chooses what goes wrong and what members do.</param>
    /// <param name="readsBack">Whether the bot may look on Slack for what it posted.</param>
    /// <param name="keep">Where the data directory and the log are kept; they go when <see langword="null"/>.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What was found, and whether every promise was kept.</returns>
    [SuppressMessage("Reliability", "CA2000", Justification = "The using disposes of it.")]
    public static async Task<(Section Found, bool IsKept)> RunAsync(
        string platform, TimeSpan span, int seed, bool readsBack, string? keep, TimeProvider time, CancellationToken cancellationToken)
    {
        using var folder = new Folder();
        if (keep is not null)
        {
            Directory.CreateDirectory(keep);
        }

        var data = keep is null ? folder.Data : Path.Combine(keep, "data");
        using var log = new BotLog(keep is null ? null : Path.Combine(keep, "bot.log"));
        await using var stage = await SetAsync(platform, readsBack, time, cancellationToken);
        var run = await new FaultsBench(stage, data, log, time).RunAsync(span, seed, platform, cancellationToken);
        var judge = new FaultsJudge(stage, new FaultsDatabase(data, platform), run, mayDouble: platform == "slack" && !readsBack);
        var (figures, promises) = await judge.JudgeAsync(cancellationToken);
        var options = $"--platform {platform} --minutes {span.TotalMinutes:0.##} --seed {seed}{(readsBack ? " --reads-back" : "")}";
        return (
            new Section(
                $"Faults on {stage.Name}",
                $"`dotnet run -c Release --project bench/Bot.Bench -- faults {options}`: {stage.Members.Count} members are busy for {span.TotalMinutes:0.##} minutes while {run.Faults.Count} faults of {run.Faults.DistinctBy(fault => fault.Fault.Name).Count()} kinds come at random, and the bot is killed and started again {run.Kills} times. {stage.Name.Split(',')[0]} is an emulator on the same machine.",
                ["", "number"],
                figures,
                [.. promises.Select(promise => promise.ToSentence())]),
            promises.All(promise => promise.IsKept));
    }

    private static async Task<FaultStage> SetAsync(string platform, bool readsBack, TimeProvider time, CancellationToken cancellationToken) => platform == "slack"
        ? await SlackStage.SetAsync(readsBack, time, cancellationToken)
        : await DiscordStage.SetAsync(time, cancellationToken);

    private async Task<FaultsRun> RunAsync(TimeSpan span, int seed, string platform, CancellationToken cancellationToken)
    {
        var settings = new Dictionary<string, string>(stage.Settings)
        {
            ["Drills__ShortestInterval"] = "00:01:00",
            ["Drills__Rounds__Lead"] = "00:00:05",
            ["Drills__Rounds__Pause"] = "00:00:03",
        };
        await using var lives = new BotLives(data, settings, log, time);
        await lives.StartAsync(cancellationToken);
        await stage.WaitForBotAsync(cancellationToken);
        await ScheduleAsync("daily", EveryMinute, PlayedPlace.Drills, cancellationToken);
        await ScheduleAsync("round", EveryFourMinutes, PlayedPlace.Rounds, cancellationToken);
        var plan = new FaultPlan(stage.Faults, span, seed);
        using var end = new CancellationTokenSource();
        var members = stage.Members.Select((member, number) => new BusyMember(member, number + 1, _answers, seed, time)).ToList();
        var busy = members.ConvertAll(member => Task.Run(() => member.RunAsync(end.Token, cancellationToken), cancellationToken));
        await Task.WhenAll(
            WreakAsync(plan, seed, cancellationToken),
            KillAsync(plan, lives, cancellationToken),
            Task.Delay(span, time, cancellationToken));
        await Task.WhenAll(_underWay);
        stage.EndFaults();
        await end.CancelAsync();
        await Task.WhenAll(busy);
        var until = time.GetUtcNow();
        await InsistAsync(() => stage.Organiser.CallAsync("schedule pause", Number(1), PlayedPlace.Drills, cancellationToken), cancellationToken);
        await InsistAsync(() => stage.Organiser.CallAsync("schedule pause", Number(2), PlayedPlace.Rounds, cancellationToken), cancellationToken);
        var unrest = await RestAsync(platform, cancellationToken);
        foreach (var member in stage.Members)
        {
            // Whoever could not be reached is given what waits for them when they come back.
            await InsistAsync(() => member.CallAsync("help", Nothing, PlayedPlace.Drills, cancellationToken), cancellationToken);
        }

        unrest = unrest.Length == 0 ? await RestAsync(platform, cancellationToken) : unrest;
        return new FaultsRun(
            [.. _answers],
            [.. _faults.OrderBy(fault => fault.At)],
            lives.Absences,
            lives.Kills,
            lives.Crashes,
            log.Errors,
            members.Sum(member => member.Done),
            members.Sum(member => member.Unheard),
            until,
            unrest);
    }

    private async Task ScheduleAsync(string drill, string cron, PlayedPlace place, CancellationToken cancellationToken)
    {
        var options = new Dictionary<string, string> { ["drill"] = drill, ["when"] = cron, ["zone"] = "UTC" };
        if (drill == "round")
        {
            (options["questions"], options["seconds"]) = ("2", "20");
        }

        if (await stage.Organiser.OpenByCommandAsync("schedule add", options, place, cancellationToken) is not Opening.Opened
            || await stage.Organiser.SendAsync(Nothing, cancellationToken) is not Hearing.Acknowledged)
        {
            throw new InvalidOperationException("The schedule could not be set.");
        }
    }

    [SuppressMessage("Security", "CA5394", Justification = "The same faults each time are what is wanted.")]
    private async Task WreakAsync(FaultPlan plan, int seed, CancellationToken cancellationToken)
    {
        var (chance, begun) = (new Random(seed + 1), time.GetTimestamp());
        foreach (var (at, fault) in plan.Faults)
        {
            await WaitUntilAsync(begun, at, cancellationToken);
            _faults.Add((time.GetUtcNow(), fault));
            _underWay.Add(fault.DoAsync(chance, cancellationToken));
        }
    }

    private async Task KillAsync(FaultPlan plan, BotLives lives, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        foreach (var kill in plan.Kills)
        {
            await WaitUntilAsync(begun, kill.At, cancellationToken);
            if (kill.InPost)
            {
                var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                stage.LoseNextPost(() => met.TrySetResult());
                await Task.WhenAny(met.Task, Task.Delay(TimeSpan.FromMinutes(2), time, cancellationToken));
            }

            await lives.KillAsync(kill.Down, cancellationToken);
        }
    }

    private async Task InsistAsync(Func<Task<bool>> act, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < 30 && !await act(); tries++)
        {
            await Task.Delay(Look, time, cancellationToken);
        }
    }

    private async Task<string> RestAsync(string platform, CancellationToken cancellationToken)
    {
        var (database, begun) = (new FaultsDatabase(data, platform), time.GetTimestamp());
        string unrest;
        do
        {
            await Task.Delay(Look, time, cancellationToken);
            unrest = await database.FindUnrestAsync(cancellationToken);
        }
        while (unrest.Length > 0 && time.GetElapsedTime(begun) < Patience);
        return unrest;
    }

    private async Task WaitUntilAsync(long begun, TimeSpan at, CancellationToken cancellationToken)
    {
        if (at - time.GetElapsedTime(begun) is { Ticks: > 0 } left)
        {
            await Task.Delay(left, time, cancellationToken);
        }
    }

    private static Dictionary<string, string> Number(int number) => new() { ["number"] = $"{number}" };
}
