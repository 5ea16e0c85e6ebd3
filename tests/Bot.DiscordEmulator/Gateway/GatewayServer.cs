using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Bot.Emulation.Faults;
using Bot.Emulation.World;

namespace Bot.Emulation.Gateway;

/// <summary>The gateway, version 10, as JSON without compression. https://docs.discord.com/developers/events/gateway</summary>
internal sealed class GatewayServer(DiscordWorld world, EmulatorFaults faults)
{
    private const int PrivilegedIntents = (1 << 1) | (1 << 8) | (1 << 15);

    private readonly Lock _gate = new();
    private readonly List<GatewayClientSession> _sessions = [];
    private readonly List<DateTimeOffset> _connectedAt = [];
    private readonly List<DateTimeOffset> _identifiedAt = [];

    /// <summary>Gets or sets how often the bot has to beat.</summary>
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromMilliseconds(41_250);

    /// <summary>Gets how often a session was begun.</summary>
    public int Identifies { get; private set; }

    /// <summary>Gets how often a session was gone on with.</summary>
    public int Resumes { get; private set; }

    /// <summary>Gets how many heartbeats came in.</summary>
    public int Heartbeats { get; private set; }

    /// <summary>Gets or sets how many sessions may still be begun today.</summary>
    public int Remaining { get; set; } = 1_000;

    /// <summary>Gets when somebody tried to connect, whether or not that was let in.</summary>
    public IReadOnlyList<DateTimeOffset> ConnectedAt
    {
        get
        {
            lock (_gate)
            {
                return [.. _connectedAt];
            }
        }
    }

    /// <summary>Gets when sessions were begun.</summary>
    public IReadOnlyList<DateTimeOffset> IdentifiedAt
    {
        get
        {
            lock (_gate)
            {
                return [.. _identifiedAt];
            }
        }
    }

    /// <summary>Notes that somebody tries to connect.</summary>
    /// <returns>Whether that is let in.</returns>
    public bool LetsIn()
    {
        lock (_gate)
        {
            _connectedAt.Add(world.Now);
        }

        return !faults.RefusesConnections;
    }

    public IReadOnlyList<GatewayClientSession> Connected
    {
        get
        {
            lock (_gate)
            {
                return [.. _sessions.Where(session => session.IsConnected)];
            }
        }
    }

    /// <summary>Has every session learn of an event; those whose connection is lost learn of it when they are back.</summary>
    public void Dispatch(string name, JsonNode data)
    {
        List<GatewayClientSession> living;
        lock (_gate)
        {
            living = _sessions.FindAll(pair => !pair.IsOver);
        }

        foreach (var pair in living)
        {
            pair.Dispatch(name, data, faults.DoublesDispatches, faults.SwapsDispatches);
        }
    }

    /// <summary>Ends every session that has no connection, as Discord does after a while.</summary>
    public void ForgetLost()
    {
        lock (_gate)
        {
            foreach (var pair in _sessions.Where(pair => !pair.IsConnected))
            {
                pair.End();
            }
        }
    }

