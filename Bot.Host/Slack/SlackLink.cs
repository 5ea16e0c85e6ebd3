using System.Collections.Concurrent;

namespace Bot.Host.Slack;

/// <summary>How the connection to Slack is, and what the bot learnt through it.</summary>
internal sealed class SlackLink
{
    private readonly ConcurrentDictionary<int, string> _lost = new();
    private readonly ConcurrentDictionary<int, bool> _standing = new();
    private string? _refusal;
    private string? _team;

    /// <summary>Gets what is wrong, in words for the operator.</summary>
    /// <value><see langword="null"/> while nothing is, or while another connection stands.</value>
    public string? Trouble => Volatile.Read(ref _refusal) ?? (_standing.IsEmpty ? _lost.Values.FirstOrDefault() : null);

    /// <summary>Gets a value indicating whether Slack refused the bot for good: no connection is made any more.</summary>
    public bool IsRefused => Volatile.Read(ref _refusal) is not null;

    /// <summary>Gets or sets Slack's identifier of the workspace in which the bot may act.</summary>
    /// <value><see langword="null"/> until Slack has said it.</value>
    public string? Team
    {
        get => Volatile.Read(ref _team);
        set => Volatile.Write(ref _team, value);
    }

    /// <summary>Notes that Slack refused the bot for good.</summary>
    /// <param name="trouble">Why, and what to do.</param>
    /// <returns><see langword="false"/> when that was noted before.</returns>
    public bool Refuse(string trouble) => Interlocked.CompareExchange(ref _refusal, trouble, null) is null;

    /// <summary>Notes that one of the connections is not there.</summary>
    public void Lose(int connection, string trouble)
    {
        _standing.TryRemove(connection, out _);
        _lost[connection] = trouble;
    }

    /// <summary>Notes that one of the connections stands.</summary>
    public void Stand(int connection)
    {
        _standing[connection] = true;
        _lost.TryRemove(connection, out _);
    }
}
