using System.Globalization;
using System.Text.Json.Nodes;

namespace Bot.Emulation.World;

/// <summary>A message, with all that it said before it was edited.</summary>
public sealed class EmulatedMessage
{
    private readonly List<JsonObject> _versions;

    internal EmulatedMessage(string id, EmulatedChannel channel, EmulatedUser author, DateTimeOffset createdAt, JsonObject body) =>
        (Id, Channel, Author, CreatedAt, _versions) = (id, channel, author, createdAt, [body]);

    public string Id { get; }

    public EmulatedChannel Channel { get; }

    public EmulatedUser Author { get; }

    public DateTimeOffset CreatedAt { get; }

    public DateTimeOffset? EditedAt { get; private set; }

    /// <summary>Gets the only person who sees it; <see langword="null"/> when everybody in the channel does.</summary>
    public EmulatedUser? SeenOnlyBy { get; internal init; }

    /// <summary>Gets whether it still says that the bot is thinking.</summary>
    public bool IsLoading { get; internal set; }

    public bool IsDeleted { get; internal set; }

    public string? Nonce { get; internal init; }

    /// <summary>Gets whom it notified when it was posted; an edit notifies nobody.</summary>
    public IReadOnlyList<EmulatedUser> Notified { get; internal init; } = [];

    /// <summary>Gets whether it notified everybody in the channel.</summary>
    public bool NotifiedEveryone { get; internal init; }

    /// <summary>Gets everything it said, oldest first.</summary>
    public IReadOnlyList<JsonObject> Versions => _versions;

    public string Content => Now["content"]?.GetValue<string>() ?? "";

    public IReadOnlyList<JsonObject> Embeds => [.. (Now["embeds"] as JsonArray ?? []).OfType<JsonObject>()];

    public IReadOnlyList<JsonObject> Components => [.. (Now["components"] as JsonArray ?? []).OfType<JsonObject>()];

    public IReadOnlyList<JsonObject> Attachments => [.. (Now["attachments"] as JsonArray ?? []).OfType<JsonObject>()];

    public int Flags => Now["flags"]?.GetValue<int>() ?? 0;

    public IReadOnlyList<EmulatedButton> Buttons =>
    [
        .. Every("type", 2).Select(button => new EmulatedButton(
            button["custom_id"]?.GetValue<string>(),
            button["label"]?.GetValue<string>(),
            button["style"]!.GetValue<int>(),
            button["disabled"]?.GetValue<bool>() ?? false,
            button["url"]?.GetValue<string>())),
    ];

    /// <summary>Gets the select menus of strings.</summary>
    public IReadOnlyList<JsonObject> Selects => [.. Every("type", 3)];

    /// <summary>Gets whether it answers an interaction.</summary>
    public bool IsAnswer => Source is not null;

    /// <summary>Gets the identifier of the interaction that it answers.</summary>
    public string? InteractionId => Source?.InteractionId;

    internal EmulatedInteractionSource? Source { get; init; }

    private JsonObject Now => _versions[^1];

    internal JsonObject Find(string customId) =>
        Every("custom_id", null).FirstOrDefault(component => component["custom_id"]?.GetValue<string>() == customId)
        ?? throw new InvalidOperationException($"The message {Id} has nothing called \"{customId}\".");

    internal JsonObject Body => Now.DeepClone().AsObject();

    internal void Edit(JsonObject body, DateTimeOffset at)
    {
        _versions.Add(body);
        (EditedAt, IsLoading) = (at, false);
    }

    internal JsonObject ToJson()
    {
        var json = Body;
        json["id"] = Id;
        json["channel_id"] = Channel.Id;
        json["author"] = Author.ToJson();
        json["type"] = Source?.Type is 2 ? 20 : 0;
        json["timestamp"] = CreatedAt.ToString("O", CultureInfo.InvariantCulture);
        json["edited_timestamp"] = EditedAt?.ToString("O", CultureInfo.InvariantCulture);
        json["tts"] = false;
        json["pinned"] = false;
        json["mention_everyone"] = NotifiedEveryone;
        json["mentions"] = new JsonArray([.. Notified.Select(user => user.ToJson())]);
        json["mention_roles"] = new JsonArray();
        json["content"] ??= "";
        json["embeds"] ??= new JsonArray();
        json["components"] ??= new JsonArray();
        json["attachments"] ??= new JsonArray();
        json["flags"] = Flags | (SeenOnlyBy is null ? 0 : 64) | (IsLoading ? 128 : 0);
        if (Nonce is not null)
        {
            json["nonce"] = Nonce;
        }

        if (Source is { } source)
        {
            json["application_id"] = source.ApplicationId;
            json["webhook_id"] = source.ApplicationId;
            json["interaction_metadata"] = new JsonObject
            {
                ["id"] = source.InteractionId,
                ["type"] = source.Type,
                ["user"] = source.User.ToJson(),
                ["authorizing_integration_owners"] = new JsonObject { ["0"] = Channel.Guild?.Id ?? "0" },
            };
        }

        return json;
    }

    private IEnumerable<JsonObject> Every(string field, int? value)
    {
        var left = new Stack<JsonNode?>([Now["components"]]);
        while (left.TryPop(out var node))
        {
            if (node is JsonArray list)
            {
                foreach (var element in list.Reverse())
                {
                    left.Push(element);
                }
            }
            else if (node is JsonObject component)
            {
                left.Push(component["accessory"]);
                left.Push(component["components"]);
                if (component[field] is { } given && (value is null || given.GetValue<int>() == value))
                {
                    yield return component;
                }
            }
        }
    }
}

/// <summary>The interaction to which a message answers.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="InteractionId">The interaction.</param>
/// <param name="Type">Discord's type of it.</param>
/// <param name="User">Who caused it.</param>
internal sealed record EmulatedInteractionSource(string ApplicationId, string InteractionId, int Type, EmulatedUser User);
