using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Bot.Host.Discord.Wire;

namespace Bot.Host.Discord.Gateway;

/// <summary>One connection: whole frames in and out.</summary>
internal sealed class GatewaySocket : IDisposable
{
    // Beyond what Discord sends for the largest guild.
    private const int LongestFrame = 32 * 1024 * 1024;

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly MemoryStream _frame = new();
    private byte[] _buffer = new byte[16 * 1024];

    /// <summary>Gets the code with which Discord closed.</summary>
    public int? CloseCode => _socket.CloseStatus is { } status ? (int)status : null;

    /// <summary>Connects.</summary>
    public Task ConnectAsync(Uri address, CancellationToken cancellationToken)
    {
        _socket.Options.KeepAliveInterval = TimeSpan.Zero; // Discord's own heartbeat does that.
        return _socket.ConnectAsync(address, cancellationToken);
    }

    /// <summary>Reads the next frame.</summary>
    /// <returns>The frame, or <see langword="null"/> once the connection is closed; a frame that cannot be read has the operation -1.</returns>
    public async Task<GatewayFrame?> ReadAsync(CancellationToken cancellationToken)
    {
        _frame.SetLength(0);
        while (true)
        {
            var received = await _socket.ReceiveAsync(_buffer.AsMemory(), cancellationToken);
            if (received.MessageType is WebSocketMessageType.Close)
            {
                return null;
            }

            await _frame.WriteAsync(_buffer.AsMemory(0, received.Count), cancellationToken);
            if (_frame.Length > LongestFrame)
            {
                throw new WebSocketException(WebSocketError.InvalidMessageType);
            }

            if (received.EndOfMessage)
            {
                return Parse(_frame.GetBuffer().AsSpan(0, (int)_frame.Length));
            }
        }
    }

    /// <summary>Sends a frame.</summary>
    public async Task SendAsync<T>(T frame, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(frame, type);
        await _sending.WaitAsync(cancellationToken);
        try
        {
            await _socket.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Closes.</summary>
    /// <param name="endsSession">Whether the session is over with it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task CloseAsync(bool endsSession, CancellationToken cancellationToken)
    {
        if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            await _socket.CloseOutputAsync(endsSession ? WebSocketCloseStatus.NormalClosure : (WebSocketCloseStatus)4000, statusDescription: null, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _socket.Dispose();
        _sending.Dispose();
        _frame.Dispose();
        _buffer = [];
    }

    /// <summary>Reads a frame; what is no frame has the operation -1.</summary>
    internal static GatewayFrame Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, DiscordJson.Default.GatewayFrame) ?? new GatewayFrame { Op = -1 };
        }
        catch (JsonException)
        {
            return new GatewayFrame { Op = -1 };
        }
    }
}
