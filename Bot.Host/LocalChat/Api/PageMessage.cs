using Bot.Core.Chat;

namespace Bot.Host.LocalChat.Api;

/// <summary>A message as the page gets it.</summary>
internal sealed record PageMessage
{
    /// <summary>Gets its place in the order of all messages.</summary>
    public required long Sequence { get; init; }

    /// <summary>Gets the conversation that it belongs to.</summary>
    public required string Conversation { get; init; }

    /// <summary>Gets a value indicating whether only its reader sees it.</summary>
    public required bool IsPrivate { get; init; }

    /// <summary>Gets when it was posted, in milliseconds since 1970 (UTC).</summary>
    public required long PostedAtMs { get; init; }

    /// <summary>Gets the event that it replies to.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>Gets whose command it replies to.</summary>
    public CommandUse? UsedBy { get; init; }

    /// <summary>Gets what it says; its picture is to be fetched.</summary>
    public required MessageView View { get; init; }

    /// <summary>Gets what its picture shows, in words.</summary>
    public string? ImageAlternative { get; init; }

    /// <summary>Gets the name of the file that it brings, which is to be fetched.</summary>
    public string? FileName { get; init; }

    public static PageMessage Of(LocalMessage message) => new()
    {
        Sequence = message.Sequence,
        Conversation = message.Channel ?? LocalChat.Conversation.Direct,
        IsPrivate = message.IsPrivate,
        PostedAtMs = message.PostedAt.ToUnixTimeMilliseconds(),
        ReplyTo = message.Content.ReplyTo,
        UsedBy = message.Content.UsedBy,
        View = message.Content.View with { Image = null, File = null },
        ImageAlternative = message.Content.View.Image?.Alternative,
        FileName = message.Content.View.File?.FileName,
    };
}
