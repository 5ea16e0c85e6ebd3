namespace Bot.Host.Discord.Rest;

/// <summary>One request to Discord.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Route">The path without its identifiers: requests of one route share a limit.</param>
/// <param name="Path">The path, relative to the interface's address.</param>
internal sealed record RestCall(HttpMethod Method, string Route, string Path)
{
    /// <summary>Gets the identifier at the top of the path by which Discord parts limits: a channel, a guild, or an interaction's token.</summary>
    public string Major { get; init; } = "";

    /// <summary>Gets what makes the body, anew for each try; <see langword="null"/> when there is none.</summary>
    public Func<HttpContent>? Body { get; init; }

    /// <summary>Gets a value indicating whether it answers an interaction: those count against no limit of the whole bot, and need no token of the bot's.</summary>
    public bool IsOfInteraction { get; init; }

    /// <summary>Gets a value indicating whether doing it twice is the same as doing it once.</summary>
    public bool IsRepeatable { get; init; }
}
