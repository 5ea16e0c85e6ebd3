using System.Globalization;
using System.Text.Json.Nodes;

namespace Bot.Emulation.World;

/// <summary>A person in a guild.</summary>
public sealed class EmulatedMember
{
    internal EmulatedMember(EmulatedGuild guild, EmulatedUser user, DiscordPermissions permissions, IReadOnlyList<EmulatedRole> roles, DateTimeOffset joinedAt) =>
        (Guild, User, OwnPermissions, Roles, JoinedAt) = (guild, user, permissions, roles, joinedAt);

    public EmulatedGuild Guild { get; }

    public EmulatedUser User { get; }

    /// <summary>Gets or sets what the member may do, apart from what their roles add.</summary>
    public DiscordPermissions OwnPermissions { get; set; }

    /// <summary>Gets or sets the member's roles.</summary>
    public IReadOnlyList<EmulatedRole> Roles { get; set; }

    /// <summary>Gets or sets the name that the member goes by in this guild.</summary>
    public string? Nickname { get; set; }

    public DateTimeOffset JoinedAt { get; }

    /// <summary>Gets what the member may do, roles included; administrators may do everything.</summary>
    public DiscordPermissions Permissions
    {
        get
        {
            var all = Roles.Aggregate(OwnPermissions, (sum, role) => sum | role.Permissions);
            return all.HasFlag(DiscordPermissions.Administrator) ? (DiscordPermissions)long.MaxValue : all;
        }
    }

    internal JsonObject ToJson() => new()
    {
        ["user"] = User.ToJson(),
        ["nick"] = Nickname,
        ["avatar"] = null,
        ["banner"] = null,
        ["roles"] = new JsonArray([.. Roles.Select(role => JsonValue.Create(role.Id))]),
        ["joined_at"] = JoinedAt.ToString("O", CultureInfo.InvariantCulture),
        ["premium_since"] = null,
        ["deaf"] = false,
        ["mute"] = false,
        ["flags"] = 0,
        ["pending"] = false,
        ["communication_disabled_until"] = null,
    };
}
