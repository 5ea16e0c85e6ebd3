using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Bot.Host.Arrivals;
using Bot.Host.Discord.Wire;

namespace Bot.Host.Discord.Gateway;

/// <summary>One connection to the gateway, which keeps it alive by its own heartbeat.</summary>
internal sealed class GatewaySocket : IDisposable
{
    private readonly FrameSocket _socket = new(keepAlive: TimeSpan.Zero);

    /// <summary>Gets the code with which Discord closed.</summary>
    public int? CloseCode => _socket.CloseCode;

    /// <summary>Connects.</summary>
    public Task ConnectAsync(Uri address, CancellationToken cancellationToken) => _socket.ConnectAsync(address, cancellationToken);

    /// <summary>Reads the next frame.</summary>
    /// <returns>The frame, or <see langword="null"/> once the connection is closed; a frame that cannot be read has the operation -1.</returns>
    public async Task<GatewayFrame?> ReadAsync(CancellationToken cancellationToken) =>
        await _socket.ReadAsync(cancellationToken) is { } frame ? Parse(frame.Span) : null;

    /// <summary>Sends a frame.</summary>
    public Task SendAsync<T>(T frame, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(frame, type), cancellationToken);

    /// <summary>Closes.</summary>
    /// <param name="endsSession">Whether the session is over with it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task CloseAsync(bool endsSession, CancellationToken cancellationToken) =>
        _socket.CloseAsync(endsSession ? WebSocketCloseStatus.NormalClosure : (WebSocketCloseStatus)4000, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

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
