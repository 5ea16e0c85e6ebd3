namespace Bot.Emulation.Faults;

/// <summary>What becomes of a request instead of what was asked.</summary>
/// <param name="Status">The HTTP status; 0 breaks the connection.</param>
public sealed record RestFault(int Status)
{
    /// <summary>Gets a part of the path that the request must have, such as "/messages"; any when empty.</summary>
    public string Where { get; init; } = "";

    /// <summary>Gets the method that the request must have; any when empty.</summary>
    public string Method { get; init; } = "";

    /// <summary>Gets Discord's error number.</summary>
    public int Code { get; init; }

    /// <summary>Gets how long a 429 wants to be left alone, in seconds.</summary>
    public double RetryAfter { get; init; } = 0.2;

    /// <summary>Gets the scope of a 429: user, global or shared.</summary>
    public string Scope { get; init; } = "user";

    /// <summary>Gets a value indicating whether what was asked is done all the same.</summary>
    public bool AfterEffect { get; init; }

    /// <summary>Gets how long the request is kept waiting before it is looked at, by the emulator's clock.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Gets how long the answer is kept back once what was asked is done.</summary>
    public TimeSpan Lag { get; init; }

    /// <summary>Gets a value indicating whether the request is answered as usual after the wait.</summary>
    public bool IsLate { get; init; }

    /// <summary>Gets what is called when a request met it, once what was asked is done.</summary>
    public Action? Met { get; init; }

    public static RestFault TooMany(double seconds, string scope = "user") => new(429) { RetryAfter = seconds, Scope = scope };

    public static RestFault Broken(string where, bool afterEffect) => new(0) { Where = where, AfterEffect = afterEffect };

    /// <summary>The answer comes late: the request is looked at late, or its answer is kept back.</summary>
    public static RestFault Slow(string where, TimeSpan delay, TimeSpan lag) => new(200) { Where = where, Delay = delay, Lag = lag, IsLate = true };
}
