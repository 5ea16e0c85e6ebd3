namespace Bot.Emulation.Faults;

/// <summary>What goes wrong on demand.</summary>
public sealed class EmulatorFaults
{
    private readonly Lock _gate = new();
    private readonly List<RestFault> _next = [];
    private readonly List<RestFault> _always = [];

    /// <summary>Gets or sets whether heartbeats are left without an answer.</summary>
    public bool WithholdsAcknowledgements { get; set; }

    /// <summary>Gets or sets whether every event is sent twice.</summary>
    public bool DoublesDispatches { get; set; }

    /// <summary>Gets or sets whether events overtake each other: each second one goes out before the one that it follows.</summary>
    public bool SwapsDispatches { get; set; }

    /// <summary>Gets or sets whether the gateway takes no connection.</summary>
    public bool RefusesConnections { get; set; }

    /// <summary>Has the next fitting requests meet these faults, one each.</summary>
    public void Next(params IEnumerable<RestFault> faults)
    {
        lock (_gate)
        {
            _next.AddRange(faults);
        }
    }

    /// <summary>Has all fitting requests meet a fault from now on.</summary>
    public void Always(RestFault fault)
    {
        lock (_gate)
        {
            _always.Add(fault);
        }
    }

    /// <summary>Takes a fault back that all fitting requests met, or that the next one was to meet.</summary>
    public void Cease(RestFault fault)
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

        (WithholdsAcknowledgements, DoublesDispatches, SwapsDispatches, RefusesConnections) = (false, false, false, false);
    }

    internal RestFault? Take(string method, string path)
    {
        lock (_gate)
        {
            var fault = _next.Find(fault => Fits(fault, method, path));
            if (fault is not null)
            {
                _next.Remove(fault);
            }

            return fault ?? _always.Find(fault => Fits(fault, method, path));
        }
    }

    private static bool Fits(RestFault fault, string method, string path) =>
        path.Contains(fault.Where, StringComparison.Ordinal) && (fault.Method.Length == 0 || fault.Method == method);
}
