using Bot.Core.Chat;

namespace Bot.Host.Discord;

/// <summary>What the bot says on Discord before anything is stored.</summary>
internal static class DiscordWords
{
    /// <summary>Gets what is said about something that this version does not know.</summary>
    public static MessageView NotUnderstood { get; } = new() { Text = "That is from another version of the bot, or not from it at all. Type / to see what it can do.", Private = true };
}
