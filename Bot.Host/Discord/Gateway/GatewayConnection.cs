using System.Diagnostics.CodeAnalysis;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Bot.Host.Discord.Wire;

namespace Bot.Host.Discord.Gateway;

/// <summary>
/// Holds one connection from its first word to its end: says who the bot is or goes on with a session, keeps the heartbeat, and
/// passes on what happens. https://docs.discord.com/developers/events/gateway
/// </summary>
/// <param name="token">The bot's token.</param>
/// <param name="budget">How often a session may be begun.</param>
/// <param name="dispatch">Takes what happens.</param>
/// <param name="link">Is told that the connection stands.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed partial class GatewayConnection(
    string token, IdentifyBudget budget, GatewayDispatch dispatch, DiscordLink link, TimeProvider time, ILogger logger)
{
    // Commands, buttons and forms come without any; guilds tell of the bot's arrival and removal, and what channels are called.
    private const int Guilds = 1;
    private const int Dispatch = 0;
    private const int Heartbeat = 1;
    private const int IdentifyOp = 2;
    private const int ResumeOp = 6;
    private const int Reconnect = 7;
    private const int InvalidSession = 9;
    private const int Hello = 10;
    private const int Acknowledged = 11;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private bool _isAcknowledged = true;
    private long? _sequence;

    /// <summary>Gets the session as it is now.</summary>
    public GatewaySession? Session { get; private set; }

    /// <summary>Connects, and stays until the connection ends.</summary>
    /// <param name="address">Where the gateway is.</param>
    /// <param name="shard">Which part of the guilds this connection is for.</param>
    /// <param name="shards">How many parts there are.</param>
    /// <param name="session">The session to go on with.</param>
    /// <param name="cancellationToken">Ends the connection and the session.</param>
    [SuppressMessage("Reliability", "CA2025", Justification = "The heart is waited for before what it uses is disposed of.")]
    public async Task<GatewayEnd> RunAsync(Uri address, int shard, int shards, GatewaySession? session, CancellationToken cancellationToken)
    {
        (Session, _sequence) = (session, session?.Sequence);
        using var socket = new GatewaySocket();
        using var beating = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var heart = Task.CompletedTask;
        try
        {
            using (var patience = new CancellationTokenSource(Patience, time))
            using (var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token))
            {
                await socket.ConnectAsync(address, either.Token);
                if (await socket.ReadAsync(either.Token) is not { Op: Hello } hello || Read(hello.D, DiscordJson.Default.GatewayHello) is not { HeartbeatInterval: > 0 and < 3_600_000 } said)
                {
                    return GatewayEnd.Of(socket.CloseCode);
                }

                heart = BeatAsync(socket, TimeSpan.FromMilliseconds(said.HeartbeatInterval), beating);
            }

            await IntroduceAsync(socket, shard, shards, cancellationToken);
            while (await socket.ReadAsync(beating.Token) is { } frame)
            {
                if (await TakeAsync(socket, frame, shard, cancellationToken) is { } end)
                {
                    await socket.CloseAsync(endsSession: false, cancellationToken);
                    return end;
                }
            }

            return GatewayEnd.Of(socket.CloseCode);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return GatewayEnd.Of(socket.CloseCode);
        }
        finally
        {
            if (cancellationToken.IsCancellationRequested)
            {
                await TryCloseAsync(socket, CancellationToken.None);
            }

            await beating.CancelAsync();
            await heart;
        }
    }

    private async Task IntroduceAsync(GatewaySocket socket, int shard, int shards, CancellationToken cancellationToken)
    {
        if (Session is { } session)
        {
            await socket.SendAsync(
                new GatewaySend<Resume>(ResumeOp, new Resume(token, session.Id, session.Sequence)), DiscordJson.Default.GatewaySendResume, cancellationToken);
            return;
        }

        await budget.TakeAsync(shard, cancellationToken);
        await socket.SendAsync(
            new GatewaySend<Identify>(IdentifyOp, new Identify(token, Guilds, [shard, shards], new IdentifyProperties("linux", "redflag", "redflag"))),
            DiscordJson.Default.GatewaySendIdentify,
            cancellationToken);
    }

    private async Task<GatewayEnd?> TakeAsync(GatewaySocket socket, GatewayFrame frame, int shard, CancellationToken cancellationToken)
    {
        switch (frame.Op)
        {
            case Dispatch:
                Take(frame, shard);
                return null;
            case Heartbeat:
                await SendHeartbeatAsync(socket, cancellationToken);
                return null;
            case Acknowledged:
                _isAcknowledged = true;
                return null;
            case Reconnect:
                return new GatewayEnd.GoOn();
            case InvalidSession:
                return frame.D.ValueKind is JsonValueKind.True ? new GatewayEnd.GoOn() : new GatewayEnd.BeginAnew();
            case < 0:
                Log.Unreadable(logger, shard);
                return null;
            default:
                return null;
        }
    }

    private void Take(GatewayFrame frame, int shard)
    {
        if (frame.S is { } sequence)
        {
            _sequence = sequence;
            Session?.Sequence = sequence;
        }

        switch (frame.T)
        {
            case "READY" when Read(frame.D, DiscordJson.Default.GatewayReady) is { SessionId: { } id, ResumeGatewayUrl: { } resume } ready:
                Session = Uri.TryCreate(resume, UriKind.Absolute, out var url) ? new GatewaySession(id, url) { Sequence = _sequence ?? 0 } : null;
                link.Stand(shard);
                Log.Stands(logger, shard);
                dispatch.Begin(ready);
                break;
            case "RESUMED":
                link.Stand(shard);
                Log.GoesOn(logger, shard);
                break;
            case { } name:
                dispatch.Take(name, frame.D);
                break;
        }
    }

    private async Task BeatAsync(GatewaySocket socket, TimeSpan interval, CancellationTokenSource beating)
    {
        try
        {
            // Discord asks for a first beat at a random moment, lest all bots beat at once after an outage.
            await Task.Delay(interval * (RandomNumberGenerator.GetInt32(1, 1_000) / 1_000.0), time, beating.Token);
            while (true)
            {
                if (!_isAcknowledged)
                {
                    await socket.CloseAsync(endsSession: false, beating.Token);
                    return;
                }

                await SendHeartbeatAsync(socket, beating.Token);
                await Task.Delay(interval, time, beating.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // The connection is over; whoever reads it finds out.
        }
        finally
        {
            await beating.CancelAsync();
        }
    }

    private Task SendHeartbeatAsync(GatewaySocket socket, CancellationToken cancellationToken)
    {
        _isAcknowledged = false;
        return socket.SendAsync(new GatewaySend<long?>(Heartbeat, _sequence), DiscordJson.Default.GatewaySendNullableInt64, cancellationToken);
    }

    private static async Task TryCloseAsync(GatewaySocket socket, CancellationToken cancellationToken)
    {
        try
        {
            await socket.CloseAsync(endsSession: true, cancellationToken);
        }
        catch (Exception exception) when (exception is WebSocketException or ObjectDisposedException or InvalidOperationException)
        {
            // It is closed already.
        }
    }

    private static T? Read<T>(JsonElement json, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return json.ValueKind is JsonValueKind.Object ? json.Deserialize(type) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Discord: connected (shard {Shard}).")]
        public static partial void Stands(ILogger logger, int shard);

        [LoggerMessage(2, LogLevel.Information, "Discord: the connection was lost and goes on (shard {Shard}).")]
        public static partial void GoesOn(ILogger logger, int shard);

        [LoggerMessage(3, LogLevel.Warning, "Discord sent something on shard {Shard} that is no event; it is passed over.")]
        public static partial void Unreadable(ILogger logger, int shard);
    }
}
