using System.Text.Json;

namespace Bot.Host.Slack.Wire;

/// <summary>A command that somebody typed. https://docs.slack.dev/interactivity/implementing-slash-commands</summary>
internal sealed record SlashPayload
{
    public string? TeamId { get; init; }

    public string? ChannelId { get; init; }

    public string? UserId { get; init; }

    public string? UserName { get; init; }

    public string? Command { get; init; }

    /// <summary>Gets what stands behind the command, with &amp;, &lt; and &gt; escaped.</summary>
    public string? Text { get; init; }

    public string? ResponseUrl { get; init; }

    public string? TriggerId { get; init; }
}

/// <summary>Something that was pressed, chosen or sent. https://docs.slack.dev/reference/interaction-payloads</summary>
internal sealed record InteractivePayload
{
    public string? Type { get; init; }

    public SlackThing? Team { get; init; }

    public SlackThing? User { get; init; }

    public SlackThing? Channel { get; init; }

    public string? TriggerId { get; init; }

    public string? ResponseUrl { get; init; }

    public IReadOnlyList<PressedAction>? Actions { get; init; }

    public SentView? View { get; init; }
}

/// <summary>A workspace, a person or a channel.</summary>
internal sealed record SlackThing
{
    public string? Id { get; init; }

    public string? Name { get; init; }

    public string? Username { get; init; }
}

/// <summary>What was pressed or chosen.</summary>
internal sealed record PressedAction
{
    public string? ActionId { get; init; }

    public string? Value { get; init; }

    public ChosenOption? SelectedOption { get; init; }
}

/// <summary>What was chosen.</summary>
internal sealed record ChosenOption
{
    public string? Value { get; init; }
}

/// <summary>A form as it was sent.</summary>
internal sealed record SentView
{
    public string? Id { get; init; }

    public string? Hash { get; init; }

    public string? CallbackId { get; init; }

    public string? PrivateMetadata { get; init; }

    public SentState? State { get; init; }
}

/// <summary>What was put into a form.</summary>
internal sealed record SentState
{
    /// <summary>Gets the values, by block and action.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, SentValue>>? Values { get; init; }
}

/// <summary>What was put into one field.</summary>
internal sealed record SentValue
{
    public string? Value { get; init; }

    /// <summary>Gets what was attached.</summary>
    public IReadOnlyList<SentFile>? Files { get; init; }
}

/// <summary>A file that somebody attached. https://docs.slack.dev/reference/objects/file-object</summary>
internal sealed record SentFile
{
    public string? Name { get; init; }

    public long Size { get; init; }

    /// <summary>Gets where the bot can have it, with its token.</summary>
    public string? UrlPrivateDownload { get; init; }

    public string? UrlPrivate { get; init; }
}

/// <summary>Something that happened. https://docs.slack.dev/apis/events-api</summary>
internal sealed record EventPayload
{
    /// <summary>Gets "event_callback" or "url_verification".</summary>
    public string? Type { get; init; }

    public string? TeamId { get; init; }

    public string? EventId { get; init; }

    /// <summary>Gets when it happened, in seconds since 1970.</summary>
    public long EventTime { get; init; }

    public string? Challenge { get; init; }

    public HappenedEvent? Event { get; init; }
}

/// <summary>What happened.</summary>
internal sealed record HappenedEvent
{
    public string? Type { get; init; }

    /// <summary>Gets who did it: an identifier, or all of a person.</summary>
    public JsonElement User { get; init; }

    /// <summary>Gets which part of the app was opened: "home" or "messages".</summary>
    public string? Tab { get; init; }
}

/// <summary>What a form was opened for; comes back with it.</summary>
/// <param name="Argument">What it is about.</param>
/// <param name="Channel">Where it was opened.</param>
/// <param name="ResponseUrl">Where Slack takes replies to what opened it.</param>
/// <param name="OpenedAt">When, in seconds since 1970.</param>
internal sealed record FormOrigin(string Argument, string Channel, string? ResponseUrl, long OpenedAt);
