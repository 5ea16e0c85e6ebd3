using System.Text.Json.Nodes;

namespace Bot.Emulation.World;

/// <summary>A channel of a guild, or the direct messages between the bot and one person.</summary>
public sealed class EmulatedChannel
{
    internal EmulatedChannel(string id, string name, EmulatedGuild? guild, EmulatedUser? recipient) =>
        (Id, Name, Guild, Recipient) = (id, name, guild, recipient);

    public string Id { get; }

    public string Name { get; }

    /// <summary>Gets the guild; <see langword="null"/> for direct messages.</summary>
    public EmulatedGuild? Guild { get; }

    /// <summary>Gets the person on the other end of direct messages.</summary>
    public EmulatedUser? Recipient { get; }

    /// <summary>Gets or sets what the bot may do here.</summary>
    public DiscordPermissions BotPermissions { get; set; } = DiscordPermissions.Ordinary;

    /// <summary>Gets or sets Discord's type of the channel; only text is written to.</summary>
    public int Type { get; set; }

    internal List<EmulatedMessage> Messages { get; } = [];

    internal JsonObject ToJson() => Guild is { } guild
        ? new()
        {
            ["id"] = Id,
            ["type"] = Type,
            ["guild_id"] = guild.Id,
            ["name"] = Name,
            ["position"] = guild.Channels.IndexOf(this),
            ["permission_overwrites"] = new JsonArray(),
            ["parent_id"] = null,
            ["topic"] = null,
            ["nsfw"] = false,
            ["rate_limit_per_user"] = 0,
            ["last_message_id"] = Messages.LastOrDefault()?.Id,
            ["flags"] = 0,
        }
        : new()
        {
            ["id"] = Id,
            ["type"] = 1,
            ["last_message_id"] = Messages.LastOrDefault()?.Id,
            ["recipients"] = new JsonArray(Recipient!.ToJson()),
            ["flags"] = 0,
        };
}
