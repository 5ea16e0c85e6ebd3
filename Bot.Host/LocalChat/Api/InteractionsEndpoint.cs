using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Bot.Core.Chat;
using Bot.Core.Inbox;
using Bot.Core.Members;

namespace Bot.Host.LocalChat.Api;

/// <summary>Takes what a member does: answers at once what is answered at once, and stores the rest before it says so.</summary>
/// <param name="directory">Who and where.</param>
/// <param name="router">Knows what is answered first.</param>
/// <param name="reception">The way in.</param>
/// <param name="lifetime">Tells when the program ends.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed partial class InteractionsEndpoint(
    LocalDirectory directory,
    CommandRouter router,
    Reception reception,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<InteractionsEndpoint> logger)
{
    public async Task<IResult> TakeAsync(HttpContext http)
    {
        var receivedAt = time.GetUtcNow();
        var (asked, refused) = await RequestBody.ReadAsync<Asked>(http.Request, http.RequestAborted);
        if (asked is null)
        {
            return refused!;
        }

        if (!Guid.TryParseExact(asked.EventId, "D", out var eventId))
        {
            return Refusal.Of(StatusCodes.Status400BadRequest, PageWords.BadEventId);
        }

        if (!CanBeDone(asked.Action))
        {
            return Refusal.Of(StatusCodes.Status400BadRequest, PageWords.BadAction);
        }

        if (await directory.FindMemberAsync(asked.Member, http.RequestAborted) is not { } member)
        {
            return Refusal.Of(StatusCodes.Status404NotFound, PageWords.NoMember);
        }

        if (!await directory.HasConversationAsync(asked.Conversation, http.RequestAborted))
        {
            return Refusal.Of(StatusCodes.Status404NotFound, PageWords.NoConversation);
        }

        var first = router.FirstAnswerTo(asked.Action);
        var received = Receive(asked, eventId, member, first is not FirstAnswer.PublicReply, receivedAt);
        return first switch
        {
            FirstAnswer.Form => Opened(await router.OpenFormAsync(received, http.RequestAborted)),
            FirstAnswer.Suggestions => Results.Json(new Suggested(await router.SuggestAsync(received, http.RequestAborted)), LocalJson.Options),
            _ when asked.Action is ChatAction.Form form && router.Check(form) is { Length: > 0 } faults =>
                Refusal.OfFields(PageWords.BadForm, faults),
            _ => await StoreAsync(http, received),
        };
    }

    private static bool CanBeDone(ChatAction action) => action switch
    {
        ChatAction.Command command => command.Options.Values.All(value => value is not null),
        ChatAction.Form form => form.Values.Values.All(value => value is not null) && form.Files?.Values.All(file => file is { Name: not null, Link: not null }) != false,
        ChatAction.Button or ChatAction.Typing => true,
        _ => false,
    };

    private static IResult Opened(FormOpening opening) => Results.Json(
        opening switch
        {
            FormOpening.Opened opened => new Answered(Form: opened.Form),
            FormOpening.Refused refused => new Answered(Refused: refused.Message with { Image = null, File = null }),
            _ => throw new InvalidOperationException("A form is opened or refused."),
        },
        LocalJson.Options);

    private static ChatEvent Receive(Asked asked, Guid eventId, Member member, bool isPrivate, DateTimeOffset at)
    {
        var channel = asked.Conversation is Conversation.Direct ? Conversation.DirectChannelOf(member.PlatformId) : asked.Conversation;
        var reply = new LocalReply(member.PlatformId, eventId.ToString(), isPrivate, (asked.Action as ChatAction.Command)?.Name);
        return new ChatEvent
        {
            EventId = reply.EventId,
            Channel = new ChannelAddress(Platform.Local, LocalWorkspace.PlatformId, channel),
            User = new ChatUser(member.PlatformId, member.DisplayName, IsAdministrator: false),
            ReceivedAt = at,
            Reply = new ReplyHandle(reply.ToToken(), at + LocalReply.Life),
            Action = asked.Action,
        };
    }

    [SuppressMessage("Design", "CA1031", Justification = "An edge: whatever kept the event from being stored, the member is told and keeps the text.")]
    private async Task<IResult> StoreAsync(HttpContext http, ChatEvent received)
    {
        // Registered first: an event that is stored is handed over, even when the page is gone before the acknowledgement.
        StoredEvent? stored = null;
        http.Response.OnCompleted(() => stored is null ? Task.CompletedTask : HandOverAsync(stored));
        try
        {
            // Whoever was let in before the end began is served to the end.
            stored = await reception.StoreAsync(received, CancellationToken.None);
            return Results.Json(new Acknowledged(Stored: true), LocalJson.Options, statusCode: StatusCodes.Status202Accepted);
        }
        catch (Exception exception)
        {
            Log.NotStored(logger, exception, received.EventId, Trigger.Of(received.Action).Source);
            return Refusal.Of(StatusCodes.Status503ServiceUnavailable, PageWords.NotStored);
        }
    }

    private async Task HandOverAsync(StoredEvent stored)
    {
        try
        {
            await reception.HandOverAsync(stored, lifetime.ApplicationStopping);
        }
        catch (OperationCanceledException)
        {
            // The program ends: the event is handled at the next start.
        }
    }

    private sealed record Asked(string EventId, string Member, string Conversation, ChatAction Action);

    private sealed record Acknowledged(bool Stored);

    private sealed record Answered(FormView? Form = null, MessageView? Refused = null);

    private sealed record Suggested(ImmutableArray<ChoiceView> Choices);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Event {EventId} of the local chat page, a {Source}, could not be stored; the page keeps it.")]
        public static partial void NotStored(ILogger logger, Exception exception, string eventId, TriggerSource source);
    }
}
