using System.Globalization;

namespace Bot.Bench;

/// <summary>Measured times, and what stands for them.</summary>
internal sealed class Figures(IEnumerable<TimeSpan> measured)
{
    private readonly List<TimeSpan> _sorted = [.. measured.Order()];

    public int Count => _sorted.Count;

    /// <summary>Gives the least time that so many of a hundred do not exceed.</summary>
    public TimeSpan Percentile(double percent) =>
        _sorted.Count == 0 ? TimeSpan.Zero : _sorted[Math.Clamp((int)Math.Ceiling(percent / 100 * _sorted.Count) - 1, 0, _sorted.Count - 1)];

    public TimeSpan Longest => Percentile(100);

    public static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString(time.TotalMilliseconds < 10 ? "0.0" : "0", CultureInfo.InvariantCulture);

    /// <summary>Says of a goal whether it was met.</summary>
    public static string Judge(string goal, TimeSpan measured, TimeSpan limit) =>
        $"{goal}: {Milliseconds(measured)} ms. {(measured < limit ? "Met." : "**Missed.**")}";
}
