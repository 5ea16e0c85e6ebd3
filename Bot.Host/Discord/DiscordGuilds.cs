using Bot.Core.Chat;
using Bot.Host.Arrivals;
using Bot.Host.Discord.Wire;

namespace Bot.Host.Discord;

/// <summary>Learns where the bot is, and ceases to post where it was removed.</summary>
/// <param name="link">Remembers what channels are called.</param>
/// <param name="removal">Ceases to post.</param>
internal sealed class DiscordGuilds(DiscordLink link, WorkspaceRemoval removal)
{
    /// <summary>Learns of a guild.</summary>
    public void Learn(DiscordGuild guild) => link.Learn(guild.Channels ?? []);

    /// <summary>Learns of a channel.</summary>
    public void Learn(DiscordChannel channel) => link.Learn([channel]);

    /// <summary>The bot was removed.</summary>
    public Task LeaveAsync(string guild, CancellationToken cancellationToken) => removal.LeaveAsync(Platform.Discord, guild, cancellationToken);
}
