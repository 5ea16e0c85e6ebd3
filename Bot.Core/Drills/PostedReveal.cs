using Bot.Core.Members;
using Bot.Core.Outbox;
using Bot.Core.Storage;

namespace Bot.Core.Drills;

/// <summary>Ends a drill when its reveal is out, and abandons it when that was given up.</summary>
/// <param name="occurrences">The drills.</param>
internal sealed class PostedReveal(OccurrenceStore occurrences) : IPostWatcher
{
    public const string SubjectName = "reveal";

    public string Subject => SubjectName;

    public Task PostedAsync(WriteTransaction write, WorkspaceId workspace, string argument, DateTimeOffset at, CancellationToken cancellationToken) =>
        occurrences.RevealAsync(write, workspace, new OccurrenceId(Guid.Parse(argument)), at, cancellationToken);

    public Task GivenUpAsync(WriteTransaction write, WorkspaceId workspace, string argument, string reason, CancellationToken cancellationToken) =>
        occurrences.AbandonAsync(write, workspace, new OccurrenceId(Guid.Parse(argument)), reason, cancellationToken);
}
