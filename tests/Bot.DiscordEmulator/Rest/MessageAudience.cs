using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Bot.Emulation.World;

namespace Bot.Emulation.Rest;

/// <summary>Whom a message notifies: what stands in its content, as far as its allowed mentions let it. Embeds notify nobody.</summary>
internal static partial class MessageAudience
{
    public static (IReadOnlyList<EmulatedUser> People, bool Everyone) Of(DiscordWorld world, EmulatedChannel channel, JsonObject body)
    {
        var content = body["content"]?.GetValue<string>() ?? "";
        var allowed = body["allowed_mentions"] as JsonObject;
        bool May(string kind) => allowed is null || (allowed["parse"] as JsonArray ?? []).Any(parsed => parsed?.GetValue<string>() == kind);
        var named = (allowed?["users"] as JsonArray ?? []).Select(user => user?.GetValue<string>()).ToHashSet();
        var people = Mention.Matches(content)
            .Select(match => match.Groups["id"].Value)
            .Where(id => May("users") || named.Contains(id))
            .Select(id => world.Users.Find(user => user.Id == id))
            .OfType<EmulatedUser>()
            .Distinct()
            .ToList();
        var everyone = May("everyone") && content.Contains("@everyone", StringComparison.Ordinal) && channel.BotPermissions.HasFlag(DiscordPermissions.MentionEveryone);
        return (people, everyone);
    }

    [GeneratedRegex(@"(?<!\\)<@!?(?<id>\d+)>")]
    private static partial Regex Mention { get; }
}
