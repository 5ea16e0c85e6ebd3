using System.Text.Json;

namespace Bot.Host.LocalChat;

/// <summary>What the token of a reply handle says.</summary>
/// <param name="Member">The platform's identifier of the member who is replied to.</param>
/// <param name="EventId">The event.</param>
/// <param name="IsPrivate">Whether the first answer fixed that only the member sees the reply.</param>
/// <param name="Command">The command that was used, if it was one.</param>
internal sealed record LocalReply(string Member, string EventId, bool IsPrivate, string? Command = null)
{
    /// <summary>How long a reply is taken; as long as on Discord.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    public string ToToken() => JsonSerializer.Serialize(this, LocalJson.Options);

    public static LocalReply FromToken(string token) =>
        JsonSerializer.Deserialize<LocalReply>(token, LocalJson.Options) ?? throw new JsonException("A stored reply token is null.");
}
