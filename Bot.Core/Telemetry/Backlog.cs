using Bot.Core.Grading;
using Bot.Core.Inbox;
using Bot.Core.Outbox;

namespace Bot.Core.Telemetry;

/// <summary>Counts what waits, of all workspaces together.</summary>
/// <param name="inbox">Events.</param>
/// <param name="answers">Answers.</param>
/// <param name="outbox">Posts.</param>
public sealed class Backlog(InboxStore inbox, AnswerStore answers, OutboxStore outbox)
{
    /// <summary>Counts; each count reads an index of what waits, however much lies settled beside it.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The counts.</returns>
    public async Task<BacklogCounts> CountAsync(CancellationToken cancellationToken) => new(
        await inbox.CountUnsettledAsync(cancellationToken),
        await answers.CountWaitingAsync(cancellationToken),
        await outbox.CountPendingAsync(cancellationToken));
}

/// <summary>How much waits.</summary>
/// <param name="Events">Events that were stored and not handled.</param>
/// <param name="Answers">Answers that have no verdict.</param>
/// <param name="Posts">Posts that have not gone out; those that wait for a member to come back are not among them.</param>
public sealed record BacklogCounts(long Events, long Answers, long Posts);
