using Bot.Core.Inbox;
using Bot.Core.Outbox;
using Bot.Core.Storage;

namespace Bot.Core.Members;

/// <summary>Removes what carried the last word to a member who left: the message, and the event whose handle it used.</summary>
/// <param name="inbox">Has the event.</param>
/// <param name="outbox">Has the message.</param>
internal sealed class Farewell(InboxStore inbox, OutboxStore outbox) : IPostWatcher
{
    public const string SubjectName = "farewell";

    public string Subject => SubjectName;

    public Task PostedAsync(WriteTransaction write, WorkspaceId workspace, string argument, DateTimeOffset at, CancellationToken cancellationToken) =>
        RemoveAsync(write, workspace, argument, cancellationToken);

    public Task GivenUpAsync(WriteTransaction write, WorkspaceId workspace, string argument, string reason, CancellationToken cancellationToken) =>
        RemoveAsync(write, workspace, argument, cancellationToken);

    private async Task RemoveAsync(WriteTransaction write, WorkspaceId workspace, string argument, CancellationToken cancellationToken)
    {
        var id = new InboxId(Guid.Parse(argument));
        await outbox.RemoveRepliesAsync(write, workspace, id, cancellationToken);
        await inbox.RemoveAsync(write, workspace, id, cancellationToken);
    }
}
