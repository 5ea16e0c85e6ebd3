using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Bot.Core.Workers;
using Bot.Host.Arrivals;
using Bot.Host.Slack.Api;
using Bot.Host.Slack.Installs;
using Bot.Host.Slack.Interactions;
using Microsoft.Extensions.Options;

namespace Bot.Host.Slack.Sockets;

/// <summary>Keeps the bot connected to Slack over several connections: Slack sends each event over one of them.</summary>
/// <param name="api">Opens connections.</param>
/// <param name="tokens">Knows the token of the settings.</param>
/// <param name="dispatch">Takes what comes.</param>
/// <param name="link">Is told how the connections are.</param>
/// <param name="options">How many there are.</param>
/// <param name="lifetime">Tells when the program ends.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed partial class SocketWorker(
    SlackApi api,
    SlackTokens tokens,
    SlackDispatch dispatch,
    SlackLink link,
    IOptions<SlackOptions> options,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<SocketWorker> logger) : Worker(time)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    // For so long a connection that Slack asked to leave goes on taking what still comes.
    private static readonly TimeSpan Draining = TimeSpan.FromSeconds(30);

    private readonly WorkInHand _inHand = new(lifetime, logger);

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await _inHand.FinishAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (await IdentifyAsync(stoppingToken))
        {
            await Task.WhenAll(Enumerable.Range(0, options.Value.Connections).Select(number => KeepAsync(number, stoppingToken)));
        }

        // Refused for good: that is told by the platform; the other platforms go on.
        await Task.Delay(Timeout.InfiniteTimeSpan, Time, stoppingToken);
    }

    private async Task<bool> IdentifyAsync(CancellationToken cancellationToken)
    {
        for (var failures = 1; !link.IsRefused; failures++)
        {
            try
            {
                var identity = await api.IdentifyAsync(tokens.OfSettings!, cancellationToken);
                link.Team = identity.TeamId;
                return true;
            }
            catch (SlackException exception)
            {
                await PauseAsync(0, failures, exception, cancellationToken);
            }
        }

        return false;
    }

    private async Task KeepAsync(int number, CancellationToken cancellationToken)
    {
        for (var failures = 0; !link.IsRefused;)
        {
            try
            {
                if (await OpenAsync(cancellationToken) is { } connection)
                {
                    link.Stand(number);
                    Log.Stands(logger, number);
                    failures = 0;
                    if (await LeaveAsync(connection, await connection.RunAsync(cancellationToken), cancellationToken))
                    {
                        Log.Renews(logger, number);
                        continue;
                    }
                }

                await PauseAsync(number, ++failures, null, cancellationToken);
            }
            catch (SlackException exception)
            {
                await PauseAsync(number, ++failures, exception, cancellationToken);
            }
        }
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "Whoever leaves a connection disposes of it.")]
    private async Task<SlackConnection?> OpenAsync(CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(await api.OpenConnectionAsync(cancellationToken), UriKind.Absolute, out var address))
        {
            return null;
        }

        var connection = new SlackConnection(dispatch, _inHand, Time, logger);
        if (await connection.OpenAsync(address, cancellationToken))
        {
            return connection;
        }

        connection.Dispose();
        return null;
    }

    // The new connection first: what comes until it stands still comes over this one.
    private async Task<bool> LeaveAsync(SlackConnection connection, string? reason, CancellationToken cancellationToken)
    {
        if (reason is not null and not "link_disabled")
        {
            _inHand.Begin(_ => DrainAsync(connection, cancellationToken));
            return true;
        }

        using (connection)
        {
            await connection.CloseAsync(CancellationToken.None);
            return false;
        }
    }

    private async Task DrainAsync(SlackConnection connection, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Draining, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            while (await connection.RunAsync(either.Token) is not null)
            {
                // Asked twice to leave: it is leaving.
            }
        }
        catch (OperationCanceledException)
        {
            // Long enough, or the program ends.
        }

        await connection.CloseAsync(CancellationToken.None);
        connection.Dispose();
    }

    // With a first wait of a second to half of it, doubled with each failure in a row.
    private async Task PauseAsync(int number, int failures, SlackException? cause, CancellationToken cancellationToken)
    {
        link.Lose(number, "The connection to Slack was lost; it is being made again.");
        if (link.IsRefused)
        {
            return;
        }

        if (failures == 2)
        {
            Log.NotReached(logger, cause, number);
        }

        var wait = FirstPause * Math.Pow(2, Math.Min(failures - 1, 10));
        await Task.Delay((wait < LongestPause ? wait : LongestPause) * (0.5 + (RandomNumberGenerator.GetInt32(1_000) / 2_000.0)), Time, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Slack: connected (connection {Connection}).")]
        public static partial void Stands(ILogger logger, int connection);

        [LoggerMessage(2, LogLevel.Information, "Slack: connection {Connection} is renewed, as Slack asks.")]
        public static partial void Renews(ILogger logger, int connection);

        [LoggerMessage(3, LogLevel.Warning, "Slack cannot be reached (connection {Connection}); it is tried again and again.")]
        public static partial void NotReached(ILogger logger, Exception? exception, int connection);
    }
}