    /// <summary>Serves one connection.</summary>
    public async Task ServeAsync(WebSocket accepted, string url, CancellationToken cancellationToken)
    {
        await using var socket = new EmulatedSocket(accepted);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, socket.Gone);
        GatewayClientSession? session = null;
        socket.Send(new JsonObject { ["op"] = 10, ["t"] = null, ["s"] = null, ["d"] = new JsonObject { ["heartbeat_interval"] = (int)HeartbeatInterval.TotalMilliseconds, ["_trace"] = new JsonArray() } });
        var endsSession = false;
        try
        {
            while (await socket.ReadAsync(either.Token) is { } frame)
            {
                switch (frame["op"]?.GetValue<int>())
                {
                    case 1:
                        Heartbeats++;
                        session?.CatchUp();
                        if (!faults.WithholdsAcknowledgements)
                        {
                            socket.Send(new JsonObject { ["op"] = 11 });
                        }

                        break;
                    case 2 when session is not null:
                        await socket.CloseAsync(4005, "Already authenticated.");
                        break;
                    case 2:
                        session = await IdentifyAsync(socket, frame["d"] as JsonObject ?? [], url);
                        break;
                    case 6:
                        session = Resume(socket, frame["d"] as JsonObject ?? []);
                        break;
                    case 3 or 4 or 8:
                        break;
                    default:
                        await socket.CloseAsync(4002, "Decode error.");
                        break;
                }

                world.Change();
            }

            endsSession = socket.CloseStatus is WebSocketCloseStatus.NormalClosure or (WebSocketCloseStatus)1001;
            await socket.CloseAsync((int)(socket.CloseStatus ?? WebSocketCloseStatus.NormalClosure), "");
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException)
        {
            // The connection broke.
        }
        finally
        {
            session?.Detach(socket, endsSession);
            world.Change();
        }
    }

    private async Task<GatewayClientSession?> IdentifyAsync(EmulatedSocket socket, JsonObject data, string url)
    {
        Identifies++;
        Remaining--;
        lock (_gate)
        {
            _identifiedAt.Add(world.Now);
        }

        if (data["token"]?.GetValue<string>() is not { } token || token != world.Token)
        {
            await socket.CloseAsync(4004, "Authentication failed.");
            return null;
        }

        if (data["intents"] is not JsonValue intents || !intents.TryGetValue<int>(out var asked))
        {
            await socket.CloseAsync(4013, "Invalid intent(s).");
            return null;
        }

        if ((asked & PrivilegedIntents) != 0)
        {
            await socket.CloseAsync(4014, "Disallowed intent(s).");
            return null;
        }

        if (data["properties"] is not JsonObject)
        {
            await socket.CloseAsync(4002, "Decode error.");
            return null;
        }

        var session = new GatewayClientSession(Guid.CreateVersion7(world.Now).ToString("N"));
        lock (_gate)
        {
            _sessions.Add(session);
        }

        session.Attach(socket);
        session.Dispatch("READY", new JsonObject
        {
            ["v"] = 10,
            ["user"] = world.Bot.ToJson(),
            ["guilds"] = new JsonArray([.. world.Guilds.Where(guild => guild.HasBot).Select(guild => new JsonObject { ["id"] = guild.Id, ["unavailable"] = true })]),
            ["session_id"] = session.Id,
            ["session_type"] = "normal",
            ["resume_gateway_url"] = url,
            ["shard"] = data["shard"]?.DeepClone() ?? new JsonArray(0, 1),
            ["application"] = new JsonObject { ["id"] = world.ApplicationId, ["flags"] = 0 },
            ["private_channels"] = new JsonArray(),
            ["relationships"] = new JsonArray(),
            ["presences"] = new JsonArray(),
            ["user_settings"] = new JsonObject(),
            ["geo_ordered_rtc_regions"] = new JsonArray(),
            ["_trace"] = new JsonArray(),
        }, twice: faults.DoublesDispatches, late: false);
        if ((asked & 1) != 0)
        {
            foreach (var guild in world.Guilds.Where(guild => guild.HasBot))
            {
                session.Dispatch("GUILD_CREATE", guild.ToCreation(world.Bot), twice: false, late: false);
            }
        }

        return session;
    }

    private GatewayClientSession? Resume(EmulatedSocket socket, JsonObject data)
    {
        Resumes++;
        GatewayClientSession? session;
        lock (_gate)
        {
            session = _sessions.Find(pair => pair.Id == data["session_id"]?.GetValue<string>());
        }

        if (session is not null && data["token"]?.GetValue<string>() == world.Token && session.TryResume(socket, data["seq"]?.GetValue<long>() ?? -1))
        {
            return session;
        }

        socket.Send(new JsonObject { ["op"] = 9, ["d"] = false });
        return null;
    }

}
