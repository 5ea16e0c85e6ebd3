using System.Text.Json;
using Bot.Core.Chat;
using Bot.Host.Arrivals;
using Bot.Host.Discord.Interactions;
using Bot.Host.Discord.Rest;
using Bot.Host.Discord.Wire;

namespace Bot.Host.Discord.Gateway;

/// <summary>Takes what happens on Discord. Nothing here holds up the connection that it came through.</summary>
/// <param name="desk">Answers interactions.</param>
/// <param name="api">Sends the answers.</param>
/// <param name="guilds">Learns where the bot is.</param>
/// <param name="commands">Registers the commands once it is known who the bot is.</param>
/// <param name="link">How the connection is.</param>
/// <param name="lifetime">Tells when the program ends.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed partial class GatewayDispatch(
    InteractionDesk desk,
    DiscordApi api,
    DiscordGuilds guilds,
    CommandRegistration commands,
    DiscordLink link,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<GatewayDispatch> logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly WorkInHand _inHand = new(lifetime, logger);

    /// <summary>Learns that a session has begun.</summary>
    public void Begin(GatewayReady ready)
    {
        if (ready.Application?.Id is { } application)
        {
            _inHand.Begin(_ => RegisterAsync(application, lifetime.ApplicationStopping));
        }
    }

    /// <summary>Takes an event.</summary>
    /// <param name="name">Discord's name for it; unknown ones are passed over.</param>
    /// <param name="json">What it says.</param>
    public void Take(string name, JsonElement json)
    {
        try
        {
            switch (name)
            {
                case "INTERACTION_CREATE" when json.Deserialize(DiscordJson.Default.DiscordInteraction) is { } interaction:
                    _inHand.Begin(token => AnswerAsync(interaction, token));
                    break;
                case "GUILD_CREATE" when json.Deserialize(DiscordJson.Default.DiscordGuild) is { } guild:
                    guilds.Learn(guild);
                    break;
                case "CHANNEL_CREATE" or "CHANNEL_UPDATE" when json.Deserialize(DiscordJson.Default.DiscordChannel) is { } channel:
                    guilds.Learn(channel);
                    break;
                case "GUILD_DELETE" when json.Deserialize(DiscordJson.Default.DiscordGuild) is { Id: { } id, Unavailable: not true }:
                    _inHand.Begin(token => guilds.LeaveAsync(id, token));
                    break;
            }
        }
        catch (JsonException)
        {
            // Without its text: that may be anybody's words.
            Log.Malformed(logger);
        }
    }

    /// <summary>Waits until what is in hand is done.</summary>
    public Task FinishAsync(CancellationToken cancellationToken) => _inHand.FinishAsync(cancellationToken);

    // Without its commands nobody can use the bot, and the session may last for days.
    private async Task RegisterAsync(string application, CancellationToken stoppingToken)
    {
        for (var pause = FirstPause; ; pause = pause < LongestPause ? 2 * pause : pause)
        {
            try
            {
                await commands.EnsureAsync(application, stoppingToken);
                return;
            }
            catch (DiscordRestException exception) when (exception.Outcome is DeliveryOutcome.TryLater && !link.IsRefused)
            {
                Log.NotRegistered(logger, exception);
            }

            await Task.Delay(pause, time, stoppingToken);
        }
    }

    private async Task AnswerAsync(DiscordInteraction interaction, CancellationToken cancellationToken)
    {
        var answer = await desk.AnswerAsync(interaction, cancellationToken);
        try
        {
            if (interaction is { Id: { } id, Token: { } secret })
            {
                await api.AnswerAsync(id, secret, answer.Callback, cancellationToken);
            }
        }
        catch (DiscordRestException exception)
        {
            // What is stored is handled all the same; the reply then finds another way to the member.
            Log.NotAcknowledged(logger, exception);
        }

        await desk.HandOverAsync(answer);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Discord sent an event that cannot be read; it is passed over.")]
        public static partial void Malformed(ILogger logger);

        [LoggerMessage(2, LogLevel.Warning, "Discord did not take an acknowledgement.")]
        public static partial void NotAcknowledged(ILogger logger, Exception exception);

        [LoggerMessage(3, LogLevel.Warning, "It is not known yet whether Discord has the bot's commands; it is asked again.")]
        public static partial void NotRegistered(ILogger logger, Exception exception);
    }
}
