using Bot.Core.Chat;
using Bot.Core.Members;
using Bot.Core.Storage;

namespace Bot.Core.Outbox;

/// <summary>Tells the organisers of a workspace what needs a person, each in a private message.</summary>
/// <param name="members">Knows the organisers.</param>
/// <param name="outbox">Takes the messages.</param>
public sealed class OrganiserBell(MemberStore members, OutboxStore outbox)
{
    /// <summary>Queues a message to every organiser that the workspace's settings name.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A task that ends when they are queued.</returns>
    public async Task RingAsync(WriteTransaction write, WorkspaceId workspace, MessageView message, CancellationToken cancellationToken)
    {
        foreach (var member in await members.ListOrganisersAsync(write, workspace, cancellationToken))
        {
            await outbox.QueueAsync(write, workspace, OutboxPost.ToMember(member, message), cancellationToken);
        }
    }
}
