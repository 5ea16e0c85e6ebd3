using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Bot.SlackEmulation.Tests.Stage;

/// <summary>A socket of the app's, which acknowledges what comes as the app says.</summary>
internal sealed class AppSocket : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly App _app;
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _reading = Task.CompletedTask;

    private AppSocket(App app) => _app = app;

    /// <summary>Gets the answer that is none.</summary>
    public static JsonObject Silence { get; } = new() { ["silence"] = true };

    /// <summary>Gets what came that was no envelope: hello and disconnect.</summary>
    public ConcurrentQueue<JsonObject> Notes { get; } = new();

    public int Envelopes { get; private set; }

    /// <summary>Gets what ends when the connection does.</summary>
    public Task Closed => _closed.Task;

    public static async Task<AppSocket> OpenAsync(Uri address, App app, CancellationToken cancellationToken)
    {
        var socket = new AppSocket(app);
        await socket._socket.ConnectAsync(address, cancellationToken);
        socket.Notes.Enqueue((await socket.ReadAsync(cancellationToken))!);
        socket._reading = socket.ReadAllAsync();
        return socket;
    }

    public Task SendAsync(string frame, CancellationToken cancellationToken) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, true, cancellationToken);

    public Task AcknowledgeAsync(string envelopeId, JsonObject? payload, CancellationToken cancellationToken)
    {
        var frame = new JsonObject { ["envelope_id"] = envelopeId };
        if (payload is not null)
        {
            frame["payload"] = payload.DeepClone();
        }

        return SendAsync(frame.ToJsonString(), cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _reading;
        _socket.Dispose();
    }

    private async Task ReadAllAsync()
    {
        try
        {
            while (await ReadAsync(CancellationToken.None) is { } frame)
            {
                if (frame["envelope_id"] is null)
                {
                    Notes.Enqueue(frame);
                    continue;
                }

                Envelopes++;
                _app.Take(frame);
                if (_app.Answer(frame) is var answer && answer != Silence)
                {
                    await AcknowledgeAsync((string)frame["envelope_id"]!, answer, CancellationToken.None);
                }
            }

            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The connection broke.
        }
        finally
        {
            _closed.TrySetResult();
        }
    }

    private async Task<JsonObject?> ReadAsync(CancellationToken cancellationToken)
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
                return (JsonObject)JsonNode.Parse(text.ToArray())!;
            }
        }
    }
}
