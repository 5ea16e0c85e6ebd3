using Bot.Core.Members;
using Bot.Core.Storage;

namespace Bot.Core.Outbox;

/// <summary>A feature that has to know what became of a post, in the transaction that records it.</summary>
public interface IPostWatcher
{
    /// <summary>Gets the part of a subject before the colon that this feature uses.</summary>
    string Subject { get; }

    /// <summary>Learns that a post is out, or that nobody will ever know and it is to be taken for out.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="argument">The part of the subject behind the colon.</param>
    /// <param name="at">When the platform took it, or when it was left at that.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A task that ends when the feature has taken note.</returns>
    Task PostedAsync(WriteTransaction write, WorkspaceId workspace, string argument, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Learns that a post was given up.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="argument">The part of the subject behind the colon.</param>
    /// <param name="reason">Why, in words for the organiser.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A task that ends when the feature has taken note.</returns>
    Task GivenUpAsync(WriteTransaction write, WorkspaceId workspace, string argument, string reason, CancellationToken cancellationToken);
}
