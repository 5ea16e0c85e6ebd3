using Bot.Inference.Pairs;

namespace Bot.Inference.Tests.Pairs;

public sealed class PairBatchTests
{
    [Fact]
    public void Pairs_are_laid_out_with_what_separates_and_fills_them()
    {
        var batch = PairBatch.Of([PlayedPairs.Pair([5, 6], [7, 8, 9], 6, 9), PlayedPairs.Pair([5], [])], 8, PlayedPairs.Plan);

        Assert.Equal([101, 5, 6, 102, 7, 8, 9, 102, 101, 5, 102, 102, 0, 0, 0, 0], batch.Ids);
        Assert.Equal([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0], batch.Mask);
        Assert.Equal([0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 0, 0], batch.Segments);
        Assert.Equal([0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0], batch.Asked);
    }

    [Fact]
    public void The_window_comes_first_where_the_graph_wants_it_so()
    {
        var plan = PlayedPairs.Plan with { StatementFirst = false, Between = [102, 102], Padding = 1 };

        var batch = PairBatch.Of([PlayedPairs.Pair([5], [7, 8])], 9, plan);

        Assert.Equal([101, 7, 8, 102, 102, 5, 102, 1, 1], batch.Ids);
        Assert.Equal([0, 0, 0, 0, 0, 1, 1, 0, 0], batch.Segments);
    }

    [Theory]
    [InlineData(2, 9, 2, 5)]
    [InlineData(9, 2, 5, 2)]
    [InlineData(9, 9, 3, 4)]
    [InlineData(3, 4, 3, 4)]
    [InlineData(0, 9, 0, 7)]
    public void What_is_too_long_is_cut_from_the_longer_text(int statement, int window, int keptOfTheStatement, int keptOfTheWindow)
    {
        var batch = PairBatch.Of([PlayedPairs.Pair(Enumerable.Repeat(5, statement), Enumerable.Repeat(7, window))], 10, PlayedPairs.Plan);

        Assert.Equal((keptOfTheStatement, keptOfTheWindow), (batch.Ids.Count(id => id == 5), batch.Ids.Count(id => id == 7)));
    }
}
