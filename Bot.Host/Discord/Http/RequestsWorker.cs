using Bot.Core.Workers;
using Bot.Host.Discord.Rest;

namespace Bot.Host.Discord.Http;

/// <summary>Registers the commands where there is no gateway that would tell who the bot is.</summary>
/// <param name="api">Tells who the bot is.</param>
/// <param name="commands">Registers them.</param>
/// <param name="link">Is told whether Discord can be reached.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed partial class RequestsWorker(
    DiscordApi api, CommandRegistration commands, DiscordLink link, TimeProvider time, ILogger<RequestsWorker> logger) : Worker(time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!link.IsRefused && !await TryAsync(stoppingToken))
        {
            link.Lose(shard: 0, "Discord cannot be reached; it is tried again.");
            await Task.Delay(Pause, Time, stoppingToken);
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, Time, stoppingToken);
    }

    private async Task<bool> TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            if ((await api.FindApplicationAsync(cancellationToken)).Id is not { } application)
            {
                return false;
            }

            await commands.EnsureAsync(application, cancellationToken);
            link.Stand(shard: 0);
            return true;
        }
        catch (DiscordRestException exception)
        {
            Log.NotRegistered(logger, exception);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The commands could not be registered with Discord; it is tried again.")]
        public static partial void NotRegistered(ILogger logger, Exception exception);
    }
}
