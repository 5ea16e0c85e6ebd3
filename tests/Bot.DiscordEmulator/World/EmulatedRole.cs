using System.Globalization;
using System.Text.Json.Nodes;

namespace Bot.Emulation.World;

/// <summary>A role of a guild.</summary>
public sealed class EmulatedRole
{
    internal EmulatedRole(string id, string name, DiscordPermissions permissions) => (Id, Name, Permissions) = (id, name, permissions);

    public string Id { get; }

    public string Name { get; }

    public DiscordPermissions Permissions { get; }

    /// <summary>Gets or sets whether everybody may notify the role's members.</summary>
    public bool IsMentionable { get; set; }

    internal JsonObject ToJson(int position) => new()
    {
        ["id"] = Id,
        ["name"] = Name,
        ["color"] = 0,
        ["colors"] = new JsonObject { ["primary_color"] = 0, ["secondary_color"] = null, ["tertiary_color"] = null },
        ["hoist"] = false,
        ["icon"] = null,
        ["unicode_emoji"] = null,
        ["position"] = position,
        ["permissions"] = ((long)Permissions).ToString(CultureInfo.InvariantCulture),
        ["managed"] = false,
        ["mentionable"] = IsMentionable,
        ["flags"] = 0,
    };
}
