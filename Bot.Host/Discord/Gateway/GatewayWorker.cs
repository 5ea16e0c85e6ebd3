using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Bot.Core.Workers;
using Bot.Host.Discord.Rest;
using Bot.Host.Discord.Wire;
using Microsoft.Extensions.Options;

namespace Bot.Host.Discord.Gateway;

/// <summary>Keeps the bot connected to Discord, over as many connections as Discord wants.</summary>
/// <param name="api">Tells where the gateway is.</param>
/// <param name="budget">How often a session may be begun.</param>
/// <param name="dispatch">Takes what happens.</param>
/// <param name="link">Is told how the connections are.</param>
/// <param name="options">The token.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed partial class GatewayWorker(
    DiscordApi api,
    IdentifyBudget budget,
    GatewayDispatch dispatch,
    DiscordLink link,
    IOptions<DiscordOptions> options,
    TimeProvider time,
    ILogger<GatewayWorker> logger) : Worker(time)
{
    private const string Query = "?v=10&encoding=json";
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await dispatch.FinishAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var gateway = await FindAsync(stoppingToken);
        if (gateway is not null)
        {
            await Task.WhenAll(Enumerable.Range(0, Math.Max(1, gateway.Shards ?? 1)).Select(shard => KeepAsync(shard, gateway, stoppingToken)));
        }

        // Refused for good: that is told by the platform; the other platforms go on.
        await Task.Delay(Timeout.InfiniteTimeSpan, Time, stoppingToken);
    }

    private async Task KeepAsync(int shard, GatewayBot first, CancellationToken cancellationToken)
    {
        var (gateway, session, failures) = (first, (GatewaySession?)null, 0);
        while (!link.IsRefused)
        {
            link.Lose(shard, "Discord is being connected to.");
            var stood = link.Stands(shard);
            var connection = new GatewayConnection(options.Value.Token!, budget, dispatch, link, Time, logger);
            var end = await RunAsync(connection, AddressOf(session?.ResumeUrl ?? new Uri(gateway.Url!)), shard, gateway.Shards ?? 1, session, cancellationToken);
            failures = link.Stands(shard) > stood ? 0 : failures + 1;
            link.Lose(shard, "The connection to Discord was lost; it is being made again.");
            switch (end)
            {
                case GatewayEnd.Refused refused:
                    Refuse(refused.Reason);
                    return;
                case GatewayEnd.GoOn when failures < 3:
                    session = connection.Session;
                    break;
                default:
                    session = null;
                    break;
            }

            if (end is GatewayEnd.BeginAnew || failures > 0)
            {
                await Task.Delay(PauseAfter(failures), Time, cancellationToken);
            }

            if (session is null)
            {
                gateway = await FindAsync(cancellationToken) ?? gateway;
            }
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "An edge: whatever broke the connection, another one is made.")]
    private async Task<GatewayEnd> RunAsync(
        GatewayConnection connection, Uri address, int shard, int shards, GatewaySession? session, CancellationToken cancellationToken)
    {
        try
        {
            return await connection.RunAsync(address, shard, shards, session, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Broke(logger, exception, shard);
            return new GatewayEnd.GoOn();
        }
    }

    // With a first wait of a second to half of it, doubled with each failure in a row, so that a fleet of bots does not storm a gateway that comes back.
    private static TimeSpan PauseAfter(int failures)
    {
        var wait = FirstPause * Math.Pow(2, Math.Min(failures, 10));
        return (wait < LongestPause ? wait : LongestPause) * (0.5 + (RandomNumberGenerator.GetInt32(1_000) / 2_000.0));
    }

    private async Task<GatewayBot?> FindAsync(CancellationToken cancellationToken)
    {
        for (var failures = 0; !link.IsRefused; failures++)
        {
            try
            {
                var gateway = await api.FindGatewayAsync(cancellationToken);
                if (Uri.TryCreate(gateway.Url, UriKind.Absolute, out _))
                {
                    budget.Learn(gateway.SessionStartLimit);
                    return gateway;
                }
            }
            catch (DiscordRestException exception)
            {
                if (failures == 0 && !link.IsRefused)
                {
                    Log.NotReached(logger, exception);
                }
            }

            link.Lose(shard: 0, "Discord cannot be reached; it is tried again.");
            if (!link.IsRefused)
            {
                await Task.Delay(PauseAfter(failures + 1), Time, cancellationToken);
            }
        }

        return null;
    }

    private void Refuse(string reason)
    {
        if (link.Refuse(reason))
        {
            Log.Refused(logger, reason);
        }
    }

    private static Uri AddressOf(Uri gateway) => new(gateway, gateway.AbsolutePath.TrimEnd('/') + "/" + Query);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The connection to Discord broke (shard {Shard}); another one is made.")]
        public static partial void Broke(ILogger logger, Exception exception, int shard);

        [LoggerMessage(2, LogLevel.Warning, "Discord cannot be reached; it is tried again and again.")]
        public static partial void NotReached(ILogger logger, Exception exception);

        [LoggerMessage(3, LogLevel.Error, "Discord is off until this is mended and the bot started again: {Reason}")]
        public static partial void Refused(ILogger logger, string reason);
    }
}
