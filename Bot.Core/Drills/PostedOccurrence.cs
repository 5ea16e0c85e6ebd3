using Bot.Core.Members;
using Bot.Core.Outbox;
using Bot.Core.Storage;
using Bot.Core.Telemetry;

namespace Bot.Core.Drills;

/// <summary>Opens a drill when its question is out, and abandons it when that was given up.</summary>
/// <param name="occurrences">The drills.</param>
/// <param name="alarms">Rings at closing times.</param>
/// <param name="meter">Counts the drills.</param>
internal sealed class PostedOccurrence(OccurrenceStore occurrences, IDrillAlarms alarms, BotMeter meter) : IPostWatcher
{
    public const string SubjectName = "occurrence";

    public string Subject => SubjectName;

    public async Task PostedAsync(WriteTransaction write, WorkspaceId workspace, string argument, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var id = new OccurrenceId(Guid.Parse(argument));
        await occurrences.OpenAsync(write, workspace, id, at, cancellationToken);
        write.AfterCommit(() => meter.Opened("daily"));
        if (await occurrences.FindAsync(write, workspace, id, cancellationToken) is { ClosesAt: { } closesAt })
        {
            // Set again: the first alarm may have rung before the platform's word came.
            write.AfterCommit(() => alarms.SetClose(workspace, id, closesAt));
        }
    }

    public Task GivenUpAsync(WriteTransaction write, WorkspaceId workspace, string argument, string reason, CancellationToken cancellationToken) =>
        occurrences.AbandonAsync(write, workspace, new OccurrenceId(Guid.Parse(argument)), reason, cancellationToken);
}
