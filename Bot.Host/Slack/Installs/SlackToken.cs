using System.Net.Http.Headers;

namespace Bot.Host.Slack.Installs;

/// <summary>What lets the bot act in a workspace, and whether Slack still takes it.</summary>
/// <param name="value">The token itself; a secret.</param>
/// <param name="isOnly">Whether the bot can do nothing at all without it.</param>
internal sealed class SlackToken(string value, bool isOnly)
{
    private int _refused;

    /// <summary>Gets the token itself; a secret.</summary>
    public string Value { get; } = value;

    /// <summary>Gets a value indicating whether the bot can do nothing at all without it: then its refusal is that of the whole platform.</summary>
    public bool IsOnly { get; } = isOnly;

    /// <summary>Gets a value indicating whether Slack refused it for good.</summary>
    public bool IsRefused => Volatile.Read(ref _refused) == 1;

    /// <summary>Gets the header that shows it.</summary>
    public AuthenticationHeaderValue Header => new("Bearer", Value);

    /// <summary>Notes that Slack refused it for good.</summary>
    /// <returns><see langword="false"/> when that was noted before.</returns>
    public bool Refuse() => Interlocked.Exchange(ref _refused, 1) == 0;
}
