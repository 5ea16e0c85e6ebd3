using System.Text.Json.Nodes;

namespace Bot.SlackEmulation.World;

/// <summary>A file that the app uploads: announced, then sent, then completed; or one that a person attaches to a form.</summary>
public sealed class EmulatedFile
{
    internal EmulatedFile(string id, EmulatedTeam team, string name, long length) => (Id, Team, Name, Length) = (id, team, name, length);

    public string Id { get; }

    public EmulatedTeam Team { get; }

    public string Name { get; }

    /// <summary>Gets how many bytes were announced.</summary>
    public long Length { get; }

    public string Title { get; internal set; } = "";

    public string AltText { get; internal init; } = "";

    /// <summary>Gets what was sent; <see langword="null"/> before.</summary>
    public ReadOnlyMemory<byte>? Content { get; internal set; }

    /// <summary>Gets whether the upload was completed, so that the file can be shown.</summary>
    public bool IsComplete { get; internal set; }

    /// <summary>Gets the person whose it is; <see langword="null"/> for the app's.</summary>
    public EmulatedPerson? Owner { get; internal init; }

    /// <summary>Gets where it lies.</summary>
    internal string Address { get; init; } = "https://files.slack.com";

    internal string Ticket { get; } = SlackWorld.Secret(16);

    internal JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["name"] = Name,
        ["title"] = Title.Length > 0 ? Title : Name,
        ["mimetype"] = Name.EndsWith(".png", StringComparison.Ordinal) ? "image/png" : "text/plain",
        ["filetype"] = Path.GetExtension(Name).TrimStart('.'),
        ["user"] = (Owner ?? Team.Bot).Id,
        ["size"] = Content?.Length ?? 0,
        ["mode"] = "hosted",
        ["is_external"] = false,
        ["is_public"] = false,
        ["alt_txt"] = AltText,
        ["url_private"] = $"{Address}/files-pri/{Team.Id}-{Id}/{Uri.EscapeDataString(Name)}",
        ["url_private_download"] = $"{Address}/files-pri/{Team.Id}-{Id}/{Uri.EscapeDataString(Name)}?download=1",
        ["permalink"] = $"https://{Team.Domain}.slack.com/files/{Team.Bot.Id}/{Id}/{Name}",
    };
}
