using Bot.Host.Slack.Installs;

namespace Bot.Host.Slack.Api;

/// <summary>A call of the Web API, or of an address that Slack gave.</summary>
/// <param name="Method">The method's name, for the log and the limits.</param>
/// <param name="Address">Where it goes, as seen from the API's address.</param>
/// <param name="Body">Makes what is sent; called anew for every attempt.</param>
internal sealed record SlackCall(string Method, string Address, Func<HttpContent> Body)
{
    /// <summary>Gets the token; <see langword="null"/> where the address is secret itself.</summary>
    public SlackToken? Token { get; init; }

    /// <summary>Gets what Slack counts apart: the channel for posts.</summary>
    public string Major { get; init; } = "";

    /// <summary>Gets a value indicating whether doing it twice changes nothing.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>Gets a value indicating whether it is better to go without than to wait for a limit.</summary>
    public bool IsImpatient { get; init; }
}
