using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace Bot.Core.Tests;

public sealed class IdSourceTests
{
    private static readonly DateTimeOffset Noon = new(2026, 9, 21, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_identifier_is_a_version_7_uuid_that_holds_its_time()
    {
        var id = new IdSource(new FakeTimeProvider(Noon)).Next();

        Assert.Equal((7, true), (id.Version, id.Variant is >= 8 and <= 11));
        Assert.StartsWith($"{Noon.ToUnixTimeMilliseconds():x12}", id.ToString("N"), StringComparison.Ordinal);
    }

    [Fact]
    public void Identifiers_of_one_instant_sort_in_the_order_in_which_they_were_asked_for()
    {
        var ids = new IdSource(new FakeTimeProvider(Noon));

        var texts = Enumerable.Range(0, 10_000).Select(_ => ids.Next().ToString()).ToList();

        Assert.Equal(texts.Order(StringComparer.Ordinal), texts);
        Assert.Equal(texts.Count, texts.Distinct().Count());
    }

    [Fact]
    public void A_clock_that_is_set_back_does_not_disturb_the_order()
    {
        var ids = new IdSource(new SteppingTime([Noon, Noon.AddHours(-1), Noon.AddMilliseconds(-1), Noon, Noon.AddMilliseconds(1)]));

        var texts = Enumerable.Range(0, 5).Select(_ => ids.Next().ToString()).ToList();

        Assert.Equal(texts.Order(StringComparer.Ordinal), texts);
        Assert.Equal(5, texts.Distinct().Count());
    }

    [Fact]
    public void Many_who_ask_at_once_get_different_identifiers_each_in_order()
    {
        var ids = new IdSource(new FakeTimeProvider(Noon));
        var given = new ConcurrentBag<List<string>>();

        Parallel.For(0, 8, _ => given.Add([.. Enumerable.Range(0, 5_000).Select(_ => ids.Next().ToString())]));

        Assert.All(given, own => Assert.Equal(own.Order(StringComparer.Ordinal), own));
        Assert.Equal(40_000, given.SelectMany(own => own).Distinct().Count());
    }

    /// <summary>A clock that shows one time after the other.</summary>
    private sealed class SteppingTime(IEnumerable<DateTimeOffset> times) : TimeProvider
    {
        private readonly Queue<DateTimeOffset> _times = new(times);

        public override DateTimeOffset GetUtcNow() => _times.Dequeue();
    }
}
