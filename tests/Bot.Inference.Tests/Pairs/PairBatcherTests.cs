using System.Diagnostics.CodeAnalysis;
using Bot.Inference.Pairs;
using CsCheck;

namespace Bot.Inference.Tests.Pairs;

[SuppressMessage("Reliability", "CA2000", Justification = "The batcher disposes of its graph.")]
public sealed class PairBatcherTests
{
    private static readonly Gen<TokenPair> AnyPair =
        from statement in Gen.Int[5, 1000].Array[0, 30]
        from window in Gen.Int[5, 1000].Array[0, 40]
        from asked in Gen.Int[5, 1000].Array[0, 3]
        select PlayedPairs.Pair(statement, window, asked);

    [Fact]
    public async Task Whoever_asks_beside_whomever_gets_what_is_said_of_their_own_pairs_in_their_order() =>
        await AnyPair.List[0, 90].List[1, 12].SampleAsync(
            async callers =>
            {
                var graph = new PlayedPairs.Graph(_ => { });
                await using var batcher = new PairBatcher(graph);

                var judged = await Task.WhenAll(callers.Select(pairs => Task.Run(() => batcher.JudgeAsync(pairs, CancellationToken.None))));

                Assert.Equal(callers.Select(pairs => pairs.Select(PlayedPairs.Said)), judged);
                Assert.All(graph.Batches, batch => Assert.InRange(batch.Rows, 1, PairBatcher.MostPairs));
                Assert.All(graph.Batches, batch => Assert.Equal(0, batch.Length % PairBatcher.Step));
                Assert.Equal(callers.Sum(pairs => pairs.Count), graph.Batches.Sum(batch => batch.Rows));
            },
            iter: 100);

    [Fact]
    public async Task Those_who_leave_or_fail_take_nothing_from_the_others() =>
        await AnyPair.List[1, 60].List[2, 10].SampleAsync(
            async callers =>
            {
                // Every third leaves while the first batch runs, and every third asks for something that breaks the graph.
                var leaving = callers.Select(_ => new CancellationTokenSource()).ToArray();
                var breaking = callers.Where((_, i) => i % 3 == 2).Select(pairs => pairs[0]).ToHashSet(ReferenceEqualityComparer.Instance);
                var graph = new PlayedPairs.Graph(pairs =>
                {
                    for (var i = 1; i < leaving.Length; i += 3)
                    {
                        leaving[i].Cancel();
                    }

                    if (pairs.Any(breaking.Contains))
                    {
                        throw new InvalidOperationException("The graph broke.");
                    }
                });
                await using var batcher = new PairBatcher(graph);

                var judged = callers.Select((pairs, i) => Task.Run(() => batcher.JudgeAsync(pairs, leaving[i].Token))).ToArray();
                await Task.WhenAll(judged).ContinueWith(_ => { }, TestContext.Current.CancellationToken, TaskContinuationOptions.None, TaskScheduler.Default);

                for (var i = 0; i < callers.Count; i++)
                {
                    switch (judged[i].Status)
                    {
                        case TaskStatus.RanToCompletion:
                            Assert.Equal(callers[i].Select(PlayedPairs.Said), await judged[i]);
                            Assert.NotEqual(2, i % 3);
                            break;
                        case TaskStatus.Canceled:
                            Assert.Equal(1, i % 3);
                            break;
                        default:
                            Assert.Equal("The graph broke.", judged[i].Exception!.InnerException!.Message);
                            break;
                    }

                    leaving[i].Dispose();
                }
            },
            iter: 100);

    [Fact]
    public async Task Where_rows_depend_on_each_other_a_pair_has_the_same_ones_beside_it_whoever_else_waits() =>
        await AnyPair.List[0, 90].List[1, 8].SampleAsync(
            async callers =>
            {
                var alone = new List<TokenPair[]>();
                foreach (var pairs in callers)
                {
                    await using var batcher = new PairBatcher(new PlayedPairs.Graph(batch => alone.Add([.. batch]), hasIndependentRows: false));
                    await batcher.JudgeAsync(pairs, CancellationToken.None);
                }

                var together = new List<TokenPair[]>();
                await using (var batcher = new PairBatcher(new PlayedPairs.Graph(batch => together.Add([.. batch]), hasIndependentRows: false)))
                {
                    await Task.WhenAll(callers.Select(pairs => Task.Run(() => batcher.JudgeAsync(pairs, CancellationToken.None))));
                }

                Assert.Equal(alone.Select(InWords).Order(StringComparer.Ordinal), together.Select(InWords).Order(StringComparer.Ordinal));
            },
            iter: 100);

    [Fact]
    public async Task While_a_batch_runs_the_next_ones_gather_and_are_judged_together()
    {
        using var release = new ManualResetEventSlim();
        var isRunning = new TaskCompletionSource();
        var graph = new PlayedPairs.Graph(_ =>
        {
            isRunning.TrySetResult();
            release.Wait(TestContext.Current.CancellationToken);
        });
        await using var batcher = new PairBatcher(graph);
        var first = batcher.JudgeAsync([PlayedPairs.Pair([5], [6])], TestContext.Current.CancellationToken);
        await isRunning.Task;

        var others = Enumerable.Range(7, 40).Select(id => batcher.JudgeAsync([PlayedPairs.Pair([id], [id])], TestContext.Current.CancellationToken)).ToArray();
        release.Set();

        await Task.WhenAll([first, .. others]);
        Assert.Equal([(1, 16), (32, 16), (8, 16)], graph.Batches);
    }

    [Fact]
    public async Task A_crowd_that_is_larger_than_the_queue_waits_and_is_served()
    {
        var graph = new PlayedPairs.Graph(_ => { });
        await using var batcher = new PairBatcher(graph);
        var pairs = Enumerable.Range(0, 10_000).Select(i => PlayedPairs.Pair([i], [i % 7])).ToList();

        Assert.Equal(pairs.Select(PlayedPairs.Said), await batcher.JudgeAsync(pairs, TestContext.Current.CancellationToken));
        Assert.True(graph.Batches.Count < 350, $"{graph.Batches.Count} batches");
    }

    [Fact]
    public async Task A_caller_who_has_left_already_asks_for_nothing()
    {
        var graph = new PlayedPairs.Graph(_ => { });
        await using var batcher = new PairBatcher(graph);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => batcher.JudgeAsync([PlayedPairs.Pair([5], [6])], new CancellationToken(canceled: true)));
        Assert.Empty(await batcher.JudgeAsync([], TestContext.Current.CancellationToken));
        Assert.Empty(graph.Batches);
    }

    [Fact]
    public async Task At_the_end_what_waits_is_judged_then_the_graph_is_given_back_and_nobody_is_taken_in()
    {
        var graph = new PlayedPairs.Graph(_ => { });
        var batcher = new PairBatcher(graph);
        var waiting = batcher.JudgeAsync([PlayedPairs.Pair([5], [6])], TestContext.Current.CancellationToken);

        await batcher.DisposeAsync();

        Assert.True(graph.Disposed.Task.IsCompletedSuccessfully);
        Assert.Single(await waiting);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => batcher.JudgeAsync([PlayedPairs.Pair([5], [6])], TestContext.Current.CancellationToken));
    }

    private static string InWords(TokenPair[] batch) =>
        string.Join(" | ", batch.Select(pair => $"{string.Join(' ', pair.Statement)} / {string.Join(' ', pair.Window)}"));
}
