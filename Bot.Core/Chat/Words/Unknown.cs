using System.Collections.Immutable;
using F23.StringSimilarity;

namespace Bot.Core.Chat.Words;

/// <summary>What the bot says to what it does not know or does not allow.</summary>
internal static class Unknown
{
    public static MessageView OrganisersOnly { get; } = new()
    {
        Text = "Only organisers can do that. Ask one of yours.",
        Private = true,
    };

    public static MessageView Action(ChatAction action, ImmutableArray<ChatCommand> commands) => new()
    {
        Text = action switch
        {
            ChatAction.Command command => Command(command.Name, commands),
            ChatAction.Install => "Hello. /help shows what I can do.",
            ChatAction.Uninstall => "Goodbye.",
            _ => "That button or form is from an older version of me. Ask again with a command; /help shows them.",
        },
        Private = true,
    };

    private static string Command(string name, ImmutableArray<ChatCommand> commands)
    {
        var subcommands = commands.Where(command => command.Name.StartsWith(name + " ", StringComparison.OrdinalIgnoreCase)).ToList();
        if (subcommands.Count > 0)
        {
            return $"/{name} needs one more word: {string.Join(", ", subcommands.Select(command => "/" + command.Name))}.";
        }

        var distance = new Damerau();
        var nearest = commands.MinBy(command => distance.Distance(command.Name, name.ToLowerInvariant()));
        return nearest is not null && distance.Distance(nearest.Name, name.ToLowerInvariant()) <= Math.Max(2, name.Length / 3)
            ? $"I do not know /{name}. Did you mean /{nearest.Name}?"
            : $"I do not know /{name}. /help shows what I can do.";
    }
}
