using Bot.Core.Chat;
using Bot.Host.Arrivals;
using Bot.Host.Slack.Api;
using Bot.Host.Slack.Installs;
using Bot.Host.Slack.Rendering;
using Bot.Host.Slack.Wire;

namespace Bot.Host.Slack.Interactions;

/// <summary>Answers what people do on Slack, whichever way it comes in: first the acknowledgement, then what follows.</summary>
/// <param name="desk">Finds the answer.</param>
/// <param name="router">Knows the commands.</param>
/// <param name="people">Knows who people are.</param>
/// <param name="api">Opens forms and says what is not stored.</param>
/// <param name="removal">Ceases to post where the bot was removed.</param>
/// <param name="tokens">Knows in which workspaces the bot may act.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed partial class SlackDesk(
    ArrivalDesk desk,
    CommandRouter router,
    SlackPeople people,
    SlackApi api,
    WorkspaceRemoval removal,
    SlackTokens tokens,
    TimeProvider time,
    ILogger<SlackDesk> logger)
{
    /// <summary>Takes a command.</summary>
    public async Task<SlackFirstAnswer> TakeAsync(SlashPayload payload, CancellationToken cancellationToken)
    {
        if (await IsStrangerAsync(payload.TeamId, cancellationToken))
        {
            return SlackFirstAnswer.Nothing;
        }

        var (command, fault) = TypedCommand.Read(payload.Command ?? "", payload.Text ?? "", router.Commands);
        return fault is not null ? SlackFirstAnswer.Then(token => SayAsync(payload.ResponseUrl, fault, token))
            : SlackReading.Of(payload, command!) is { } reading ? await TakeAsync(reading, cancellationToken)
            : SlackFirstAnswer.Nothing;
    }

    /// <summary>Takes what was pressed, chosen or sent.</summary>
    public async Task<SlackFirstAnswer> TakeAsync(InteractivePayload payload, CancellationToken cancellationToken)
    {
        if (await IsStrangerAsync(payload.Team?.Id, cancellationToken))
        {
            return SlackFirstAnswer.Nothing;
        }

        if (SlackReading.Of(payload) is { } reading)
        {
            return await TakeAsync(reading, cancellationToken);
        }

        if (payload.Type is "view_closed" or "block_suggestion")
        {
            return SlackFirstAnswer.Nothing;
        }

        Log.Unknown(logger, payload.Type is "block_actions" or "view_submission" or "shortcut" or "message_action" ? payload.Type : "another type");
        return SlackFirstAnswer.Then(token => SayAsync(payload.ResponseUrl, SlackWords.NotUnderstood, token));
    }

    /// <summary>Takes something that happened.</summary>
    public async Task<SlackFirstAnswer> TakeAsync(EventPayload payload, CancellationToken cancellationToken)
    {
        switch (payload)
        {
            case { TeamId: { Length: > 0 } team, EventId: { Length: > 0 } id, Event: { Type: "app_home_opened", Tab: "home", User: { ValueKind: System.Text.Json.JsonValueKind.String } user } }:
                var opened = new ChatAction.Command("me", System.Collections.Immutable.ImmutableDictionary<string, string>.Empty);
                return await TakeAsync(new SlackReading(id, opened, team, user.GetString()!, user.GetString()!, null) { IsHome = true }, cancellationToken);
            case { TeamId: { Length: > 0 } left, Event.Type: "app_uninstalled" or "tokens_revoked" }:
                return SlackFirstAnswer.Then(token => LeaveAsync(left, payload.EventTime, token));
            default:
                return SlackFirstAnswer.Nothing;
        }
    }

    private async Task<SlackFirstAnswer> TakeAsync(SlackReading reading, CancellationToken cancellationToken)
    {
        if (await tokens.FindAsync(reading.Team, cancellationToken) is not { } pass)
        {
            tokens.PassOver(reading.Team);
            return SlackFirstAnswer.Nothing;
        }

        var receivedAt = time.GetUtcNow();
        var arrival = await desk.TakeAsync(
            reading.EventId,
            reading.Action,
            async (isPrivate, token) => new ChatEvent
            {
                EventId = reading.EventId,
                Channel = new ChannelAddress(Platform.Slack, reading.Team, reading.Channel),
                User = await people.FindAsync(pass, reading.Team, reading.User, reading.UserName, token),
                ReceivedAt = receivedAt,
                Reply = reading.ReplyTo(isPrivate, receivedAt),
                Action = reading.Action,
            },
            showsFaults: true,
            cancellationToken);
        return arrival switch
        {
            Arrival.Opened opened => SlackFirstAnswer.Then(token => OpenAsync(pass, reading, opened.Form, receivedAt, token)),
            Arrival.Faulty faulty => SlackFirstAnswer.Stay(faulty.Faults.DistinctBy(fault => fault.Field).ToDictionary(fault => fault.Field, fault => fault.Message)),

            // The form stays, with all that was written into it.
            Arrival.Said said when reading.Action is ChatAction.Form { Values.Count: > 0 } form =>
                SlackFirstAnswer.Stay(new Dictionary<string, string> { [form.Values.Keys.Order(StringComparer.Ordinal).First()] = $"{said.Message.Title}. {said.Message.Text.Split('\n')[0]}" }),
            Arrival.Said said => SlackFirstAnswer.Then(token => SayAsync(reading.ResponseUrl, said.Message, token)),
            _ => SlackFirstAnswer.Then(_ => desk.HandOverAsync(arrival)),
        };
    }

    private async Task OpenAsync(SlackToken pass, SlackReading reading, FormView form, DateTimeOffset openedAt, CancellationToken cancellationToken)
    {
        try
        {
            await api.OpenFormAsync(pass, reading.Trigger!, SlackFormRendering.Render(form, reading.Channel, reading.ResponseUrl, openedAt), cancellationToken);
        }
        catch (SlackException exception) when (exception.Error is "exchanged_trigger_id")
        {
            // The event came twice, and its form is open.
        }
        catch (SlackException exception)
        {
            Log.NotOpened(logger, exception);
            await SayAsync(reading.ResponseUrl, SlackWords.FormCameLate(form.Title, reading.Action), cancellationToken);
        }
    }

    private async ValueTask<bool> IsStrangerAsync(string? team, CancellationToken cancellationToken)
    {
        if (team is null || await tokens.FindAsync(team, cancellationToken) is not null)
        {
            return false;
        }

        tokens.PassOver(team);
        return true;
    }

    private async Task LeaveAsync(string team, long happenedAt, CancellationToken cancellationToken)
    {
        var removedAt = happenedAt > 0 ? DateTimeOffset.FromUnixTimeSeconds(Math.Min(happenedAt, 10_000_000_000)) : (DateTimeOffset?)null;
        if (await tokens.ForgetAsync(team, removedAt, cancellationToken))
        {
            await removal.LeaveAsync(Platform.Slack, team, cancellationToken);
        }
    }

    // Said once, and not stored: it is gone when the person does not see it.
    private async Task SayAsync(string? url, MessageView message, CancellationToken cancellationToken)
    {
        if (url is null)
        {
            return;
        }

        try
        {
            await api.RespondAsync(url, SlackRendering.Render(message)[0] with { ResponseType = "ephemeral", ReplaceOriginal = false }, cancellationToken);
        }
        catch (SlackException exception)
        {
            Log.NotSaid(logger, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Slack sent something ({Type}) that this bot cannot have caused.")]
        public static partial void Unknown(ILogger logger, string type);

        [LoggerMessage(2, LogLevel.Warning, "Slack did not open a form; the member was told and has a button that tries again.")]
        public static partial void NotOpened(ILogger logger, Exception exception);

        [LoggerMessage(3, LogLevel.Warning, "Slack did not take a word to a member that was not stored.")]
        public static partial void NotSaid(ILogger logger, Exception exception);
    }
}
