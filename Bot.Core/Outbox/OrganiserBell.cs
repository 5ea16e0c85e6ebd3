using Bot.Core.Chat;
using Bot.Core.Members;
using Bot.Core.Storage;

namespace Bot.Core.Outbox;

/// <summary>Tells the organisers of a workspace what needs a person, each in a private message.</summary>
/// <param name="members">Knows the organisers.</param>
/// <param name="departures">Knows who has left.</param>
/// <param name="outbox">Takes the messages.</param>
public sealed class OrganiserBell(MemberStore members, DepartureStore departures, OutboxStore outbox)
{
    /// <summary>Queues a message to the one whom it concerns; to all organisers once that one has left.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="member">Whom it concerns.</param>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A task that ends when it is queued.</returns>
    public async Task TellAsync(
        WriteTransaction write, WorkspaceId workspace, MemberId member, MessageView message, CancellationToken cancellationToken)
    {
        if (await departures.IsPresentAsync(write, workspace, member, cancellationToken))
        {
            await outbox.QueueAsync(write, workspace, OutboxPost.ToMember(member, message), cancellationToken);
        }
        else
        {
            await RingAsync(write, workspace, message, cancellationToken);
        }
    }

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
