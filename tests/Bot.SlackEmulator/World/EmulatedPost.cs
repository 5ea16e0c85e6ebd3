using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Bot.SlackEmulation.Blocks;

namespace Bot.SlackEmulation.World;

/// <summary>A message, with all that it said before it was edited.</summary>
public sealed class EmulatedPost
{
    private ImmutableArray<JsonObject> _versions;

    internal EmulatedPost(string ts, EmulatedConversation channel, EmulatedPerson author, JsonObject body) =>
        (Ts, Channel, Author, _versions) = (ts, channel, author, [body]);

    /// <summary>Gets the time of the message, which is its name within its channel.</summary>
    public string Ts { get; }

    public EmulatedConversation Channel { get; }

    public EmulatedPerson Author { get; }

    /// <summary>Gets the only person who sees it; <see langword="null"/> when everybody in the channel does.</summary>
    public EmulatedPerson? SeenOnlyBy { get; internal init; }

    /// <summary>Gets the message whose thread it is in.</summary>
    public string? ThreadTs { get; internal init; }

    public bool IsDeleted { get; internal set; }

    public bool IsEdited => _versions.Length > 1;

    /// <summary>Gets whom it notified when it was posted; an edit notifies nobody.</summary>
    public IReadOnlyList<EmulatedPerson> Notified { get; internal init; } = [];

    /// <summary>Gets whether it notified everybody in the channel.</summary>
    public bool NotifiedEveryone { get; internal init; }

    public IReadOnlyList<EmulatedFile> Files { get; internal init; } = [];

    /// <summary>Gets everything it said, oldest first: the fields text, blocks, attachments and metadata.</summary>
    public IReadOnlyList<JsonObject> Versions => _versions;

    /// <summary>Gets the text, which people see only where there are no blocks.</summary>
    public string Text => (string?)Now["text"] ?? "";

    public IReadOnlyList<JsonObject> Blocks => [.. (Now["blocks"] as JsonArray ?? []).OfType<JsonObject>()];

    /// <summary>Gets the event that the app put on it.</summary>
    public JsonObject? Metadata => Now["metadata"] as JsonObject;

    public IReadOnlyList<EmulatedButton> Buttons => [.. BlockReader.Elements(Now["blocks"]).Where(element => (string?)element["type"] == "button").Select(EmulatedButton.Of)];

    /// <summary>Gets the menus of every kind.</summary>
    public IReadOnlyList<JsonObject> Selects => [.. BlockReader.Elements(Now["blocks"]).Where(element => ((string?)element["type"])!.EndsWith("_select", StringComparison.Ordinal))];

    /// <summary>Gets what a person reads, a line for each block, buttons in brackets.</summary>
    public string Rendered => Blocks.Count > 0 ? BlockReader.Render(Blocks) : Text;

    /// <summary>Gets the message as the API gives it.</summary>
    public JsonObject ToJson(bool withMetadata)
    {
        var json = new JsonObject { ["type"] = "message", ["user"] = Author.Id, ["ts"] = Ts, ["text"] = Text, ["team"] = Channel.Team.Id };
        if (Author.IsBot)
        {
            json["bot_id"] = Author.Team.BotId;
            json["bot_profile"] = new JsonObject { ["id"] = Author.Team.BotId, ["name"] = Author.Name, ["deleted"] = false, ["team_id"] = Author.Team.Id };
        }

        Copy(json, "blocks", "attachments");
        if (withMetadata)
        {
            Copy(json, "metadata");
        }

        if (ThreadTs is not null)
        {
            json["thread_ts"] = ThreadTs;
        }

        if (IsEdited)
        {
            json["edited"] = new JsonObject { ["user"] = Author.Id, ["ts"] = Ts };
        }

        if (Files.Count > 0)
        {
            json["files"] = new JsonArray([.. Files.Select(file => file.ToJson())]);
        }

        return json;
    }

    internal JsonObject Body => Now.DeepClone().AsObject();

    internal void Edit(JsonObject body) => _versions = _versions.Add(body);

    private JsonObject Now => _versions[^1];

    private void Copy(JsonObject json, params ReadOnlySpan<string> fields)
    {
        foreach (var field in fields)
        {
            if (Now[field] is { } value)
            {
                json[field] = Completion.Echo(value);
            }
        }
    }
}
