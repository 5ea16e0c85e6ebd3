using Bot.Core.Chat.Words;

namespace Bot.Core.Chat;

/// <summary>/help: what the bot can do.</summary>
/// <param name="router">Knows all commands; asked late, because it is made of routes such as this one.</param>
internal sealed class HelpCommand(Lazy<CommandRouter> router) : IReplyRoute
{
    public Trigger Trigger => Trigger.Command("help");

    public FirstAnswer FirstAnswer => FirstAnswer.PrivateReply;

    public ChatCommand Command { get; } = new("help", "What I can do");

    public Task HandleAsync(Interaction interaction, CancellationToken cancellationToken) =>
        interaction.ReplyAsync(HelpWords.All(router.Value.Commands, router.Value.OrganiserCommands, interaction.IsOrganiser), cancellationToken);
}
