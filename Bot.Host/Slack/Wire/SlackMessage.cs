namespace Bot.Host.Slack.Wire;

/// <summary>A message. https://docs.slack.dev/reference/methods/chat.postMessage</summary>
internal sealed record SlackMessage
{
    /// <summary>Gets where it goes; for a response_url nothing.</summary>
    public string? Channel { get; init; }

    /// <summary>Gets the one who sees it; for ephemeral messages.</summary>
    public string? User { get; init; }

    /// <summary>Gets what notifications show.</summary>
    public required string Text { get; init; }

    public IReadOnlyList<SlackBlock>? Blocks { get; init; }

    public SlackMetadata? Metadata { get; init; }

    public bool? UnfurlLinks { get; init; }

    public bool? UnfurlMedia { get; init; }

    /// <summary>Gets "ephemeral" or "in_channel"; for a response_url.</summary>
    public string? ResponseType { get; init; }

    /// <summary>Gets whether the message with the button is replaced; for a response_url.</summary>
    public bool? ReplaceOriginal { get; init; }
}

/// <summary>What a message carries that people do not see. https://docs.slack.dev/messaging/message-metadata</summary>
internal sealed record SlackMetadata(string EventType, PostMark EventPayload)
{
    /// <summary>The type of the bot's marks.</summary>
    public const string Post = "redflag_post";
}

/// <summary>Makes a post recognisable.</summary>
internal sealed record PostMark(string? Key);

/// <summary>A form or the app's home. https://docs.slack.dev/reference/views</summary>
internal sealed record SlackView(string Type, IReadOnlyList<SlackBlock> Blocks)
{
    public string? CallbackId { get; init; }

    public string? PrivateMetadata { get; init; }

    public SlackText? Title { get; init; }

    public SlackText? Submit { get; init; }

    public SlackText? Close { get; init; }
}

/// <summary>Opens a form.</summary>
internal sealed record ViewOpening(string TriggerId, SlackView View);

/// <summary>Shows the app's home.</summary>
internal sealed record HomePublication(string UserId, SlackView View);

/// <summary>Finishes the upload of files.</summary>
internal sealed record UploadCompletion(IReadOnlyList<UploadedFile> Files)
{
    public string? ChannelId { get; init; }
}

/// <summary>A file that was uploaded.</summary>
internal sealed record UploadedFile(string Id, string Title);
