using System.Net.WebSockets;
using System.Text.Json;
using Bot.Host.Arrivals;
using Bot.Host.Slack.Interactions;
using Bot.Host.Slack.Wire;

namespace Bot.Host.Slack.Sockets;

/// <summary>
/// One connection from its first word to its end. Slack asks for a new one before it ends one; this one then goes on taking what
/// still comes. https://docs.slack.dev/apis/events-api/using-socket-mode
/// </summary>
/// <param name="dispatch">Takes what comes.</param>
/// <param name="inHand">Does it beside the connection.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed partial class SlackConnection(SlackDispatch dispatch, WorkInHand inHand, TimeProvider time, ILogger logger) : IDisposable
{
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FrameSocket _socket = new(KeepAlive);

    /// <summary>Connects, and waits for Slack's greeting.</summary>
    /// <returns>Whether it came.</returns>
    public async Task<bool> OpenAsync(Uri address, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            await _socket.ConnectAsync(address, either.Token);
            return await ReadAsync(either.Token) is { Type: "hello" };
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Takes what comes, until Slack asks to leave or the connection is over.</summary>
    /// <returns>Why Slack asks to leave; <see langword="null"/> when the connection is over.</returns>
    public async Task<string?> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await ReadAsync(cancellationToken) is { } frame)
            {
                switch (frame)
                {
                    case { Type: "disconnect" }:
                        return frame.Reason ?? "disconnect";
                    case { EnvelopeId: { Length: > 0 } id }:
                        var (type, payload) = (frame.Type, frame.Payload.Clone());
                        inHand.Begin(token => AnswerAsync(id, type, payload, token));
                        break;
                }
            }

            return null;
        }
        catch (Exception exception) when (exception is WebSocketException or ObjectDisposedException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }

    /// <summary>Closes.</summary>
    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, cancellationToken);
        }
        catch (Exception exception) when (exception is WebSocketException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            // It is closed already.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private async Task AnswerAsync(string id, string? type, JsonElement payload, CancellationToken cancellationToken)
    {
        var answer = await dispatch.TakeAsync(type, payload, cancellationToken);
        try
        {
            var acknowledgement = new SlackAcknowledgement(id, answer.Payload);
            await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(acknowledgement, SlackJson.Default.SlackAcknowledgement), cancellationToken);
        }
        catch (Exception exception) when (exception is WebSocketException or ObjectDisposedException or InvalidOperationException)
        {
            // What is stored is handled all the same; Slack may send it again, and it is known then.
            Log.NotAcknowledged(logger, exception);
        }

        await answer.FollowUpAsync(cancellationToken);
    }

    private async Task<SlackFrame?> ReadAsync(CancellationToken cancellationToken)
    {
        while (await _socket.ReadAsync(cancellationToken) is { } bytes)
        {
            try
            {
                if (JsonSerializer.Deserialize(bytes.Span, SlackJson.Default.SlackFrame) is { } frame)
                {
                    return frame;
                }
            }
            catch (JsonException)
            {
                Log.Unreadable(logger);
            }
        }

        return null;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Slack did not take an acknowledgement.")]
        public static partial void NotAcknowledged(ILogger logger, Exception exception);

        [LoggerMessage(2, LogLevel.Warning, "Slack sent something that is no envelope; it is passed over.")]
        public static partial void Unreadable(ILogger logger);
    }
}
