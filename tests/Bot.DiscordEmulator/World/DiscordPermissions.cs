using System.Diagnostics.CodeAnalysis;

namespace Bot.Emulation.World;

/// <summary>The permissions that matter to a bot that posts and is administered, by Discord's own bits.</summary>
[Flags]
[SuppressMessage("Design", "CA1028", Justification = "Discord's permissions take more than 32 bits.")]
public enum DiscordPermissions : long
{
    None = 0,
    Administrator = 1L << 3,
    ManageChannels = 1L << 4,
    ManageGuild = 1L << 5,
    ViewChannel = 1L << 10,
    SendMessages = 1L << 11,
    EmbedLinks = 1L << 14,
    AttachFiles = 1L << 15,
    ReadMessageHistory = 1L << 16,
    MentionEveryone = 1L << 17,
    UseApplicationCommands = 1L << 31,
    Ordinary = ViewChannel | SendMessages | EmbedLinks | AttachFiles | ReadMessageHistory | UseApplicationCommands,
}
