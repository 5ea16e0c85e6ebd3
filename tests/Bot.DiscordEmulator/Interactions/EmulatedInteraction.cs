using System.Text.Json.Nodes;
using Bot.Emulation.World;

namespace Bot.Emulation.Interactions;

/// <summary>Something that a person did, and what they got for it.</summary>
public sealed class EmulatedInteraction
{
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal EmulatedInteraction(string id, string token, int type, EmulatedUser user, EmulatedChannel channel, DateTimeOffset createdAt, JsonObject payload) =>
        (Id, Token, Type, User, Channel, CreatedAt, Payload) = (id, token, type, user, channel, createdAt, payload);

    public string Id { get; }

    public string Token { get; }

    public int Type { get; }

    public EmulatedUser User { get; }

    public EmulatedChannel Channel { get; }

    public DateTimeOffset CreatedAt { get; }

    /// <summary>Gets Discord's type of the first answer; 0 before there is one.</summary>
    public int AnswerType { get; private set; }

    /// <summary>Gets what the first answer held.</summary>
    public JsonObject? AnswerData { get; private set; }

    /// <summary>Gets the form that was opened.</summary>
    public JsonObject? Modal => AnswerType == 9 ? AnswerData : null;

    /// <summary>Gets what was suggested: the names that a person sees.</summary>
    public IReadOnlyList<string> Suggestions =>
        AnswerType == 8 ? [.. (AnswerData?["choices"] as JsonArray ?? []).Select(choice => choice!["name"]!.GetValue<string>())] : [];

    /// <summary>Gets the messages that answer it, in order.</summary>
    public IReadOnlyList<EmulatedMessage> Messages => [.. Given.Where(message => !message.IsDeleted)];

    internal JsonObject Payload { get; }

    /// <summary>Gets the message whose button was pressed.</summary>
    internal EmulatedMessage? Origin { get; init; }

    internal EmulatedMessage? Original { get; set; }

    internal List<EmulatedMessage> Given { get; } = [];

    internal Task Answered => _answered.Task;

    internal void Answer(int type, JsonObject? data)
    {
        (AnswerType, AnswerData) = (type, data);
        _answered.TrySetResult();
    }
}
