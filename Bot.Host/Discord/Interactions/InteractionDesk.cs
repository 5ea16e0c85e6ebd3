using System.Diagnostics.CodeAnalysis;
using Bot.Core.Chat;
using Bot.Core.Inbox;
using Bot.Core.Members;
using Bot.Host.Discord.Rendering;
using Bot.Host.Discord.Wire;

namespace Bot.Host.Discord.Interactions;

/// <summary>
/// Answers interactions at once, whichever way they come in: what the router declares is stored first, so that an answer that
/// was acknowledged is never lost.
/// </summary>
/// <param name="router">Knows what to answer.</param>
/// <param name="reception">Stores events.</param>
/// <param name="members">Knows the workspaces.</param>
/// <param name="settings">Knows which role makes organisers.</param>
/// <param name="lifetime">Tells when the program ends.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed partial class InteractionDesk(
    CommandRouter router,
    Reception reception,
    MemberStore members,
    SettingsStore settings,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<InteractionDesk> logger)
{
    private const int MostSuggestions = 25;
    private const int MostOfSuggestion = 100;

    /// <summary>Finds the first answer, and stores what has to be stored before it is given.</summary>
    /// <param name="interaction">What came in.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    [SuppressMessage("Design", "CA1031", Justification = "An edge: whatever went wrong, the member is told and gets the text back.")]
    public async Task<InteractionAnswer> AnswerAsync(DiscordInteraction interaction, CancellationToken cancellationToken)
    {
        if (InteractionReading.Of(interaction) is not { } reading)
        {
            Log.Unknown(logger, interaction.Type);
            return new InteractionAnswer(interaction.Type is DiscordInteraction.Autocomplete ? Suggest([]) : Say(DiscordWords.NotUnderstood, null));
        }

        if (lifetime.ApplicationStopping.IsCancellationRequested && reading.Action is not ChatAction.Typing)
        {
            return new InteractionAnswer(Say(DiscordWords.Stopping(reading.Action), GuildOf(reading)));
        }

        try
        {
            return await AnswerAsync(interaction, reading, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NotStored(logger, exception, interaction.Id!, router.NameOf(reading.Action));
            return new InteractionAnswer(reading.Action is ChatAction.Typing ? Suggest([]) : Say(DiscordWords.NotStored(reading.Action), GuildOf(reading)));
        }
    }

    /// <summary>Hands a stored event to its handler.</summary>
    /// <param name="answer">What <see cref="AnswerAsync(DiscordInteraction, CancellationToken)"/> gave.</param>
    /// <param name="cancellationToken">Stops waiting; the event is then handled at the next start.</param>
    public async Task HandOverAsync(InteractionAnswer answer, CancellationToken cancellationToken)
    {
        if (answer.Stored is not { } stored)
        {
            return;
        }

        try
        {
            await reception.HandOverAsync(stored, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The program ends: the event is handled at the next start.
        }
    }

    private async Task<InteractionAnswer> AnswerAsync(DiscordInteraction interaction, InteractionReading reading, CancellationToken cancellationToken)
    {
        var first = router.FirstAnswerTo(reading.Action);
        var receivedAt = time.GetUtcNow();
        var received = new ChatEvent
        {
            EventId = interaction.Id!,
            Channel = new ChannelAddress(Platform.Discord, reading.Guild, reading.Channel),
            User = reading.User with { IsAdministrator = reading.User.IsAdministrator || await HasRoleAsync(reading, cancellationToken) },
            ReceivedAt = receivedAt,
            Reply = new DiscordReply(interaction.ApplicationId!, interaction.Token!, first is not FirstAnswer.PublicReply).ToHandle(receivedAt),
            Action = reading.Action,
        };
        switch (first)
        {
            case FirstAnswer.Suggestions:
                return new InteractionAnswer(Suggest(await router.SuggestAsync(received, cancellationToken)));
            case FirstAnswer.Form:
                return new InteractionAnswer(await router.OpenFormAsync(received, cancellationToken) switch
                {
                    FormOpening.Opened opened => FormRendering.Render(opened.Form, GuildOf(reading)),
                    FormOpening.Refused refused => Say(refused.Message, GuildOf(reading)),
                    _ => throw new InvalidOperationException("A form is opened or refused."),
                });
            default:
                var stored = await reception.StoreAsync(received, cancellationToken);
                return new InteractionAnswer(
                    new DiscordCallback(DiscordCallback.Deferred, first is FirstAnswer.PublicReply ? null : new CallbackData { Flags = CallbackData.Ephemeral }),
                    stored);
        }
    }

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

        [LoggerMessage(2, LogLevel.Error, "Interaction {InteractionId} ({Trigger}) could not be taken; the member was told.")]
        public static partial void NotStored(ILogger logger, Exception exception, string interactionId, string trigger);
    }
}
