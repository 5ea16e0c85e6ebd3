using Bot.Core.Chat;
using Bot.Core.Members;
using Bot.Host.Arrivals;
using Bot.Host.Discord.Rendering;
using Bot.Host.Discord.Wire;

namespace Bot.Host.Discord.Interactions;

/// <summary>Answers interactions at once, whichever way they come in.</summary>
/// <param name="desk">Finds the answer.</param>
/// <param name="members">Knows the workspaces.</param>
/// <param name="settings">Knows which role makes organisers.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed partial class InteractionDesk(ArrivalDesk desk, MemberStore members, SettingsStore settings, TimeProvider time, ILogger<InteractionDesk> logger)
{
    private const int MostSuggestions = 25;
    private const int MostOfSuggestion = 100;

    /// <summary>Finds the first answer, and stores what has to be stored before it is given.</summary>
    /// <param name="interaction">What came in.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task<InteractionAnswer> AnswerAsync(DiscordInteraction interaction, CancellationToken cancellationToken)
    {
        if (InteractionReading.Of(interaction) is not { } reading)
        {
            Log.Unknown(logger, interaction.Type);
            return new InteractionAnswer(interaction.Type is DiscordInteraction.Autocomplete ? Suggest([]) : Say(DiscordWords.NotUnderstood, null));
        }

        var receivedAt = time.GetUtcNow();
        var arrival = await desk.TakeAsync(
            interaction.Id!,
            reading.Action,
            async (isPrivate, token) => new ChatEvent
            {
                EventId = interaction.Id!,
                Channel = new ChannelAddress(Platform.Discord, reading.Guild, reading.Channel),
                User = reading.User with { IsAdministrator = reading.User.IsAdministrator || await HasRoleAsync(reading, token) },
                ReceivedAt = receivedAt,
                Reply = new DiscordReply(interaction.ApplicationId!, interaction.Token!, isPrivate).ToHandle(receivedAt),
                Action = reading.Action,
            },
            showsFaults: false,
            cancellationToken);
        return new InteractionAnswer(
            arrival switch
            {
                Arrival.Suggested suggested => Suggest(suggested.Choices),
                Arrival.Opened opened => FormRendering.Render(opened.Form, GuildOf(reading)),
                Arrival.Said said => Say(said.Message, GuildOf(reading)),
                Arrival.Taken taken => new DiscordCallback(DiscordCallback.Deferred, taken.IsPrivate ? new CallbackData { Flags = CallbackData.Ephemeral } : null),
                _ => throw new InvalidOperationException("Discord shows no faults in place."),
            },
            arrival);
    }

    /// <summary>Hands a stored event to its handler.</summary>
    /// <param name="answer">What <see cref="AnswerAsync"/> gave.</param>
    public Task HandOverAsync(InteractionAnswer answer) => desk.HandOverAsync(answer.Arrival);

    private async Task<bool> HasRoleAsync(InteractionReading reading, CancellationToken cancellationToken) =>
        !reading.Roles.IsEmpty
        && await members.FindWorkspaceAsync(Platform.Discord, reading.Guild, cancellationToken) is { } workspace
        && (await settings.FindGroupAsync(workspace.Id, cancellationToken)).OrganiserRole is { } role
        && reading.Roles.Contains(role);

    // In a channel Discord says itself where a button was pressed.
    private static string? GuildOf(InteractionReading reading) => reading.IsDirect ? reading.Guild : null;

    private static DiscordCallback Suggest(IEnumerable<ChoiceView> choices) => new(DiscordCallback.Suggestions, new CallbackData
    {
        Choices =
        [
            .. choices
                .Where(choice => choice.Value.Length is > 0 and <= MostOfSuggestion && choice.Label.Length > 0)
                .Take(MostSuggestions)
                .Select(choice => new CommandChoice(Markup.Shorten(choice.Label, MostOfSuggestion), choice.Value)),
        ],
    });

    private static DiscordCallback Say(MessageView view, string? guild)
    {
        var message = MessageRendering.Render(view, guild)[0].Message;
        return new DiscordCallback(DiscordCallback.Message, new CallbackData
        {
            Flags = CallbackData.Ephemeral,
            Embeds = message.Embeds,
            AllowedMentions = message.AllowedMentions,
            Components = message.Components,
        });
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Discord sent an interaction of type {Type} that this bot cannot have caused.")]
        public static partial void Unknown(ILogger logger, int type);
    }
}
