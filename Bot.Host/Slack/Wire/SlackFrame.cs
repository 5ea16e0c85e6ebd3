using System.Text.Json;

namespace Bot.Host.Slack.Wire;

/// <summary>What comes through a socket. https://docs.slack.dev/apis/events-api/using-socket-mode</summary>
internal sealed record SlackFrame
{
    /// <summary>Gets "hello", "disconnect", "slash_commands", "interactive" or "events_api".</summary>
    public string? Type { get; init; }

    /// <summary>Gets what has to be acknowledged.</summary>
    public string? EnvelopeId { get; init; }

    /// <summary>Gets what is in the envelope.</summary>
    public JsonElement Payload { get; init; }

    /// <summary>Gets why Slack asks to leave: "warning", "refresh_requested", "link_disabled".</summary>
    public string? Reason { get; init; }
}

/// <summary>Tells Slack that an envelope arrived.</summary>
/// <param name="EnvelopeId">Which.</param>
/// <param name="Payload">The answer, where Slack takes one.</param>
internal sealed record SlackAcknowledgement(string EnvelopeId, ViewAnswer? Payload);

/// <summary>The answer to a form.</summary>
/// <param name="ResponseAction">"errors": the form stays.</param>
/// <param name="Errors">What is wrong, by block.</param>
internal sealed record ViewAnswer(string ResponseAction, IReadOnlyDictionary<string, string> Errors);
