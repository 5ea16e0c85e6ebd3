using System.Collections.Immutable;

namespace Bot.Core.Chat.Words;

/// <summary>How the bot explains itself.</summary>
internal static class HelpWords
{
    public static MessageView All(ImmutableArray<ChatCommand> commands, ImmutableHashSet<string> organiserCommands, bool isOrganiser) => new()
    {
        Title = "What I can do",
        Text = "I ask interview questions, you answer in your own words, and I tell you which key points you covered and which red flags you raised. Only you see the result.",
        Fields =
        [
            new FieldView("For everybody", Lines(commands.Where(command => !organiserCommands.Contains(command.Name)))),
            .. isOrganiser
                ? [new FieldView("For organisers, as you are one", Lines(commands.Where(command => organiserCommands.Contains(command.Name))))]
                : Array.Empty<FieldView>(),
        ],
        Private = true,
    };

    private static string Lines(IEnumerable<ChatCommand> commands) => string.Join('\n', commands.Select(command =>
        $"/{command.Name}{string.Concat(command.Options.Select(option => $" [{option.Name}]"))}: {command.Description}"));
}
