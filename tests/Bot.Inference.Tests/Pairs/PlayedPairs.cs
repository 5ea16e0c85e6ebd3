using System.Collections.Frozen;
using System.Collections.Immutable;
using Bot.Inference.Pairs;

namespace Bot.Inference.Tests.Pairs;

/// <summary>Pairs and graphs for tests.</summary>
internal static class PlayedPairs
{
    public static readonly PairGraphPlan Plan = new()
    {
        Graph = "judge.onnx",
        Ids = "ids",
        Output = "logits",
        Labels = [PairLabel.Entails, PairLabel.Neutral, PairLabel.Contradicts],
        StatementFirst = true,
        Longest = 48,
        Start = [101],
        Between = [102],
        End = [102],
        Padding = 0,
        IndependentRows = true,
    };

    public static TokenPair Pair(IEnumerable<int> statement, IEnumerable<int> window, params int[] asked) =>
        new([.. statement], [.. window], asked.ToFrozenSet());

    /// <summary>What the played graph says of a pair: it depends on the pair alone.</summary>
    public static PairLogits Said(TokenPair pair) => new(Sum(pair.Statement), Sum(pair.Window), pair.Asked.Count);

    private static float Sum(ImmutableArray<int> ids)
    {
        var sum = 0;
        foreach (var id in ids)
        {
            sum = ((sum * 31) + id) % 1_000_003;
        }

        return sum;
    }

    /// <summary>A graph that a test watches.</summary>
    internal sealed class Graph(Action<IReadOnlyList<TokenPair>> watch, bool hasIndependentRows = true) : IPairGraph
    {
        private int _running;

        public PairGraphPlan Plan { get; } = PlayedPairs.Plan with { IndependentRows = hasIndependentRows };

        public List<(int Rows, int Length)> Batches { get; } = [];

        public TaskCompletionSource Disposed { get; } = new();

        public IReadOnlyList<PairLogits> Judge(IReadOnlyList<TokenPair> pairs, int length)
        {
            Assert.Equal(1, Interlocked.Increment(ref _running));
            Assert.All(pairs, pair => Assert.InRange(PairBatch.LengthOf(pair, Plan), 1, length));
            Batches.Add((pairs.Count, length));
            try
            {
                watch(pairs);
                return [.. pairs.Select(Said)];
            }
            finally
            {
                Interlocked.Decrement(ref _running);
            }
        }

        public void Dispose() => Disposed.SetResult();
    }
}
