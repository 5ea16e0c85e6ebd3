namespace Bot.Inference.Pairs;

/// <summary>Pairs laid out as a graph wants them: as many rows, each of the same length.</summary>
internal sealed class PairBatch
{
    private PairBatch(int rows, int length) =>
        (Rows, Length, Ids, Mask, Segments, Asked) = (rows, length, new long[rows * length], new long[rows * length], new long[rows * length], new float[rows * length]);

    public int Rows { get; }

    public int Length { get; }

    public long[] Ids { get; }

    /// <summary>Gets 1 for a token and 0 for padding.</summary>
    public long[] Mask { get; }

    /// <summary>Gets 1 for what belongs to the second text.</summary>
    public long[] Segments { get; }

    /// <summary>Gets 1 for the tokens that the question has too.</summary>
    public float[] Asked { get; }

    /// <summary>Tells how long the row of a pair is.</summary>
    public static int LengthOf(TokenPair pair, PairGraphPlan plan) =>
        Math.Min(pair.Statement.Length + pair.Window.Length + plan.Special, plan.Longest);

    /// <summary>Lays pairs out.</summary>
    /// <param name="pairs">The pairs; what makes one too long is cut from the longer of its texts.</param>
    /// <param name="length">How long rows are; what is shorter is filled up.</param>
    /// <param name="plan">How the graph wants them.</param>
    public static PairBatch Of(IReadOnlyList<TokenPair> pairs, int length, PairGraphPlan plan)
    {
        var batch = new PairBatch(pairs.Count, length);
        batch.Ids.AsSpan().Fill(plan.Padding);
        for (var row = 0; row < pairs.Count; row++)
        {
            batch.Lay(pairs[row], row, plan);
        }

        return batch;
    }

    private void Lay(TokenPair pair, int row, PairGraphPlan plan)
    {
        var (first, second) = plan.StatementFirst ? (pair.Statement, pair.Window) : (pair.Window, pair.Statement);
        var (ofTheFirst, ofTheSecond) = Fit(first.Length, second.Length, Length - plan.Special);
        var at = row * Length;
        Put(plan.Start.AsSpan(), 0);
        Put(first.AsSpan()[..ofTheFirst], 0);
        Put(plan.Between.AsSpan(), 0);
        Put(second.AsSpan()[..ofTheSecond], 1);
        Put(plan.End.AsSpan(), 1);

        void Put(ReadOnlySpan<int> ids, long segment)
        {
            foreach (var id in ids)
            {
                (Ids[at], Mask[at], Segments[at], Asked[at]) = (id, 1, segment, pair.Asked.Contains(id) ? 1 : 0);
                at++;
            }
        }
    }

    private static (int First, int Second) Fit(int first, int second, int room)
    {
        if (first + second <= room)
            return (first, second);
        var half = room / 2;
        return first <= half ? (first, room - first)
            : second <= room - half ? (room - second, second)
            : (half, room - half);
    }
}
