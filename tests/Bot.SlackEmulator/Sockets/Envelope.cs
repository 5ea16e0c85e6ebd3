using System.Text.Json.Nodes;

namespace Bot.SlackEmulation.Sockets;

/// <summary>What is sent over a socket and waits to be acknowledged.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Type">"slash_commands", "interactive" or "events_api".</param>
/// <param name="Payload">What it carries.</param>
/// <param name="AcceptsResponse">Whether the acknowledgement may carry something.</param>
internal sealed record Envelope(string Id, string Type, JsonObject Payload, bool AcceptsResponse)
{
    private readonly TaskCompletionSource<JsonObject?> _acknowledged = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly TaskCompletionSource _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _carriers;

    /// <summary>Gets what ends when every connection that carried it is gone.</summary>
    public Task Lost => _lost.Task;

    /// <summary>Gets how often it was sent before; only events are sent again.</summary>
    public int RetryAttempt { get; init; }

    public string RetryReason { get; init; } = "";

    /// <summary>Gets what ends with the payload of the first acknowledgement.</summary>
    public Task<JsonObject?> Acknowledged => _acknowledged.Task;

    /// <summary>Gets whether it is too late to acknowledge it.</summary>
    public bool IsOver { get; set; }

    public bool Acknowledge(JsonObject? payload) => _acknowledged.TrySetResult(payload);

    public void Carry() => Interlocked.Increment(ref _carriers);

    public void Lose()
    {
        if (Interlocked.Decrement(ref _carriers) == 0)
        {
            _lost.TrySetResult();
        }
    }

    public string ToFrame()
    {
        var frame = new JsonObject
        {
            ["envelope_id"] = Id,
            ["payload"] = Payload.DeepClone(),
            ["type"] = Type,
            ["accepts_response_payload"] = AcceptsResponse,
        };
        if (Type == "events_api")
        {
            frame["retry_attempt"] = RetryAttempt;
            frame["retry_reason"] = RetryReason;
        }

        return frame.ToJsonString();
    }
}
