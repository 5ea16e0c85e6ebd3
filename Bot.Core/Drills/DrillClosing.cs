using Bot.Core.Chat.Words;
using Bot.Core.Grading;
using Bot.Core.Members;
using Bot.Core.Outbox;
using Bot.Core.Questions;
using Bot.Core.Storage;

namespace Bot.Core.Drills;

/// <summary>Closes daily questions whose time is over, and reveals them once the last answer that counts has its verdict.</summary>
/// <param name="occurrences">The drills.</param>
/// <param name="answers">What was answered.</param>
/// <param name="questions">What was asked.</param>
/// <param name="members">Who answered.</param>
/// <param name="settings">Who keeps off boards, and when drills are revealed.</param>
/// <param name="outbox">Takes the reveal.</param>
/// <param name="alarms">Rings at closing times.</param>
/// <param name="gate">The door for writes.</param>
/// <param name="time">The clock.</param>
public sealed class DrillClosing(
    OccurrenceStore occurrences,
    AnswerStore answers,
    QuestionStore questions,
    MemberStore members,
    SettingsStore settings,
    OutboxStore outbox,
    IDrillAlarms alarms,
    WriteGate gate,
    TimeProvider time) : IVerdictWatcher
{
    /// <summary>Closes a daily question if its time is over, and reveals it if nothing is left to grade. Calling it again changes nothing.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="id">The drill.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A task that ends after the commit.</returns>
    public Task CloseDueAsync(WorkspaceId workspace, OccurrenceId id, CancellationToken cancellationToken) =>
        gate.RunAsync(
            async (write, token) =>
            {
                var now = time.GetUtcNow();
                if (await occurrences.FindAsync(write, workspace, id, token) is not { Kind: DrillKind.Daily } occurrence)
                {
                    return;
                }

                if (occurrence is { State: OccurrenceState.Queued or OccurrenceState.Open, ClosesAt: { } closesAt } && closesAt > now)
                {
                    write.AfterCommit(() => alarms.SetClose(workspace, id, closesAt));
                    return;
                }

                if (occurrence is { State: OccurrenceState.Closed }
                    || (occurrence is { State: OccurrenceState.Open } && await occurrences.CloseAsync(write, workspace, id, now, token)))
                {
                    await RevealIfReadyAsync(write, occurrence with { State = OccurrenceState.Closed }, token);
                }
            },
            cancellationToken);

    /// <inheritdoc/>
    public async Task GradedAsync(WriteTransaction write, Answer answer, Verdict verdict, CancellationToken cancellationToken)
    {
        if (answer.Target is AnswerTarget.Drill drill
            && await occurrences.FindAsync(write, answer.Workspace, drill.Id, cancellationToken) is { State: OccurrenceState.Closed } occurrence)
        {
            await RevealIfReadyAsync(write, occurrence, cancellationToken);
        }
    }

    private async Task RevealIfReadyAsync(WriteTransaction write, Occurrence occurrence, CancellationToken cancellationToken)
    {
        if (occurrence.IsRevealQueued)
        {
            return;
        }

        var revealAt = occurrence.ClosesAt!.Value + (await settings.FindGroupAsync(occurrence.Workspace, cancellationToken)).RevealAfter;
        if (revealAt > time.GetUtcNow())
        {
            write.AfterCommit(() => alarms.SetClose(occurrence.Workspace, occurrence.Id, revealAt));
            return;
        }

        if (await answers.IsGradingAsync(write, occurrence.Workspace, occurrence.Id, cancellationToken))
        {
            return;
        }

        var question = await questions.FindAsync(occurrence.Workspace, occurrence.Revision!.Value, cancellationToken)
            ?? throw new InvalidOperationException($"Revision {occurrence.Revision} is missing.");
        var hidden = await settings.ListHiddenAsync(write, occurrence.Workspace, cancellationToken);
        var shown = (await members.ListMembersAsync(occurrence.Workspace, cancellationToken))
            .Where(member => !hidden.Contains(member.Id))
            .ToDictionary(member => member.Id);
        var verdicts = await answers.ListVerdictsAsync(write, occurrence.Workspace, occurrence.Id, cancellationToken);
        var post = await outbox.QueueAsync(
            write,
            occurrence.Workspace,
            OutboxPost.ToChannel(
                occurrence.Channel,
                DrillWords.Reveal(question, [.. verdicts.Select(pair => (shown.GetValueOrDefault(pair.Member), pair.Verdict))])) with
            {
                Subject = $"{PostedReveal.SubjectName}:{occurrence.Id}",
            },
            cancellationToken);
        await occurrences.SetRevealAsync(write, occurrence.Workspace, occurrence.Id, post, cancellationToken);
    }
}
