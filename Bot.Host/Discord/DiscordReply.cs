using Bot.Core.Chat;

namespace Bot.Host.Discord;

/// <summary>How to go on answering an interaction, as it is kept in a <see cref="ReplyHandle"/>.</summary>
/// <param name="Application">The application.</param>
/// <param name="InteractionToken">Discord's token; a secret while it lives.</param>
/// <param name="IsPrivate">Whether the first answer was for the person alone.</param>
internal sealed record DiscordReply(string Application, string InteractionToken, bool IsPrivate)
{
    /// <summary>How long Discord takes further answers. https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-callback</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    // So that an answer that sets out in time arrives in time.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(20);

    /// <summary>Writes the handle.</summary>
    public ReplyHandle ToHandle(DateTimeOffset receivedAt) =>
        new($"{Application}:{(IsPrivate ? "private" : "public")}:{InteractionToken}", receivedAt + Life - Margin);

    /// <summary>Reads what <see cref="ToHandle"/> wrote.</summary>
    public static DiscordReply? FromToken(string token) =>
        token.Split(':', 3) is [{ Length: > 0 } application, "private" or "public", { Length: > 0 } secret]
            ? new DiscordReply(application, secret, token[(application.Length + 1)..].StartsWith("private", StringComparison.Ordinal))
            : null;
}
