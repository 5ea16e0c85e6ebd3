using Bot.Host.Arrivals;
using Microsoft.Extensions.Options;

namespace Bot.Host.Slack.Http;

/// <summary>The door through which Slack's requests come in.</summary>
/// <param name="options">Where it is.</param>
internal sealed class SlackListener(IOptions<SlackOptions> options) : RequestDoor(options.Value.Address, options.Value.Port);
