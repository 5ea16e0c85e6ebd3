using System.Text.Json.Serialization;
using Bot.Core.Chat;

namespace Bot.Host.Slack.Wire;

/// <summary>Reads and writes what goes over the wire. What Slack adds later is passed over.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    MaxDepth = 64)]
[JsonSerializable(typeof(SlackFrame))]
[JsonSerializable(typeof(SlackAcknowledgement))]
[JsonSerializable(typeof(SlashPayload))]
[JsonSerializable(typeof(InteractivePayload))]
[JsonSerializable(typeof(EventPayload))]
[JsonSerializable(typeof(FormOrigin))]
[JsonSerializable(typeof(SlackMessage))]
[JsonSerializable(typeof(ViewOpening))]
[JsonSerializable(typeof(HomePublication))]
[JsonSerializable(typeof(UploadCompletion))]
[JsonSerializable(typeof(DoneAnswer))]
[JsonSerializable(typeof(OpenedConnection))]
[JsonSerializable(typeof(SlackIdentity))]
[JsonSerializable(typeof(SlackInstallation))]
[JsonSerializable(typeof(PostedMessage))]
[JsonSerializable(typeof(SlackPersonAnswer))]
[JsonSerializable(typeof(OpenedConversation))]
[JsonSerializable(typeof(SlackHistory))]
[JsonSerializable(typeof(AnnouncedFile))]
[JsonSerializable(typeof(ChatAction))]
internal sealed partial class SlackJson : JsonSerializerContext;
