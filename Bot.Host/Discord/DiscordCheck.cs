using System.Globalization;
using Bot.Host.Commands;
using Bot.Host.Discord.Rest;
using Bot.Host.Discord.Wire;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bot.Host.Discord;

/// <summary>Looks at what the bot needs of Discord: a token that Discord takes, a server that it is in, and what it may do there.</summary>
internal static class DiscordCheck
{
    private const string Name = "Discord's side";

    // View Channel, Send Messages, Embed Links, Attach Files: the least with which everything works.
    private const ulong Needed = (1UL << 10) | (1UL << 11) | (1UL << 14) | (1UL << 15);
    private const ulong Administrator = 1UL << 3;

    private static readonly (ulong Bit, string Name)[] Permissions =
        [(1UL << 10, "View Channels"), (1UL << 11, "Send Messages"), (1UL << 14, "Embed Links"), (1UL << 15, "Attach Files")];

    /// <summary>Asks Discord.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static async Task<IReadOnlyList<Check>> ListAsync(DiscordOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        if (DiscordSwitch.FindFault(options.Token!.Trim()) is { } fault)
        {
            return [new Check(Name, CheckState.Wrong, fault)];
        }

        using var client = DiscordServices.Connect(options);
        var api = new DiscordApi(new DiscordRest(client, new RateLimits(time), new DiscordLink(), time, NullLogger<DiscordRest>.Instance));
        try
        {
            var application = await api.FindApplicationAsync(cancellationToken);
            var guilds = await api.ListGuildsAsync(cancellationToken);
            return guilds.Count == 0
                ? [new Check(Name, CheckState.Wrong, $"Discord takes the token, but the bot is in no server yet. Invite it: {InviteOf(application.Id)}")]
                : [.. guilds.Select(guild => Look(guild, application.Id))];
        }
        catch (DiscordRestException exception) when (exception.Status is System.Net.HttpStatusCode.Unauthorized)
        {
            return [new Check(Name, CheckState.Wrong, $"Discord does not take the bot's token. {DiscordSwitch.Mend}")];
        }
        catch (DiscordRestException exception)
        {
            return [new Check(Name, CheckState.Wrong, $"{exception.Message} Is {client.BaseAddress} reachable from this machine?")];
        }
    }

    /// <summary>Gives the address with which a person invites the bot, asking for no more than it needs.</summary>
    public static string InviteOf(string? application) =>
        string.Create(CultureInfo.InvariantCulture, $"https://discord.com/oauth2/authorize?client_id={application}&scope=bot+applications.commands&permissions={Needed}");

    private static Check Look(DiscordGuild guild, string? application)
    {
        var name = guild.Name ?? guild.Id ?? "?";
        if (!ulong.TryParse(guild.Permissions, NumberStyles.None, CultureInfo.InvariantCulture, out var held) || (held & Administrator) != 0 || (held & Needed) == Needed)
        {
            return new Check(Name, CheckState.Right, $"the bot is in \"{name}\" and may do there what it needs to");
        }

        var missing = Permissions.Where(permission => (held & permission.Bit) == 0).Select(permission => permission.Name);
        return new Check(Name, CheckState.Wrong, $"In \"{name}\" the bot lacks {string.Join(", ", missing)}. Give its role these, or invite it again: {InviteOf(application)}");
    }
}
