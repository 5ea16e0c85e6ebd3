namespace Bot.SlackEmulation.Faults;

/// <summary>What becomes of a call instead of what was asked.</summary>
/// <param name="Status">The HTTP status; 200 tells <see cref="Error"/>, 0 breaks the connection.</param>
public sealed record ApiFault(int Status)
{
    /// <summary>Gets the method, such as "chat.postMessage", or "response_url"; any when empty.</summary>
    public string Method { get; init; } = "";

    /// <summary>Gets Slack's word for what went wrong.</summary>
    public string Error { get; init; } = "internal_error";

    /// <summary>Gets how long a 429 wants to be left alone, in seconds.</summary>
    public int RetryAfter { get; init; } = 1;

    /// <summary>Gets a value indicating whether what was asked is done all the same.</summary>
    public bool AfterEffect { get; init; }

    /// <summary>Gets how long the call is kept waiting, by the emulator's clock.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Gets how long the answer is kept back once what was asked is done.</summary>
    public TimeSpan Lag { get; init; }

    /// <summary>Gets what is called when a call met it, once what was asked is done.</summary>
    public Action? Met { get; init; }

    /// <summary>Gets what the call is kept waiting for.</summary>
    public Task? Until { get; init; }

    /// <summary>Gets a value indicating whether the call is answered as usual after the wait.</summary>
    public bool IsLate { get; init; }

    /// <summary>Slack wants fewer calls.</summary>
    public static ApiFault TooMany(int seconds, string method = "") => new(429) { RetryAfter = seconds, Method = method, Error = "ratelimited" };

    /// <summary>Slack refuses with a word of its own.</summary>
    public static ApiFault Refused(string error, string method = "") => new(200) { Error = error, Method = method };

    /// <summary>Slack itself is broken.</summary>
    public static ApiFault Down(string method = "", int status = 503) => new(status) { Method = method, Error = "down" };

    /// <summary>The connection breaks, before or after what was asked is done.</summary>
    public static ApiFault Broken(string method, bool afterEffect) => new(0) { Method = method, AfterEffect = afterEffect, Error = "broken" };

    /// <summary>The answer comes late.</summary>
    public static ApiFault Slow(string method, TimeSpan delay) => new(200) { Method = method, Delay = delay, IsLate = true };

    /// <summary>The call is only looked at once something else has happened.</summary>
    public static ApiFault Held(string method, Task until) => new(200) { Method = method, Until = until, IsLate = true };
}
