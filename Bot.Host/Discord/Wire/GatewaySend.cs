namespace Bot.Host.Discord.Wire;

/// <summary>The bot introduces itself. https://docs.discord.com/developers/events/gateway-events#identify</summary>
internal sealed record GatewaySend<T>(int Op, T D);

/// <summary>A new session.</summary>
internal sealed record Identify(string Token, int Intents, IReadOnlyList<int> Shard, IdentifyProperties Properties);

/// <summary>Who speaks.</summary>
internal sealed record IdentifyProperties(string Os, string Browser, string Device);

/// <summary>A session goes on.</summary>
internal sealed record Resume(string Token, string SessionId, long Seq);
