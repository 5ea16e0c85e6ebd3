using System.Collections.Concurrent;
using Bot.Host.Discord.Wire;

namespace Bot.Host.Discord;

/// <summary>How the connection to Discord is, and what the bot learnt through it.</summary>
internal sealed class DiscordLink
{
    private readonly ConcurrentDictionary<string, string> _channels = new();
    private readonly ConcurrentDictionary<int, string> _lost = new();
    private readonly ConcurrentDictionary<int, int> _stood = new();
    private string? _refusal;

    /// <summary>Gets what is wrong, in words for the operator.</summary>
    /// <value><see langword="null"/> while nothing is.</value>
    public string? Trouble => Volatile.Read(ref _refusal) ?? _lost.Values.FirstOrDefault();

    /// <summary>Gets a value indicating whether Discord refused the bot for good: no connection is made any more.</summary>
    public bool IsRefused => Volatile.Read(ref _refusal) is not null;

    /// <summary>Notes that Discord refused the bot for good.</summary>
    /// <param name="trouble">Why, and what to do.</param>
    /// <returns><see langword="false"/> when that was noted before.</returns>
    public bool Refuse(string trouble) => Interlocked.CompareExchange(ref _refusal, trouble, null) is null;

    /// <summary>Notes that there is no connection.</summary>
    public void Lose(int shard, string trouble) => _lost[shard] = trouble;

    /// <summary>Notes that a connection stands.</summary>
    public void Stand(int shard)
    {
        _lost.TryRemove(shard, out _);
        _stood.AddOrUpdate(shard, 1, (_, times) => times + 1);
    }

    /// <summary>Gives how often a connection came to stand.</summary>
    public int Stands(int shard) => _stood.GetValueOrDefault(shard);

    /// <summary>Notes what channels are called.</summary>
    public void Learn(IEnumerable<DiscordChannel> channels)
    {
        foreach (var channel in channels)
        {
            if (channel is { Id: { } id, Name: { } name })
            {
                _channels[id] = name;
            }
        }
    }

    /// <summary>Gives what people can find a channel by.</summary>
    public string Name(string channel) => _channels.TryGetValue(channel, out var name) ? $"#{name}" : $"the channel {channel}";
}
