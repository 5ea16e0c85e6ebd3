using Bot.Core.Inbox;
using Bot.Core.Members;
using Bot.Core.Outbox;
using Bot.Core.Storage;

namespace Bot.Core.Chat;

/// <summary>A stored event under its handler's hands: who caused it, and the one commit of what comes of it.</summary>
public sealed class Interaction
{
    private readonly InboxEntry _entry;
    private readonly WriteGate _gate;
    private readonly InboxStore _inbox;
    private readonly OutboxStore _outbox;
    private readonly PrivacyNotice _notice;
    private readonly TimeProvider _time;

    internal Interaction(InboxEntry entry, WriteGate gate, InboxStore inbox, OutboxStore outbox, PrivacyNotice notice, TimeProvider time) =>
        (_entry, _gate, _inbox, _outbox, _notice, _time) = (entry, gate, inbox, outbox, notice, time);

    /// <summary>Gets the identifier of the stored event.</summary>
    public InboxId Id => _entry.Id;

    /// <summary>Gets the event.</summary>
    public ChatEvent Event => _entry.Event;

    /// <summary>Gets the workspace.</summary>
    public Workspace Workspace => _entry.Workspace;

    /// <summary>Gets the member who caused the event.</summary>
    public Member Member => _entry.Member;

    /// <summary>Gets a value indicating whether the member may do what organisers do.</summary>
    public bool IsOrganiser => Event.User.IsAdministrator || Member.IsOrganiser;

    /// <summary>Gets a value indicating whether the event is settled: its handler committed, or someone else had before.</summary>
    internal bool IsSettled { get; private set; }

    /// <summary>Gets the value of a command's option.</summary>
    /// <param name="name">The option.</param>
    /// <returns>The value without surrounding blanks, or <see langword="null"/> when it was not given.</returns>
    public string? Option(string name) =>
        Event.Action is ChatAction.Command command && command.Options.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value)
            ? value.Trim()
            : null;

    /// <summary>Commits the effects of the event, the mark that it is handled, and the reply, in one transaction.</summary>
    /// <param name="effects">Writes, and gives the reply; <see langword="null"/> when the reply comes later, as feedback does.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A task that ends after the commit.</returns>
    public async Task CommitAsync(Func<WriteTransaction, CancellationToken, Task<MessageView?>> effects, CancellationToken cancellationToken)
    {
        await _gate.RunAsync(
            async (write, token) =>
            {
                if (!await _inbox.MarkHandledAsync(write, Workspace.Id, Id, _time.GetUtcNow(), token))
                {
                    return;
                }

                await _outbox.DeliverOnContactAsync(write, _entry, token);
                await _notice.GiveAsync(write, _entry, token);
                if (await effects(write, token) is { } reply)
                {
                    await _outbox.QueueAsync(write, Workspace.Id, OutboxPost.Reply(_entry, reply), token);
                }
            },
            cancellationToken);
        IsSettled = true;
    }

    /// <summary>Replies, with no other effect.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A task that ends after the commit.</returns>
    public Task ReplyAsync(MessageView reply, CancellationToken cancellationToken) =>
        CommitAsync((_, _) => Task.FromResult<MessageView?>(reply), cancellationToken);
}
