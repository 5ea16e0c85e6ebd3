using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace Bot.Inference.Pairs;

/// <summary>
/// Judges the pairs of all callers that wait, batch by batch. While one batch runs, the pairs that come in gather; the next batch
/// takes the ones that have waited longest and others of their length, whoever asked. So nobody waits for company, and a crowd is
/// judged in full batches.
/// </summary>
/// <remarks>
/// What is said of a pair must not depend on who else waits. So rows are filled up to a multiple of <see cref="Step"/>, whatever is
/// beside them; and only a graph with <see cref="PairGraphPlan.IndependentRows"/> is given pairs of several callers at once. Of
/// any other a batch holds pairs of one caller, which are the same ones every time. A full queue delays callers. A caller that is
/// cancelled leaves at once; what is left of its pairs is not judged.
/// </remarks>
internal sealed class PairBatcher : IPairModel, IAsyncDisposable
{
    /// <summary>The pairs of a batch at most.</summary>
    public const int MostPairs = 32;

    /// <summary>What the lengths of rows are multiples of.</summary>
    public const int Step = 16;

    private const int MostWaiting = 64;
    private const int MostGathered = 8 * MostPairs;

    private readonly IPairGraph _graph;
    private readonly Channel<ImmutableArray<Place>> _queue = Channel.CreateBounded<ImmutableArray<Place>>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly SortedDictionary<int, Queue<Place>> _gathered = [];
    private readonly Task _run;
    private int _count;
    private long _order;

    /// <summary>Begins to judge.</summary>
    /// <param name="graph">Runs batches; disposed of with this.</param>
    public PairBatcher(IPairGraph graph)
    {
        _graph = graph;
        _run = Task.Run(() => RunAsync(CancellationToken.None));
    }

    public async Task<IReadOnlyList<PairLogits>> JudgeAsync(IReadOnlyList<TokenPair> pairs, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (pairs.Count == 0)
        {
            return [];
        }

        var caller = new Caller(pairs.Count);
        await using var leaving = cancellationToken.Register(() => caller.Leave(cancellationToken));
        var parts = pairs
            .Select((pair, i) => new Place(pair, LengthOf(pair), i, caller))
            .GroupBy(place => place.Length)
            .SelectMany(ofOneLength => ofOneLength.Chunk(MostPairs));
        try
        {
            foreach (var part in parts.TakeWhile(_ => !caller.HasLeft))
            {
                await _queue.Writer.WriteAsync([.. part], cancellationToken);
            }
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(PairBatcher));
        }

        return await caller.Judged;
    }

    /// <summary>Takes nothing more; what waits is judged, then the graph is given back.</summary>
    public void Close() => _queue.Writer.TryComplete();

    /// <summary>Closes, and waits for what is left.</summary>
    public async ValueTask DisposeAsync()
    {
        Close();
        await _run;
    }

    private int LengthOf(TokenPair pair)
    {
        var length = PairBatch.LengthOf(pair, _graph.Plan);
        return Math.Min((length + Step - 1) / Step * Step, _graph.Plan.Longest);
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        using (_graph)
        {
            while (_count > 0 || await _queue.Reader.WaitToReadAsync(cancellationToken))
            {
                while (_count < MostGathered && _queue.Reader.TryRead(out var places))
                {
                    Gather(places);
                }

                if (Next() is { Count: > 0 } batch)
                {
                    Judge(batch);
                }
            }
        }
    }

    private void Gather(ImmutableArray<Place> places)
    {
        foreach (var place in places)
        {
            if (!_gathered.TryGetValue(place.Length, out var ofItsLength))
            {
                _gathered.Add(place.Length, ofItsLength = new Queue<Place>());
            }

            place.Order = _order;
            ofItsLength.Enqueue(place);
            _count++;
        }

        _order++;
    }

    private List<Place> Next()
    {
        List<Place> batch = [];
        if (_gathered.Values.Where(places => places.Count > 0).MinBy(places => places.Peek().Order) is not { } oldest)
        {
            return batch;
        }

        var order = oldest.Peek().Order;
        while (batch.Count < MostPairs && oldest.TryPeek(out var place) && (_graph.Plan.IndependentRows || place.Order == order))
        {
            oldest.Dequeue();
            _count--;
            if (!place.Caller.HasLeft)
            {
                batch.Add(place);
            }
        }

        return batch;
    }

    [SuppressMessage("Design", "CA1031", Justification = "An edge: those who wait for this batch are told, and the next ones are judged all the same.")]
    private void Judge(List<Place> batch)
    {
        try
        {
            var logits = _graph.Judge([.. batch.Select(place => place.Pair)], batch[0].Length);
            for (var i = 0; i < batch.Count; i++)
            {
                batch[i].Caller.Take(batch[i].Index, logits[i]);
            }
        }
        catch (Exception exception)
        {
            foreach (var place in batch)
            {
                place.Caller.Fail(exception);
            }
        }
    }

    /// <summary>A pair in the queue; its order is that of the part of a caller's pairs with which it came.</summary>
    private sealed class Place(TokenPair pair, int length, int index, Caller caller)
    {
        public TokenPair Pair => pair;

        public int Length => length;

        public int Index => index;

        public Caller Caller => caller;

        public long Order { get; set; }
    }

    /// <summary>One who waits for pairs.</summary>
    private sealed class Caller(int pairs)
    {
        private readonly TaskCompletionSource<IReadOnlyList<PairLogits>> _judged = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly PairLogits[] _logits = new PairLogits[pairs];
        private int _left = pairs;

        public Task<IReadOnlyList<PairLogits>> Judged => _judged.Task;

        public bool HasLeft => _judged.Task.IsCompleted;

        // Only the thread that runs batches comes here.
        public void Take(int index, PairLogits logits)
        {
            _logits[index] = logits;
            if (--_left == 0)
            {
                _judged.TrySetResult(_logits);
            }
        }

        public void Fail(Exception exception) => _judged.TrySetException(exception);

        public void Leave(CancellationToken cancellationToken) => _judged.TrySetCanceled(cancellationToken);
    }
}
