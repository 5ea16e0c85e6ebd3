using System.Diagnostics.CodeAnalysis;

namespace Bot.Bench;

/// <summary>When members answer.</summary>
internal static class Moments
{
    /// <summary>Gives the moments of a Poisson process of which so many fall into the time: each is anywhere in it.</summary>
    [SuppressMessage("Security", "CA5394", Justification = "The same moments each time is what is wanted.")]
    public static IEnumerable<TimeSpan> Spread(int count, TimeSpan span, int seed)
    {
        var chance = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => span * chance.NextDouble())];
    }
}
