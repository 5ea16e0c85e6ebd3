using Bot.Core.Inbox;
using Bot.Host.Discord.Wire;

namespace Bot.Host.Discord.Interactions;

/// <summary>What to answer to an interaction at once, and what to hand over once Discord has that.</summary>
/// <param name="Callback">The first answer.</param>
/// <param name="Stored">The stored event; <see langword="null"/> when nothing was to be stored, or could be.</param>
internal sealed record InteractionAnswer(DiscordCallback Callback, StoredEvent? Stored = null);
