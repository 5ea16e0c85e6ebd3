using System.Text.Json.Nodes;
using Bot.SlackEmulation.Requests;
using Bot.SlackEmulation.Sockets;
using Bot.SlackEmulation.World;

namespace Bot.SlackEmulation.Interactions;

/// <summary>Brings what happens to the app, over a socket or as requests, and waits for it to be acknowledged within three seconds.</summary>
internal sealed class Deliveries(SlackWorld world, SocketServer sockets, SignedRequests requests, AnswerTaker answers)
{
    private const string TimedOut = "operation_timeout: the app did not acknowledge within three seconds";

    // A guard against waiting for ever; the three seconds that Slack gives are those of the emulator's clock.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan AcknowledgementTime = TimeSpan.FromSeconds(3);

    // How long Slack waits before it sends an event once more.
    private static readonly IReadOnlyList<TimeSpan> Retries = [TimeSpan.Zero, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5)];

    public Uri? Commands { get; set; }

    public Uri? Interactivity { get; set; }

    public Uri? Events { get; set; }

    /// <summary>Brings what a person did; done when the app has acknowledged it.</summary>
    /// <exception cref="SlackInteractionFailedException">The app did not acknowledge it in time, or not in a way that Slack understands.</exception>
    public async Task PerformAsync(SlackInteraction interaction, CancellationToken cancellationToken)
    {
        var endpoint = interaction.Type == "slash_commands" ? Commands : Interactivity;
        var payload = endpoint is not null
            ? await RequestAsync(endpoint, interaction, cancellationToken)
            : await SendAsync(EnvelopeOf(interaction), cancellationToken);
        answers.TakeAcknowledgement(interaction, payload);
    }

    /// <summary>Sends an interaction once more as it was; its answer no longer matters to anybody.</summary>
    public void Repeat(SlackInteraction interaction) => sockets.TrySend(EnvelopeOf(interaction));

    /// <summary>Brings an event, again and again as Slack does; done when the app has acknowledged it.</summary>
    /// <returns><see langword="false"/> when the app never did.</returns>
    public async Task<bool> SendEventAsync(JsonObject payload, CancellationToken cancellationToken)
    {
        var reason = "";
        for (var attempt = 0; attempt <= Retries.Count; attempt++)
        {
            if (attempt > 0 && Retries[attempt - 1] > TimeSpan.Zero)
            {
                await Task.Delay(Retries[attempt - 1], world.Time, cancellationToken);
            }

            try
            {
                if (Events is { } endpoint)
                {
                    using var response = await RequestAsync(
                        deadline => requests.EventAsync(endpoint, payload, attempt, reason, deadline), cancellationToken);
                    if (response.IsSuccessStatusCode)
                    {
                        return true;
                    }

                    if (response.Headers.TryGetValues("X-Slack-No-Retry", out var values) && values.Contains("1"))
                    {
                        return false;
                    }

                    reason = "http_error";
                }
                else
                {
                    var id = Guid.CreateVersion7(world.Now).ToString();
                    await SendAsync(new Envelope(id, "events_api", payload, AcceptsResponse: false) { RetryAttempt = attempt, RetryReason = reason }, cancellationToken);
                    return true;
                }
            }
            catch (SlackInteractionFailedException)
            {
                reason = Events is null ? "timeout" : "http_timeout";
            }
        }

        return false;
    }

    private static Envelope EnvelopeOf(SlackInteraction interaction) => new(
        interaction.EnvelopeId,
        interaction.Type,
        interaction.Payload,
        AcceptsResponse: (string?)interaction.Payload["type"] is null or "view_submission" or "block_suggestion");

    private async Task<JsonObject?> SendAsync(Envelope envelope, CancellationToken cancellationToken)
    {
        var first = await InTimeAsync(
            async deadline => sockets.TrySend(envelope)
                ? await Task.WhenAny(envelope.Acknowledged, envelope.Lost).WaitAsync(deadline)
                : throw new SlackInteractionFailedException("dispatch_failed: the app is not connected"),
            () => envelope.IsOver = true,
            cancellationToken);
        return first == envelope.Acknowledged ? await envelope.Acknowledged : throw new SlackInteractionFailedException("operation_timeout: the connection was lost");
    }

    private async Task<JsonObject?> RequestAsync(Uri endpoint, SlackInteraction interaction, CancellationToken cancellationToken)
    {
        using var response = await RequestAsync(
            deadline => interaction.Type == "slash_commands"
                ? requests.CommandAsync(endpoint, interaction.Payload, deadline)
                : requests.InteractionAsync(endpoint, interaction.Payload, deadline),
            cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new SlackInteractionFailedException($"http_service_error: the app answered {(int)response.StatusCode}");
        }

        // What an app says to a press in the body of its answer, nobody reads.
        return (string?)interaction.Payload["type"] is "block_actions" or "view_closed" ? null : await SignedRequests.ReadAsync(response, cancellationToken);
    }

    private async Task<HttpResponseMessage> RequestAsync(Func<CancellationToken, Task<HttpResponseMessage>> send, CancellationToken cancellationToken)
    {
        try
        {
            return await InTimeAsync(send, () => { }, cancellationToken);
        }
        catch (HttpRequestException exception)
        {
            throw new SlackInteractionFailedException($"dispatch_failed: {exception.Message}");
        }
    }

    private async Task<T> InTimeAsync<T>(Func<CancellationToken, Task<T>> act, Action late, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(AcknowledgementTime, world.Time);
        using var patience = new CancellationTokenSource(Patience);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token, patience.Token);
        try
        {
            return await act(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            late();
            throw new SlackInteractionFailedException($"{TimedOut}. Refused so far: {string.Join("; ", world.Refusals)}");
        }
    }
}
