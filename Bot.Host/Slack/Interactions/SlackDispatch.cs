using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Bot.Host.Slack.Wire;

namespace Bot.Host.Slack.Interactions;

/// <summary>Reads what Slack sends, and gives it to the desk.</summary>
/// <param name="desk">Answers.</param>
/// <param name="logger">The log.</param>
internal sealed partial class SlackDispatch(SlackDesk desk, ILogger<SlackDispatch> logger)
{
    /// <summary>Takes what came in an envelope.</summary>
    /// <param name="type">"slash_commands", "interactive" or "events_api".</param>
    /// <param name="payload">What came.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task<SlackFirstAnswer> TakeAsync(string? type, JsonElement payload, CancellationToken cancellationToken) => type switch
    {
        "slash_commands" when Read(payload, SlackJson.Default.SlashPayload) is { } command => await desk.TakeAsync(command, cancellationToken),
        "interactive" when Read(payload, SlackJson.Default.InteractivePayload) is { } interaction => await desk.TakeAsync(interaction, cancellationToken),
        "events_api" when Read(payload, SlackJson.Default.EventPayload) is { } happened => await desk.TakeAsync(happened, cancellationToken),
        _ => SlackFirstAnswer.Nothing,
    };

    private T? Read<T>(JsonElement json, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return json.ValueKind is JsonValueKind.Object ? json.Deserialize(type) : null;
        }
        catch (JsonException)
        {
            // Without its text: that may be anybody's words.
            Log.Malformed(logger);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Slack sent an event that cannot be read; it is passed over.")]
        public static partial void Malformed(ILogger logger);
    }
}
