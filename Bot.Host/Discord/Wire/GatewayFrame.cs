using System.Text.Json;

namespace Bot.Host.Discord.Wire;

/// <summary>What comes through the gateway. https://docs.discord.com/developers/events/gateway-events#payload-structure</summary>
internal sealed record GatewayFrame
{
    public required int Op { get; init; }

    public JsonElement D { get; init; }

    public long? S { get; init; }

    public string? T { get; init; }
}

/// <summary>The first word of the gateway.</summary>
internal sealed record GatewayHello
{
    public required int HeartbeatInterval { get; init; }
}

/// <summary>What the gateway says once it knows the bot.</summary>
internal sealed record GatewayReady
{
    public string? SessionId { get; init; }

    public string? ResumeGatewayUrl { get; init; }

    public DiscordApplication? Application { get; init; }
}

/// <summary>An application.</summary>
internal sealed record DiscordApplication
{
    public string? Id { get; init; }
}

/// <summary>A guild that the bot came to, or left.</summary>
internal sealed record DiscordGuild
{
    public string? Id { get; init; }

    public string? Name { get; init; }

    public string? Permissions { get; init; }

    public bool? Unavailable { get; init; }

    public IReadOnlyList<DiscordChannel>? Channels { get; init; }
}

/// <summary>A channel.</summary>
internal sealed record DiscordChannel
{
    public string? Id { get; init; }

    public string? Name { get; init; }
}

/// <summary>Where the gateway is, and how often it may be begun anew.</summary>
internal sealed record GatewayBot
{
    public string? Url { get; init; }

    public int? Shards { get; init; }

    public SessionStartLimit? SessionStartLimit { get; init; }
}

/// <summary>How many sessions may be begun.</summary>
internal sealed record SessionStartLimit
{
    public int? Remaining { get; init; }

    public long? ResetAfter { get; init; }

    public int? MaxConcurrency { get; init; }
}
