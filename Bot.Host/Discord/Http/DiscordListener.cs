using Bot.Host.Arrivals;
using Microsoft.Extensions.Options;

namespace Bot.Host.Discord.Http;

/// <summary>The door through which Discord's requests come in.</summary>
/// <param name="options">Where it is.</param>
internal sealed class DiscordListener(IOptions<DiscordOptions> options) : RequestDoor(options.Value.Address, options.Value.Port);
