using Bot.Core.Chat;
using Bot.Core.Drills;
using Bot.Core.Members;
using Bot.Core.Storage;
using Bot.Host.Discord.Wire;

namespace Bot.Host.Discord;

/// <summary>Learns where the bot is, and ceases to post where it was removed.</summary>
/// <param name="link">Remembers what channels are called.</param>
/// <param name="members">Knows the workspaces.</param>
/// <param name="schedules">What would go on posting.</param>
/// <param name="gate">The door for writes.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed partial class DiscordGuilds(
    DiscordLink link, MemberStore members, ScheduleStore schedules, WriteGate gate, TimeProvider time, ILogger<DiscordGuilds> logger)
{
    /// <summary>Learns of a guild.</summary>
    public void Learn(DiscordGuild guild) => link.Learn(guild.Channels ?? []);

    /// <summary>Learns of a channel.</summary>
    public void Learn(DiscordChannel channel) => link.Learn([channel]);

    /// <summary>The bot was removed: its schedules are paused, and wait for an organiser to resume them should it come back.</summary>
    public async Task LeaveAsync(string guild, CancellationToken cancellationToken)
    {
        if (await members.FindWorkspaceAsync(Platform.Discord, guild, cancellationToken) is not { } workspace)
        {
            return;
        }

        var active = (await schedules.ListAsync(workspace.Id, cancellationToken)).Where(schedule => schedule.State is ScheduleState.Active).ToList();
        await gate.RunAsync(
            async (write, token) =>
            {
                foreach (var schedule in active)
                {
                    await schedules.SetStateAsync(write, workspace.Id, schedule.Id, ScheduleState.Paused, time.GetUtcNow(), token);
                }
            },
            cancellationToken);
        Log.Removed(logger, guild, active.Count);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Discord: the bot was removed from the server {Guild}; {Schedules} of its schedules are paused.")]
        public static partial void Removed(ILogger logger, string guild, int schedules);
    }
}
