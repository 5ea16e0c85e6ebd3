using System.Globalization;
using System.Text.Json.Nodes;

namespace Bot.Emulation.World;

/// <summary>A guild, which its members call a server.</summary>
public sealed class EmulatedGuild
{
    internal EmulatedGuild(string id, string name) => (Id, Name) = (id, name);

    public string Id { get; }

    public string Name { get; }

    /// <summary>Gets whether the bot is a member.</summary>
    public bool HasBot { get; internal set; } = true;

    /// <summary>Gets or sets whether an outage has taken the guild away.</summary>
    public bool IsUnavailable { get; internal set; }

    internal List<EmulatedChannel> Channels { get; } = [];

    internal List<EmulatedMember> Members { get; } = [];

    internal List<EmulatedRole> Roles { get; } = [];

    public EmulatedMember? Find(EmulatedUser user) => Members.Find(member => member.User == user);

    internal JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["name"] = Name,
        ["icon"] = null,
        ["splash"] = null,
        ["discovery_splash"] = null,
        ["banner"] = null,
        ["description"] = null,
        ["owner_id"] = Members.Find(member => !member.User.IsBot)?.User.Id ?? Id,
        ["features"] = new JsonArray(),
        ["preferred_locale"] = "en-US",
        ["verification_level"] = 0,
        ["default_message_notifications"] = 0,
        ["explicit_content_filter"] = 0,
        ["mfa_level"] = 0,
        ["nsfw_level"] = 0,
        ["premium_tier"] = 0,
        ["premium_subscription_count"] = 0,
        ["premium_progress_bar_enabled"] = false,
        ["afk_channel_id"] = null,
        ["afk_timeout"] = 300,
        ["system_channel_id"] = null,
        ["system_channel_flags"] = 0,
        ["rules_channel_id"] = null,
        ["public_updates_channel_id"] = null,
        ["application_id"] = null,
        ["vanity_url_code"] = null,
        ["roles"] = new JsonArray([.. Roles.Select((role, position) => role.ToJson(position))]),
        ["emojis"] = new JsonArray(),
        ["stickers"] = new JsonArray(),
    };

    internal JsonObject ToCreation(EmulatedUser bot)
    {
        var json = ToJson();
        json["joined_at"] = Find(bot)?.JoinedAt.ToString("O", CultureInfo.InvariantCulture);
        json["large"] = false;
        json["unavailable"] = false;
        json["member_count"] = Members.Count;
        json["members"] = new JsonArray([.. Members.Where(member => member.User == bot).Select(member => member.ToJson())]);
        json["channels"] = new JsonArray([.. Channels.Select(channel => channel.ToJson())]);
        json["threads"] = new JsonArray();
        json["presences"] = new JsonArray();
        json["voice_states"] = new JsonArray();
        json["stage_instances"] = new JsonArray();
        json["guild_scheduled_events"] = new JsonArray();
        json["soundboard_sounds"] = new JsonArray();
        return json;
    }
}
