using System.Net.WebSockets;
using System.Text;

namespace Bot.SlackEmulation.Sockets;

/// <summary>One connection; frames go out in the order in which they were given.</summary>
internal sealed class SocketConnection : IAsyncDisposable
{
    private readonly System.Threading.Channels.Channel<string> _out = System.Threading.Channels.Channel.CreateUnbounded<string>();
    private readonly WebSocket _socket;
    private readonly CancellationTokenSource _gone = new();
    private readonly Task _sending;

    public SocketConnection(WebSocket socket)
    {
        _socket = socket;
        _sending = SendAllAsync();
    }

    /// <summary>Is cancelled when the connection is dropped.</summary>
    public CancellationToken Gone => _gone.Token;

    /// <summary>Gets or sets whether the app was asked to leave it; new envelopes go elsewhere where there is an elsewhere.</summary>
    public bool IsRetiring { get; set; }

    /// <summary>Gets the envelopes that went over it.</summary>
    public List<Envelope> Carried { get; } = [];

    public void Carry(Envelope envelope)
    {
        Carried.Add(envelope);
        envelope.Carry();
        Send(envelope.ToFrame());
    }

    public void Send(string frame) => _out.Writer.TryWrite(frame);

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
            // The app was faster.
        }
    }

    /// <summary>Closes after what was to be sent before.</summary>
    public async Task CloseAsync()
    {
        _out.Writer.TryComplete();
        await _sending;
        if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            try
            {
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None);
            }
            catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
            {
                // It is gone already.
            }
        }
    }

    /// <summary>Gives the next text; <see langword="null"/> once the app has closed.</summary>
    public async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        using var text = new MemoryStream();
        var buffer = new byte[8_192];
        while (true)
        {
            var received = await _socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            if (received.MessageType is WebSocketMessageType.Close)
            {
                return null;
            }

            text.Write(buffer, 0, received.Count);
            if (received.EndOfMessage)
            {
                return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
            }
        }
    }

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
