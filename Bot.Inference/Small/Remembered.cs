namespace Bot.Inference.Small;

/// <summary>What was worked out lately, so that it need not be worked out again; the rest is forgotten.</summary>
/// <remarks>
/// Two generations: once the young one is full it becomes the old one, and what nobody asked for since then is gone. Safe for many
/// callers at once; two who ask for the same at the same time may both work it out.
/// </remarks>
/// <typeparam name="TKey">What is asked for.</typeparam>
/// <typeparam name="TValue">What is worked out; the same for the same key.</typeparam>
/// <param name="generation">How many values a generation holds; at most twice as many are kept.</param>
internal sealed class Remembered<TKey, TValue>(int generation)
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private Dictionary<TKey, TValue> _young = [];
    private Dictionary<TKey, TValue> _old = [];

    /// <summary>How many values are kept.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _young.Count + _old.Keys.Count(key => !_young.ContainsKey(key));
        }
    }

    /// <summary>Gives the value of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="work">Works the value out where it is not known.</param>
    public TValue Of(TKey key, Func<TKey, TValue> work)
    {
        lock (_lock)
        {
            if (_young.TryGetValue(key, out var young))
                return young;
            if (_old.TryGetValue(key, out var old))
                return Keep(key, old);
        }

        var value = work(key);
        lock (_lock)
            return Keep(key, value);
    }

    private TValue Keep(TKey key, TValue value)
    {
        if (_young.Count >= generation)
            (_old, _young) = (_young, []);
        _young[key] = value;
        return value;
    }
}
