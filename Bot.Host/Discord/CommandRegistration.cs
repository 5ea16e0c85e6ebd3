using System.Text.Json;
using Bot.Core.Chat;
using Bot.Host.Discord.Rendering;
using Bot.Host.Discord.Rest;
using Bot.Host.Discord.Wire;
using Microsoft.Extensions.Options;

namespace Bot.Host.Discord;

/// <summary>Registers the commands, when Discord lists others: Discord allows few changes a day.</summary>
/// <param name="router">Knows the commands.</param>
/// <param name="api">Asks Discord.</param>
/// <param name="options">Where they are registered.</param>
/// <param name="logger">The log.</param>
internal sealed partial class CommandRegistration(
    CommandRouter router, DiscordApi api, IOptions<DiscordOptions> options, ILogger<CommandRegistration> logger)
{
    /// <summary>Has Discord list the router's commands.</summary>
    /// <param name="application">The application.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task EnsureAsync(string application, CancellationToken cancellationToken)
    {
        var guild = string.IsNullOrEmpty(options.Value.DevelopmentGuild) ? null : options.Value.DevelopmentGuild;
        IReadOnlyList<DiscordCommand> wanted = CommandRendering.Render(router.Commands);
        var listed = await api.ListCommandsAsync(application, guild, cancellationToken);
        if (Write(listed) == Write(wanted))
        {
            return;
        }

        await api.OverwriteCommandsAsync(application, guild, wanted, cancellationToken);
        Log.Registered(logger, wanted.Count);
    }

    // What Discord adds by itself, and in which order it lists, is no difference.
    private static string Write(IReadOnlyList<DiscordCommand> commands) => JsonSerializer.Serialize(
        [.. commands.OrderBy(command => command.Name, StringComparer.Ordinal).Select(command => command with
        {
            Type = command.Type ?? 1,
            Options = Plain(command.Options),
        })],
        DiscordJson.Default.IReadOnlyListDiscordCommand);

    private static IReadOnlyList<CommandOption>? Plain(IReadOnlyList<CommandOption>? options) => options is null or []
        ? null
        : [.. options.Select(option => option with
        {
            Autocomplete = option.Autocomplete is true ? true : null,
            Choices = option.Choices is [] ? null : option.Choices,
            Options = Plain(option.Options),
        })];

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Discord: {Count} commands were registered.")]
        public static partial void Registered(ILogger logger, int count);
    }
}
