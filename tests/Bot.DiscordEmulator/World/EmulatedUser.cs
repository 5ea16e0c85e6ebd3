using System.Text.Json.Nodes;

namespace Bot.Emulation.World;

/// <summary>A person, or the bot's own account.</summary>
public sealed class EmulatedUser
{
    internal EmulatedUser(string id, string name, bool isBot) => (Id, Name, IsBot) = (id, name, isBot);

    public string Id { get; }

    public string Name { get; }

    public bool IsBot { get; }

    /// <summary>Gets or sets the name that others see instead of <see cref="Name"/>.</summary>
    public string? GlobalName { get; set; }

    /// <summary>Gets or sets the language of the person's client.</summary>
    public string Locale { get; set; } = "en-US";

    /// <summary>Gets or sets whether a bot's direct messages reach the person.</summary>
    public bool AcceptsDirectMessages { get; set; } = true;

    internal JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["username"] = Name,
        ["global_name"] = GlobalName,
        ["discriminator"] = IsBot ? "0001" : "0",
        ["avatar"] = null,
        ["bot"] = IsBot,
        ["public_flags"] = 0,
        ["flags"] = 0,
    };
}
