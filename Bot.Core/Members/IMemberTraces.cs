using System.Text.Json.Nodes;
using Bot.Core.Storage;

namespace Bot.Core.Members;

/// <summary>What one feature keeps of members: to take along, to be forgotten, and to grow old.</summary>
public interface IMemberTraces
{
    /// <summary>Gets what it is, as the document that a member takes along names it.</summary>
    string Name { get; }

    /// <summary>Reads all that is kept of a member.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="member">The member.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>One entry a row, oldest first.</returns>
    Task<JsonArray> ExportAsync(WorkspaceId workspace, MemberId member, CancellationToken cancellationToken);

    /// <summary>
    /// Removes all that is kept of a member, in the transaction that removes the member. References between tables may be broken
    /// until that ends.
    /// </summary>
    /// <param name="write">The transaction.</param>
    /// <param name="leaving">Who leaves.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A task that ends when nothing is left.</returns>
    Task ForgetAsync(WriteTransaction write, Leaving leaving, CancellationToken cancellationToken);

    /// <summary>Removes what has been kept long enough. Nothing that is unsettled is ever removed.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="ageing">What is old.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Whether there may be more: a transaction removes a few hundred rows at most.</returns>
    Task<bool> AgeAsync(WriteTransaction write, Ageing ageing, CancellationToken cancellationToken) => Task.FromResult(false);
}

/// <summary>What is old in a workspace.</summary>
/// <param name="Workspace">The workspace.</param>
/// <param name="AnswersBefore">Words of answers from before this go.</param>
/// <param name="EventsBefore">Handled events and sent messages from before this go.</param>
/// <param name="Now">The time.</param>
/// <param name="Most">How many rows of a kind to remove at most.</param>
public sealed record Ageing(WorkspaceId Workspace, DateTimeOffset AnswersBefore, DateTimeOffset EventsBefore, DateTimeOffset Now, int Most);
