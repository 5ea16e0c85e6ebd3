namespace Bot.Core.Grading;

/// <summary>How probable each score is when every criterion is settled independently of the others.</summary>
/// <remarks>
/// A grid of 10,001 cells, a hundredth of a point each, from 0 to 100. Shares of key points are rounded to an even number of
/// cells so that half a share is a whole number too; the rounding error of one share is carried to the next, so that all
/// shares together are 100 points exactly. Sums are therefore off by at most one cell a key point, and a cut score counts as
/// reached within that tolerance, half a point at most. Flags are subtracted after the key points; what falls below 0 is gathered at 0.
/// </remarks>
internal sealed class ScoreDistribution
{
    private const int Cells = 10_000;
    private const int CellsAPoint = Cells / 100;

    private readonly double[] _cells;
    private readonly int _tolerance;

    private ScoreDistribution(double[] cells, int tolerance) => (_cells, _tolerance) = (cells, tolerance);

    /// <param name="points">Each key point's share of the score (all together 100), P(covered) and P(partly).</param>
    /// <param name="flags">Each flag's cost in points and P(raised).</param>
    public static ScoreDistribution Of(
        IEnumerable<(double Share, double Covered, double Partly)> points,
        IEnumerable<(double Cost, double Raised)> flags)
    {
        var cells = new double[Cells + 1];
        cells[0] = 1;
        var (count, reach, exact) = (0, 0, 0.0);
        foreach (var (share, covered, partly) in points)
        {
            count++;
            exact += share;
            var next = Math.Clamp(2 * (int)Math.Round(exact * CellsAPoint / 2), reach, Cells);
            cells = Add(cells, reach, (next - reach) / 2, covered, Math.Min(partly, 1 - covered));
            reach = next;
        }

        foreach (var (cost, raised) in flags)
            cells = Subtract(cells, (int)Math.Round(cost * CellsAPoint), raised);
        return new ScoreDistribution(cells, Math.Min(count, CellsAPoint / 2));
    }

    /// <summary>The probability that the settled score reaches a cut score.</summary>
    public double AtLeast(double cut)
    {
        var from = (int)Math.Ceiling(cut * CellsAPoint) - _tolerance;
        return from <= 0 ? 1 : Math.Min(1, _cells.AsSpan(Math.Min(from, Cells)).ToArray().Sum());
    }

    private static double[] Add(double[] cells, int reach, int half, double covered, double partly)
    {
        var missing = Math.Max(0, 1 - covered - partly);
        var sum = new double[cells.Length];
        for (var cell = 0; cell <= reach; cell++)
        {
            if (cells[cell] is not (> 0 and var mass))
                continue;
            sum[cell] += mass * missing;
            sum[cell + half] += mass * partly;
            sum[cell + (2 * half)] += mass * covered;
        }

        return sum;
    }

    private static double[] Subtract(double[] cells, int cost, double raised)
    {
        var sum = new double[cells.Length];
        for (var cell = 0; cell < cells.Length; cell++)
        {
            sum[cell] += cells[cell] * (1 - raised);
            sum[Math.Max(0, cell - cost)] += cells[cell] * raised;
        }

        return sum;
    }
}
