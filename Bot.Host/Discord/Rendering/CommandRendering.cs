using System.Collections.Immutable;
using Bot.Core.Chat;
using Bot.Host.Discord.Wire;

namespace Bot.Host.Discord.Rendering;

/// <summary>Renders the router's commands as Discord lists them: those of two words as subcommands.</summary>
internal static class CommandRendering
{
    private const int ChatInput = 1;
    private const int InGuilds = 0;
    private const int InstalledToGuild = 0;
    private const int MostOfDescription = 100;

    /// <summary>Renders all commands.</summary>
    public static ImmutableArray<DiscordCommand> Render(ImmutableArray<ChatCommand> commands) =>
    [
        .. commands
            .GroupBy(command => command.Name.Split(' ')[0], StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new DiscordCommand
            {
                Name = group.Key,
                Type = ChatInput,
                Description = group.Count() == 1 && group.First().Name == group.Key ? Describe(group.First().Description) : $"What {group.Key} can do",
                Options = group.Count() == 1 && group.First().Name == group.Key ? Options(group.First()) : [.. group.Select(Subcommand)],
                Contexts = [InGuilds],
                IntegrationTypes = [InstalledToGuild],
            }),
    ];

    private static CommandOption Subcommand(ChatCommand command) => new()
    {
        Type = CommandOption.Subcommand,
        Name = command.Name[(command.Name.IndexOf(' ', StringComparison.Ordinal) + 1)..],
        Description = Describe(command.Description),
        Options = Options(command),
    };

    private static IReadOnlyList<CommandOption>? Options(ChatCommand command) => command.Options.IsEmpty
        ? null
        :
        [
            .. command.Options.Select(option => new CommandOption
            {
                Type = CommandOption.Text,
                Name = option.Name,
                Description = Describe(option.Description),
                Choices = option.Choices.IsEmpty ? null : [.. option.Choices.Select(choice => new CommandChoice(choice, choice))],
                Autocomplete = option.Suggests && option.Choices.IsEmpty ? true : null,
            }),
        ];

    private static string Describe(string text) => Markup.Shorten(text, MostOfDescription);
}
