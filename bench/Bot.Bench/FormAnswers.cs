namespace Bot.Bench;

/// <summary>Members of an emulated platform send the form that they have open, each once, at moments that are spread over the time by chance.</summary>
internal static class FormAnswers
{
    /// <summary>Measures groups of several sizes, one after the other.</summary>
    /// <param name="title">What was measured.</param>
    /// <param name="spans">Between what the two times were taken.</param>
    /// <param name="measure">Measures a group of so many members, who answer at these moments.</param>
    /// <param name="groups">How many members.</param>
    /// <param name="seconds">Over how many seconds their answers spread.</param>
    /// <param name="seed">Chooses the moments.</param>
    public static async Task<Section> MeasureAsync(
        string title, string spans, Func<IReadOnlyList<TimeSpan>, Task<(Figures Acknowledged, Figures FedBack)>> measure, IEnumerable<int> groups, int seconds, int seed)
    {
        List<IReadOnlyList<string>> rows = [];
        List<string> verdicts = [];
        foreach (var members in groups)
        {
            var (acknowledged, fedBack) = await measure([.. Moments.Spread(members, TimeSpan.FromSeconds(seconds), seed)]);
            foreach (var (what, figures) in new[] { ("acknowledged", acknowledged), ("feedback seen", fedBack) })
            {
                rows.Add([$"{members}", what, $"{figures.Count}", .. new[] { 50d, 95, 99, 100 }.Select(percent => Figures.Milliseconds(figures.Percentile(percent)))]);
            }

            verdicts.Add(Figures.Judge($"Goal: 99 of 100 of {members} answers in {seconds} s acknowledged within 100 ms", acknowledged.Percentile(99), TimeSpan.FromMilliseconds(100)));
        }

        return new Section(
            title,
            $"Each member has the answer form open and sends it once; the moments are spread over {seconds} s by chance (seed {seed}). Times are in milliseconds: {spans} "
            + "The platform is an emulator on the same machine, which takes its share of it; the way to the platform itself comes on top.",
            ["members", "", "answers", "p50", "p95", "p99", "max"],
            rows,
            verdicts);
    }
}
