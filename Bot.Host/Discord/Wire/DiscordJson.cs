using System.Text.Json.Serialization;

namespace Bot.Host.Discord.Wire;

/// <summary>Reads and writes what goes over the wire. What Discord adds later is passed over.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    MaxDepth = 64)]
[JsonSerializable(typeof(GatewayFrame))]
[JsonSerializable(typeof(GatewayHello))]
[JsonSerializable(typeof(GatewayReady))]
[JsonSerializable(typeof(GatewayBot))]
[JsonSerializable(typeof(DiscordGuild))]
[JsonSerializable(typeof(DiscordChannel))]
[JsonSerializable(typeof(DiscordApplication))]
[JsonSerializable(typeof(DiscordInteraction))]
[JsonSerializable(typeof(DiscordMessage))]
[JsonSerializable(typeof(SentMessage))]
[JsonSerializable(typeof(DirectChannel))]
[JsonSerializable(typeof(DiscordCallback))]
[JsonSerializable(typeof(DiscordError))]
[JsonSerializable(typeof(IReadOnlyList<DiscordCommand>))]
[JsonSerializable(typeof(IReadOnlyList<DiscordGuild>))]
[JsonSerializable(typeof(GatewaySend<Identify>))]
[JsonSerializable(typeof(GatewaySend<Resume>))]
[JsonSerializable(typeof(GatewaySend<long?>))]
internal sealed partial class DiscordJson : JsonSerializerContext;
