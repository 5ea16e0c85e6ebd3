using Bot.Core.Chat;

namespace Bot.Host.LocalChat;

/// <summary>A message as the page's table keeps it.</summary>
/// <param name="Sequence">Its place in the order of all messages; later ones have higher ones.</param>
/// <param name="Channel">The channel; <see langword="null"/> for a direct message.</param>
/// <param name="IsPrivate">Whether one member alone sees it.</param>
/// <param name="PostedAt">When it was posted.</param>
/// <param name="Content">What it says and what it replies to.</param>
internal sealed record LocalMessage(long Sequence, string? Channel, bool IsPrivate, DateTimeOffset PostedAt, LocalContent Content);

/// <summary>What a message says, and what it replies to.</summary>
/// <param name="View">The message.</param>
/// <param name="ReplyTo">The event that it replies to.</param>
/// <param name="UsedBy">Whose command it replies to. What followed the command is not part of it: that may be an answer.</param>
internal sealed record LocalContent(MessageView View, string? ReplyTo = null, CommandUse? UsedBy = null);

/// <summary>That a member used a command.</summary>
/// <param name="Member">The platform's identifier of the member; the name is looked up when it is shown, and gone when the member is.</param>
/// <param name="Command">The command's name.</param>
internal sealed record CommandUse(string Member, string Command);
