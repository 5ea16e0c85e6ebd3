using Bot.Host.Arrivals;
using Bot.Host.Discord.Wire;

namespace Bot.Host.Discord.Interactions;

/// <summary>What to answer to an interaction at once, and what to hand over once Discord has that.</summary>
/// <param name="Callback">The first answer.</param>
/// <param name="Arrival">What it says; <see langword="null"/> for an interaction that this bot cannot have caused.</param>
internal sealed record InteractionAnswer(DiscordCallback Callback, Arrival? Arrival = null);
