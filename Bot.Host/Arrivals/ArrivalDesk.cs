using System.Diagnostics.CodeAnalysis;
using Bot.Core.Chat;
using Bot.Core.Inbox;

namespace Bot.Host.Arrivals;

/// <summary>
/// Answers at once what people do on a platform: what the router declares is stored first, so that an answer that was
/// acknowledged is never lost.
/// </summary>
/// <param name="router">Knows what to answer.</param>
/// <param name="reception">Stores events.</param>
/// <param name="lifetime">Tells when the program ends.</param>
/// <param name="logger">The log.</param>
internal sealed partial class ArrivalDesk(CommandRouter router, Reception reception, IHostApplicationLifetime lifetime, ILogger<ArrivalDesk> logger)
{
    /// <summary>Finds the first answer, and stores what has to be stored before it is given.</summary>
    /// <param name="eventId">The platform's identifier of the event, for the log.</param>
    /// <param name="action">What was done.</param>
    /// <param name="read">Gives the event, once it is known whether only the person will see the reply.</param>
    /// <param name="showsFaults">Whether the platform shows in place what is wrong with a form.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    [SuppressMessage("Design", "CA1031", Justification = "An edge: whatever went wrong, the member is told and gets the text back.")]
    public async Task<Arrival> TakeAsync(
        string eventId, ChatAction action, Func<bool, CancellationToken, Task<ChatEvent>> read, bool showsFaults, CancellationToken cancellationToken)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested && action is not ChatAction.Typing)
        {
            return new Arrival.Said(ArrivalWords.Stopping(action));
        }

        try
        {
            return await TakeAsync(action, read, showsFaults, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NotStored(logger, exception, eventId, router.NameOf(action));
            return action is ChatAction.Typing ? new Arrival.Suggested([]) : new Arrival.Said(ArrivalWords.NotStored(action));
        }
    }

    /// <summary>Hands a stored event to its handler; anything else needs no handling.</summary>
    /// <param name="arrival">What <see cref="TakeAsync(string, ChatAction, Func{bool, CancellationToken, Task{ChatEvent}}, bool, CancellationToken)"/> gave.</param>
    public async Task HandOverAsync(Arrival? arrival)
    {
        if (arrival is not Arrival.Taken { Event: var stored })
        {
            return;
        }

        try
        {
            await reception.HandOverAsync(stored, lifetime.ApplicationStopping);
        }
        catch (OperationCanceledException)
        {
            // The program ends: the event is handled at the next start.
        }
    }

    private async Task<Arrival> TakeAsync(ChatAction action, Func<bool, CancellationToken, Task<ChatEvent>> read, bool showsFaults, CancellationToken cancellationToken)
    {
        if (showsFaults && action is ChatAction.Form form && router.Check(form) is { IsEmpty: false } faults)
        {
            return new Arrival.Faulty(faults);
        }

        var first = router.FirstAnswerTo(action);
        var isPrivate = first is not FirstAnswer.PublicReply;
        var received = await read(isPrivate, cancellationToken);
        return first switch
        {
            FirstAnswer.Suggestions => new Arrival.Suggested(await router.SuggestAsync(received, cancellationToken)),
            FirstAnswer.Form => await router.OpenFormAsync(received, cancellationToken) switch
            {
                FormOpening.Opened opened => new Arrival.Opened(opened.Form),
                FormOpening.Refused refused => new Arrival.Said(refused.Message),
                _ => throw new InvalidOperationException("A form is opened or refused."),
            },
            _ => new Arrival.Taken(await reception.StoreAsync(received, cancellationToken), isPrivate),
        };
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Event {EventId} ({Trigger}) could not be taken; the member was told.")]
        public static partial void NotStored(ILogger logger, Exception exception, string eventId, string trigger);
    }
}
