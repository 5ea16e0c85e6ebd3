using System.Net.WebSockets;

namespace Bot.Host.Arrivals;

/// <summary>One connection to a platform: whole frames in and out.</summary>
/// <param name="keepAlive">How often to ask whether the other side still lives, and for how long to wait for its word; zero where the platform has a heartbeat of its own.</param>
internal sealed class FrameSocket(TimeSpan keepAlive) : IDisposable
{
    // Beyond what Discord sends for the largest guild; Slack's frames are far smaller.
    private const int LongestFrame = 32 * 1024 * 1024;

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly MemoryStream _frame = new();
    private byte[] _buffer = new byte[16 * 1024];

    /// <summary>Gets the code with which the other side closed.</summary>
    public int? CloseCode => _socket.CloseStatus is { } status ? (int)status : null;

    /// <summary>Connects.</summary>
    public Task ConnectAsync(Uri address, CancellationToken cancellationToken)
    {
        (_socket.Options.KeepAliveInterval, _socket.Options.KeepAliveTimeout) = (keepAlive, keepAlive > TimeSpan.Zero ? keepAlive : Timeout.InfiniteTimeSpan);
        return _socket.ConnectAsync(address, cancellationToken);
    }

    /// <summary>Reads the next frame.</summary>
    /// <returns>Its bytes, good until the next one is read, or <see langword="null"/> once the connection is closed.</returns>
    public async Task<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken)
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
                return _frame.GetBuffer().AsMemory(0, (int)_frame.Length);
            }
        }
    }

    /// <summary>Sends a frame.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken);
        try
        {
            await _socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Closes.</summary>
    /// <param name="code">Why.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task CloseAsync(WebSocketCloseStatus code, CancellationToken cancellationToken)
    {
        if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            await _socket.CloseOutputAsync(code, statusDescription: null, cancellationToken);
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
}
