using System.Collections.Immutable;
using Bot.Core.Chat;
using Bot.Host.Slack.Http;
using Bot.Host.Slack.Installs;
using Bot.Host.Slack.Interactions;
using YamlDotNet.Serialization;

namespace Bot.Host.Slack;

/// <summary>
/// Writes the manifest from which Slack makes the app: the router's commands and the least with which everything works.
/// https://docs.slack.dev/reference/app-manifest
/// </summary>
internal static class SlackManifest
{
    private const int MostOfHint = 100;

    // Slack itself has these, or an app of Slack's own; behind /redflag they work like all others.
    private static readonly HashSet<string> Taken = ["me", "help"];

    /// <summary>Gets what the app has to be allowed.</summary>
    public static IReadOnlyList<string> Scopes { get; } = ["chat:write", "commands", "files:read", "files:write", "im:write", "users:read"];
    private static readonly string[] Events = ["app_home_opened", "app_uninstalled", "tokens_revoked"];

    /// <summary>Writes the manifest.</summary>
    /// <param name="commands">The commands.</param>
    /// <param name="address">Where the world reaches the bot; <see langword="null"/> for Socket Mode.</param>
    public static string Write(ImmutableArray<ChatCommand> commands, Uri? address)
    {
        var names = commands.GroupBy(command => command.Name.Split(' ')[0], StringComparer.Ordinal)
            .Where(group => !Taken.Contains(group.Key))
            .OrderBy(group => group.Key, StringComparer.Ordinal);
        var slashes = names.Select(group => Slash(
            group.Key,
            group.Count() == 1 ? group.First().Description : $"What {group.Key} can do",
            group.Count() == 1 && group.First().Name == group.Key
                ? string.Join(' ', group.First().Options.Select(option => $"{option.Name}:"))
                : string.Join(" | ", group.Select(command => command.Name[(command.Name.IndexOf(' ', StringComparison.Ordinal) + 1)..])),
            address));
        var manifest = new Dictionary<string, object>
        {
            ["display_information"] = new Dictionary<string, object>
            {
                ["name"] = "Redflag",
                ["description"] = "Interview drills for your group, judged against a rubric on your own machine",
            },
            ["features"] = new Dictionary<string, object>
            {
                ["app_home"] = new Dictionary<string, object> { ["home_tab_enabled"] = true, ["messages_tab_enabled"] = true, ["messages_tab_read_only_enabled"] = false },
                ["bot_user"] = new Dictionary<string, object> { ["display_name"] = "redflag", ["always_online"] = true },
                ["slash_commands"] = slashes.Prepend(Slash(TypedCommand.Root, "Everything the bot can do", "quiz | daily | schedule add | help …", address)).ToList(),
            },
            ["oauth_config"] = Entry(address),
            ["settings"] = new Dictionary<string, object>
            {
                ["event_subscriptions"] = With(new() { ["bot_events"] = Events }, "request_url", address, SlackRequests.Events),
                ["interactivity"] = With(new() { ["is_enabled"] = true }, "request_url", address, SlackRequests.Interactivity),
                ["org_deploy_enabled"] = false,
                ["socket_mode_enabled"] = address is null,
                ["token_rotation_enabled"] = false,
            },
        };
        return new SerializerBuilder().WithIndentedSequences().Build().Serialize(manifest).ReplaceLineEndings("\n");
    }

    private static Dictionary<string, object> Slash(string name, string description, string hint, Uri? address)
    {
        var slash = new Dictionary<string, object> { ["command"] = $"/{name}", ["description"] = description };
        if (hint.Length > 0)
        {
            slash["usage_hint"] = hint.Length <= MostOfHint ? hint : hint[..(MostOfHint - 1)] + "…";
        }

        slash["should_escape"] = false;
        return With(slash, "url", address, SlackRequests.Commands);
    }

    private static Dictionary<string, object> Entry(Uri? address)
    {
        var entry = new Dictionary<string, object>();
        if (address is not null)
        {
            entry["redirect_urls"] = new List<string> { new Uri(address, SlackInstall.Return).ToString() };
        }

        entry["scopes"] = new Dictionary<string, object> { ["bot"] = Scopes.ToList() };
        return entry;
    }

    private static Dictionary<string, object> With(Dictionary<string, object> made, string name, Uri? address, string path)
    {
        if (address is not null)
        {
            made[name] = new Uri(address, path).ToString();
        }

        return made;
    }
}
