using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Bot.Emulation.Gateway;

/// <summary>A bot's session: it outlives its connection, and what happens meanwhile is kept.</summary>
internal sealed class GatewayClientSession(string id)
{
    private readonly Lock _gate = new();
    private readonly List<string> _sent = [];
    private EmulatedSocket? _socket;
    private string? _overtaken;

    public string Id { get; } = id;

    public bool IsOver { get; private set; }

    public bool IsConnected
    {
        get
        {
            lock (_gate)
            {
                return _socket is not null;
            }
        }
    }

    /// <summary>Sends an event, now or once the bot is back.</summary>
    /// <param name="name">Discord's name for it.</param>
    /// <param name="data">What it says.</param>
    /// <param name="twice">Whether it is sent twice.</param>
    /// <param name="late">Whether the next one overtakes it; one that was overtaken goes out right behind.</param>
    public void Dispatch(string name, JsonNode data, bool twice, bool late)
    {
        lock (_gate)
        {
            var frame = new JsonObject { ["op"] = 0, ["t"] = name, ["s"] = _sent.Count + 1, ["d"] = data.DeepClone() }.ToJsonString();
            _sent.Add(frame);
            if (late && _overtaken is null)
            {
                _overtaken = frame;
                return;
            }

            _socket?.Send(frame);
            if (twice)
            {
                _socket?.Send(frame);
            }

            SendOvertaken();
        }
    }

    /// <summary>Sends what waits to be overtaken and was not.</summary>
    public void CatchUp()
    {
        lock (_gate)
        {
            SendOvertaken();
        }
    }

    public void Attach(EmulatedSocket socket)
    {
        lock (_gate)
        {
            _socket = socket;
        }
    }

    /// <summary>Goes on over a new connection: what the bot has not seen comes first.</summary>
    public bool TryResume(EmulatedSocket socket, long seen)
    {
        lock (_gate)
        {
            if (IsOver || seen > _sent.Count || seen < 0)
            {
                return false;
            }

            (_socket, _overtaken) = (socket, null);
            foreach (var frame in _sent.Skip((int)seen))
            {
                socket.Send(frame);
            }
        }

        Dispatch("RESUMED", new JsonObject(), twice: false, late: false);
        return true;
    }

    public void Detach(EmulatedSocket socket, bool isOver)
    {
        lock (_gate)
        {
            if (ReferenceEquals(_socket, socket))
            {
                _socket = null;
                IsOver |= isOver;
            }
        }
    }

    public void End() => IsOver = true;

    private void SendOvertaken()
    {
        if (_overtaken is { } overtaken)
        {
            _socket?.Send(overtaken);
            _overtaken = null;
        }
    }

    public EmulatedSocket? Socket
    {
        get
        {
            lock (_gate)
            {
                return _socket;
            }
        }
    }
}

/// <summary>One connection; frames go out in the order in which they were given.</summary>
internal sealed class EmulatedSocket : IAsyncDisposable
{
    private readonly System.Threading.Channels.Channel<string> _out = System.Threading.Channels.Channel.CreateUnbounded<string>();
    private readonly WebSocket _socket;
    private readonly CancellationTokenSource _gone = new();
    private readonly Task _sending;

    public EmulatedSocket(WebSocket socket)
    {
        _socket = socket;
        _sending = SendAllAsync();
    }

    /// <summary>Is cancelled when the connection is dropped.</summary>
    public CancellationToken Gone => _gone.Token;

    public void Send(string frame) => _out.Writer.TryWrite(frame);

    public void Send(JsonObject frame) => Send(frame.ToJsonString());

    /// <summary>Breaks the connection without a word.</summary>
    public void Drop()
    {
        try
        {
            _gone.Cancel();
            _socket.Abort();
        }
        catch (ObjectDisposedException)
        {
            // The bot was faster.
        }
    }

    /// <summary>Closes with a code, after what was to be sent before.</summary>
    public async Task CloseAsync(int code, string reason)
    {
        _out.Writer.TryComplete();
        await _sending;
        if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            try
            {
                await _socket.CloseOutputAsync((WebSocketCloseStatus)code, reason, CancellationToken.None);
            }
            catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
            {
                // It is gone already.
            }
        }
    }

    public async Task<JsonObject?> ReadAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[8_192];
        var length = 0;
        while (true)
        {
            var received = await _socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
            if (received.MessageType is WebSocketMessageType.Close)
            {
                return null;
            }

            length += received.Count;
            if (received.EndOfMessage)
            {
                return length > 4_096 ? new JsonObject { ["op"] = -1 } : JsonNode.Parse(Encoding.UTF8.GetString(buffer, 0, length)) as JsonObject;
            }
        }
    }

    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    public async ValueTask DisposeAsync()
    {
        _out.Writer.TryComplete();
        await _gone.CancelAsync();
        await _sending;
        _gone.Dispose();
    }

    private async Task SendAllAsync()
    {
        try
        {
            await foreach (var frame in _out.Reader.ReadAllAsync(_gone.Token))
            {
                await _socket.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, true, _gone.Token);
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The connection is over.
        }
    }
}
