namespace Bot.Bench;

/// <summary>How long it takes from starting the process to its being ready, and what it needs once it is.</summary>
internal static class StartupBench
{
    public static async Task<Section> RunAsync(int runs, TimeProvider time, CancellationToken cancellationToken)
    {
        List<(TimeSpan Ready, long Memory)> fresh = [];
        List<(TimeSpan Ready, long Memory)> existing = [];
        for (var run = 0; run < runs; run++)
        {
            using var folder = new Folder();
            fresh.Add(await MeasureAsync(folder, time, cancellationToken));
            existing.Add(await MeasureAsync(folder, time, cancellationToken));
        }

        return new Section(
            "Start",
            $"From starting the process until `/readyz` says that it is ready, {runs} starts each, in milliseconds: with no data directory, which is made, migrated and filled with the packs that come with the program; and with an existing one. Memory is the resident set five seconds later, in MB.",
            ["data directory", "p50", "max", "memory"],
            [Row("none", fresh), Row("existing", existing)],
            []);
    }

    private static IReadOnlyList<string> Row(string what, List<(TimeSpan Ready, long Memory)> measured)
    {
        var figures = new Figures(measured.Select(one => one.Ready));
        return [what, Figures.Milliseconds(figures.Percentile(50)), Figures.Milliseconds(figures.Longest), Report.Megabytes(measured.Max(one => one.Memory))];
    }

    private static async Task<(TimeSpan Ready, long Memory)> MeasureAsync(Folder folder, TimeProvider time, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        await using var bot = await BotProcess.StartAsync(folder.Data, cancellationToken);
        await bot.WaitUntilReadyAsync(time, cancellationToken);
        var ready = time.GetElapsedTime(begun);
        await Task.Delay(TimeSpan.FromSeconds(5), time, cancellationToken);
        return (ready, bot.ResidentBytes);
    }
}
