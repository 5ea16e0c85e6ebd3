using Bot.Core.Workers;
using Bot.Host.Slack.Api;
using Bot.Host.Slack.Installs;

namespace Bot.Host.Slack.Http;

/// <summary>Finds out which workspace the token of the settings is for, where no connection tells.</summary>
/// <param name="api">Tells.</param>
/// <param name="tokens">Knows the token.</param>
/// <param name="link">Is told.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed partial class SlackIdentityWorker(SlackApi api, SlackTokens tokens, SlackLink link, TimeProvider time, ILogger<SlackIdentityWorker> logger) : Worker(time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!link.IsRefused && tokens.OfSettings is { IsRefused: false } token && link.Team is null)
        {
            try
            {
                link.Team = (await api.IdentifyAsync(token, stoppingToken)).TeamId;
                link.Stand(connection: 0);
            }
            catch (SlackException) when (token.IsRefused)
            {
                // That is in the log, and the workspaces that installed the app go on.
            }
            catch (SlackException exception)
            {
                Log.NotReached(logger, exception);
                link.Lose(connection: 0, "Slack cannot be reached; it is tried again.");
                await Task.Delay(Pause, Time, stoppingToken);
            }
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, Time, stoppingToken);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Slack cannot be reached; it is tried again and again.")]
        public static partial void NotReached(ILogger logger, Exception exception);
    }
}
