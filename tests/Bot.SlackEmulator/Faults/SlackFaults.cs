namespace Bot.SlackEmulation.Faults;

/// <summary>What goes wrong on demand.</summary>
public sealed class SlackFaults
{
    private readonly Lock _gate = new();
    private readonly List<ApiFault> _next = [];
    private readonly List<ApiFault> _always = [];
    private int _expired;
    private int _deaf;

    /// <summary>Gets or sets whether every envelope is sent twice.</summary>
    public bool DoublesEnvelopes { get; set; }

    /// <summary>Gets or sets whether a second envelope comes over another connection than the first, where there are several.</summary>
    public bool SpreadsEnvelopes { get; set; }

    /// <summary>Gets or sets whether more than one message a second into one channel meets a 429.</summary>
    public bool KeepsPace { get; set; }

    /// <summary>Gets how many calls were held until something else had happened.</summary>
    public int Waiting { get; internal set; }

    /// <summary>Gets how many acknowledgements were lost.</summary>
    public int LostAcknowledgements { get; private set; }

    /// <summary>Has the next fitting calls meet these faults, one each.</summary>
    public void Next(params IEnumerable<ApiFault> faults)
    {
        lock (_gate)
        {
            _next.AddRange(faults);
        }
    }

    /// <summary>Has all fitting calls meet a fault from now on.</summary>
    public void Always(ApiFault fault)
    {
        lock (_gate)
        {
            _always.Add(fault);
        }
    }

    /// <summary>Has the next triggers be over when they are used.</summary>
    public void ExpireTriggers(int count) => Interlocked.Exchange(ref _expired, count);

    /// <summary>Loses the next acknowledgements: events are sent again, and people see commands fail.</summary>
    public void LoseAcknowledgements(int count) => Interlocked.Exchange(ref _deaf, count);

    /// <summary>Takes a fault back that all fitting calls met, or that the next one was to meet.</summary>
    public void Cease(ApiFault fault)
    {
        lock (_gate)
        {
            _always.Remove(fault);
            _next.Remove(fault);
        }
    }

    /// <summary>Takes all faults back.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _next.Clear();
            _always.Clear();
        }

        (DoublesEnvelopes, SpreadsEnvelopes, KeepsPace, _expired, _deaf) = (false, false, false, 0, 0);
    }

    internal ApiFault? Take(string method)
    {
        lock (_gate)
        {
            var fault = _next.Find(Fits);
            if (fault is not null)
            {
                _next.Remove(fault);
            }

            return fault ?? _always.Find(Fits);
        }

        bool Fits(ApiFault fault) => fault.Method.Length == 0 || fault.Method == method;
    }

    internal bool TakeExpiry() => TakeOne(ref _expired);

    internal bool TakeDeafness()
    {
        var isLost = TakeOne(ref _deaf);
        LostAcknowledgements += isLost ? 1 : 0;
        return isLost;
    }

    private static bool TakeOne(ref int count)
    {
        if (Volatile.Read(ref count) <= 0)
        {
            return false;
        }

        return Interlocked.Decrement(ref count) >= 0;
    }
}
