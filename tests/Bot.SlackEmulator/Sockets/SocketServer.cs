using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.SlackEmulation.Faults;
using Bot.SlackEmulation.World;

namespace Bot.SlackEmulation.Sockets;

/// <summary>Socket Mode. https://docs.slack.dev/apis/events-api/using-socket-mode</summary>
internal sealed class SocketServer(SlackWorld world, SlackFaults faults)
{
    private const int MostConnections = 10;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly HashSet<string> _tickets = [];
    private readonly List<SocketConnection> _connections = [];
    private readonly Dictionary<string, Envelope> _sent = [];
    private readonly List<DateTimeOffset> _openedAt = [];
    private int _turn;

    /// <summary>Gets how often a connection was opened.</summary>
    public int Opened { get; private set; }

    /// <summary>Gets when connections were opened.</summary>
    public IReadOnlyList<DateTimeOffset> OpenedAt
    {
        get
        {
            lock (_gate)
            {
                return [.. _openedAt];
            }
        }
    }

    public IReadOnlyList<SocketConnection> Connections
    {
        get
        {
            lock (_gate)
            {
                return [.. _connections];
            }
        }
    }

    /// <summary>Gives an address that can be connected to once.</summary>
    public string Open()
    {
        var ticket = SlackWorld.Secret(16);
        lock (_gate)
        {
            _tickets.Add(ticket);
        }

        return $"{world.Address.Replace("http://", "ws://", StringComparison.Ordinal)}/link/?ticket={ticket}&app_id={world.AppId}";
    }

    /// <summary>Says whether an address was given and not yet used.</summary>
    public bool TakeTicket(string ticket)
    {
        lock (_gate)
        {
            return _tickets.Remove(ticket);
        }
    }

    /// <summary>Sends an envelope over one of the connections.</summary>
    /// <returns><see langword="false"/> when there is none.</returns>
    public bool TrySend(Envelope envelope)
    {
        lock (_gate)
        {
            var able = _connections.FindAll(connection => !connection.IsRetiring);
            if (able.Count == 0)
            {
                able = [.. _connections];
            }

            if (able.Count == 0)
            {
                return false;
            }

            _sent[envelope.Id] = envelope;
            able[_turn++ % able.Count].Carry(envelope);
            if (faults.DoublesEnvelopes)
            {
                able[(faults.SpreadsEnvelopes ? _turn : _turn - 1) % able.Count].Carry(envelope);
            }

            return true;
        }
    }

    /// <summary>Asks the app to leave its connections.</summary>
    /// <param name="reason">"warning", "refresh_requested" or "link_disabled".</param>
    public async Task DisconnectAsync(string reason)
    {
        foreach (var connection in Connections.Where(connection => !connection.IsRetiring))
        {
            connection.IsRetiring = true;
            connection.Send(new JsonObject { ["type"] = "disconnect", ["reason"] = reason, ["debug_info"] = new JsonObject { ["host"] = "applink-emulated" } }.ToJsonString());
            if (reason == "link_disabled")
            {
                await connection.CloseAsync();
            }
            else
            {
                _ = CloseLaterAsync(connection);
            }
        }
    }

    /// <summary>Serves one connection.</summary>
    public async Task ServeAsync(WebSocket accepted, CancellationToken cancellationToken)
    {
        await using var connection = new SocketConnection(accepted);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, connection.Gone);
        lock (_gate)
        {
            if (_connections.Count >= MostConnections)
            {
                connection.Send(new JsonObject { ["type"] = "disconnect", ["reason"] = "too_many_websockets" }.ToJsonString());
            }
            else
            {
                _connections.Add(connection);
                Opened++;
                _openedAt.Add(world.Now);
                connection.Send(Hello(_connections.Count));
            }
        }

        try
        {
            world.Change();
            if (!Connections.Contains(connection))
            {
                world.Refuse("socket", "too_many_websockets");
                await connection.CloseAsync();
            }

            while (await connection.ReadAsync(either.Token) is { } frame)
            {
                Take(frame);
                world.Change();
            }

            await connection.CloseAsync();
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException)
        {
            // The connection broke.
        }
        finally
        {
            lock (_gate)
            {
                _connections.Remove(connection);
                connection.Carried.ForEach(envelope => envelope.Lose());
            }

            world.Change();
        }
    }

    private async Task CloseLaterAsync(SocketConnection connection)
    {
        try
        {
            await Task.Delay(Grace, world.Time, connection.Gone);
            await connection.CloseAsync();
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // The app has left it by itself.
        }
    }

    private void Take(string frame)
    {
        JsonObject? acknowledgement;
        try
        {
            acknowledgement = JsonNode.Parse(frame) as JsonObject;
        }
        catch (JsonException)
        {
            acknowledgement = null;
        }

        if ((string?)(acknowledgement?["envelope_id"] as JsonValue) is not { } id || acknowledgement!.Any(field => field.Key is not ("envelope_id" or "payload")))
        {
            world.Refuse("socket", $"no acknowledgement: {frame}");
            return;
        }

        Envelope? envelope;
        lock (_gate)
        {
            envelope = _sent.GetValueOrDefault(id);
        }

        var payload = acknowledgement["payload"] as JsonObject;
        switch (envelope)
        {
            case null:
                world.Refuse("socket", $"no envelope is called {id}");
                break;
            case { IsOver: true }:
                world.Refuse("socket", $"the {envelope.Type} envelope was acknowledged after three seconds");
                break;
            case { AcceptsResponse: false } when payload is { Count: > 0 }:
                world.Refuse("socket", $"this {envelope.Type} envelope takes no payload");
                envelope.Acknowledge(null);
                break;
            case var _ when faults.TakeDeafness():
                break;
            default:
                envelope.Acknowledge(payload);
                break;
        }
    }

    private string Hello(int connections) => new JsonObject
    {
        ["type"] = "hello",
        ["num_connections"] = connections,
        ["debug_info"] = new JsonObject { ["host"] = "applink-emulated", ["build_number"] = 1, ["approximate_connection_time"] = 18_060 },
        ["connection_info"] = new JsonObject { ["app_id"] = world.AppId },
    }.ToJsonString();
}
