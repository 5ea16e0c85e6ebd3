using System.Diagnostics.CodeAnalysis;

namespace Bot.Bench.Faults;

/// <summary>When what goes wrong, from a seed. Pure: the same seed gives the same plan.</summary>
internal sealed class FaultPlan
{
    private static readonly TimeSpan MeanGap = TimeSpan.FromSeconds(7);

    [SuppressMessage("Security", "CA5394", Justification = "The same plan each time is what is wanted.")]
    public FaultPlan(IReadOnlyList<StageFault> kinds, TimeSpan span, int seed)
    {
        var chance = new Random(seed);
        List<(TimeSpan, StageFault)> faults = [];
        Queue<StageFault> deck = [];
        for (var at = Gap(chance); at < span; at += Gap(chance))
        {
            // Dealt like cards, so that none is missing from a long run.
            if (deck.Count == 0)
            {
                var cards = kinds.ToArray();
                chance.Shuffle(cards);
                deck = new Queue<StageFault>(cards);
            }

            faults.Add((at, deck.Dequeue()));
        }

        List<PlannedKill> kills = [];
        for (var at = TimeSpan.FromSeconds(40 + chance.Next(20)); at < span - TimeSpan.FromSeconds(20); at += TimeSpan.FromSeconds(120 + chance.Next(150)))
        {
            // Now and then so long that planned times are missed.
            var down = kills.Count % 4 == 2 ? TimeSpan.FromSeconds(70 + chance.Next(60)) : TimeSpan.FromSeconds(chance.Next(6));
            kills.Add(new PlannedKill(at, chance.Next(2) == 0, down));
        }

        (Faults, Kills) = (faults, kills);
    }

    /// <summary>Gets the faults, in order.</summary>
    public IReadOnlyList<(TimeSpan At, StageFault Fault)> Faults { get; }

    /// <summary>Gets the kills, in order.</summary>
    public IReadOnlyList<PlannedKill> Kills { get; }

    [SuppressMessage("Security", "CA5394", Justification = "The same plan each time is what is wanted.")]
    private static TimeSpan Gap(Random chance) => MeanGap * -Math.Log(1 - chance.NextDouble());
}
