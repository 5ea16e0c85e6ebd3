using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Bot.SlackEmulation.Blocks;
using Bot.SlackEmulation.Interactions;

namespace Bot.SlackEmulation.World;

/// <summary>A form, or the app's home as one person sees it.</summary>
public sealed class EmulatedView
{
    private readonly SlackWorld _world;

    internal EmulatedView(SlackWorld world, EmulatedPerson owner, JsonObject body, EmulatedView? previous)
    {
        (_world, Owner, Id, Body, Previous) = (world, owner, world.NextId("V"), body, previous);
        Hash = NewHash();
    }

    public string Id { get; }

    /// <summary>Gets who sees it.</summary>
    public EmulatedPerson Owner { get; }

    /// <summary>Gets whether it is the app's home rather than a form.</summary>
    public bool IsHome => (string?)Body["type"] == "home";

    /// <summary>Gets whether the person still sees it.</summary>
    public bool IsOpen { get; internal set; } = true;

    public string Title => (string?)Body["title"]?["text"] ?? "";

    public string CallbackId => (string?)Body["callback_id"] ?? "";

    public string PrivateMetadata => (string?)Body["private_metadata"] ?? "";

    public IReadOnlyList<JsonObject> Blocks => [.. (Body["blocks"] as JsonArray ?? []).OfType<JsonObject>()];

    public IReadOnlyList<EmulatedButton> Buttons => [.. BlockReader.Elements(Body["blocks"]).Where(element => (string?)element["type"] == "button").Select(EmulatedButton.Of)];

    /// <summary>Gets what a person reads, a line for each block, buttons in brackets and fields in braces.</summary>
    public string Rendered => BlockReader.Render(Blocks);

    /// <summary>Gets how often it was updated.</summary>
    public int Updates { get; private set; }

    internal string Hash { get; private set; }

    internal JsonObject Body { get; private set; }

    /// <summary>Gets the form below it.</summary>
    internal EmulatedView? Previous { get; }

    /// <summary>Gets what the person has put in so far, by the name of the block.</summary>
    internal ImmutableDictionary<string, string> Typed { get; set; } = ImmutableDictionary<string, string>.Empty;

    internal void Update(JsonObject body)
    {
        Body = body;
        Hash = NewHash();
        Updates++;
    }

    /// <summary>Gives a field with the files that are attached to it.</summary>
    /// <param name="attached">Their identifiers, separated by commas.</param>
    internal JsonObject FilesOf(string? attached) => new()
    {
        ["type"] = "file_input",
        ["files"] = new JsonArray(
        [
            .. (attached ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(id =>
                _world.Files.Find(file => file.Id == id && file.Owner == Owner)?.ToJson() ?? throw new SlackInteractionFailedException($"{Owner.Name} attached no file {id}.")),
        ]),
    };

    internal JsonObject ToJson()
    {
        var json = Body.DeepClone().AsObject();
        json["id"] = Id;
        json["team_id"] = Owner.Team.Id;
        json["state"] = new JsonObject { ["values"] = FormFields.State(this, Typed) };
        json["hash"] = Hash;
        json["private_metadata"] ??= "";
        json["callback_id"] ??= "";
        json["external_id"] ??= "";
        json["title"] ??= null;
        json["close"] ??= null;
        json["submit"] ??= null;
        json["clear_on_close"] ??= false;
        json["notify_on_close"] ??= false;
        json["previous_view_id"] = Previous?.Id;
        json["root_view_id"] = Root.Id;
        json["app_id"] = _world.AppId;
        json["app_installed_team_id"] = Owner.Team.Id;
        json["bot_id"] = Owner.Team.BotId;
        return json;
    }

    private EmulatedView Root => Previous?.Root ?? this;

    private string NewHash() => $"{_world.NextTs().Split('.')[0]}.{SlackWorld.Secret(4)}";
}
