using Bot.Core.Chat;
using Bot.Core.Chat.Words;
using Bot.Core.Inbox;
using Bot.Core.Outbox;
using Bot.Core.Storage;
using Microsoft.Extensions.Options;

namespace Bot.Core.Members;

/// <summary>Tells a new member, before the first reply, what is stored; and everybody again when that has changed.</summary>
/// <param name="settings">Knows what each member was told.</param>
/// <param name="outbox">Takes the notice.</param>
/// <param name="options">What is kept, and whether it is told.</param>
public sealed class PrivacyNotice(SettingsStore settings, OutboxStore outbox, IOptions<PrivacyOptions> options)
{
    /// <summary>The version of what the notice says. To be raised when something is stored, shown or kept otherwise than it says.</summary>
    public const int Version = 1;

    /// <summary>Queues the notice when the member was not given this version of it yet.</summary>
    /// <param name="write">The transaction that settles the event.</param>
    /// <param name="entry">The event.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A task that ends when it is queued.</returns>
    public async Task GiveAsync(WriteTransaction write, InboxEntry entry, CancellationToken cancellationToken)
    {
        if (!options.Value.Notice
            || entry.Event.Action is ChatAction.Install or ChatAction.Uninstall
            || !await settings.MarkNoticedAsync(write, entry.Workspace.Id, entry.Member.Id, Version, cancellationToken))
        {
            return;
        }

        var group = await settings.FindGroupAsync(entry.Workspace.Id, cancellationToken);
        await outbox.QueueAsync(
            write,
            entry.Workspace.Id,
            OutboxPost.Reply(entry, PrivacyWords.Notice(group.KeepAnswersOr(options.Value), options.Value.KeepEvents)),
            cancellationToken);
    }
}
