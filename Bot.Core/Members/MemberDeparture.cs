using Bot.Core.Chat;
using Bot.Core.Chat.Words;
using Bot.Core.Outbox;
using Bot.Core.Storage;

namespace Bot.Core.Members;

/// <summary>
/// Deletes a member wholly, in one transaction. What is under way meets nothing afterwards: a verdict finds no answer, an event
/// no row, and a post that is being shown is read again as it is stored then.
/// </summary>
/// <param name="traces">What each feature keeps.</param>
/// <param name="departures">The row of the member.</param>
/// <param name="outbox">Takes the last word.</param>
/// <param name="erasure">Erases the bytes.</param>
/// <param name="time">The clock.</param>
internal sealed class MemberDeparture(
    IEnumerable<IMemberTraces> traces, DepartureStore departures, OutboxStore outbox, ErasureSignal erasure, TimeProvider time)
{
    public Task LeaveAsync(Interaction interaction, CancellationToken cancellationToken) =>
        interaction.CommitAsync(
            async (write, token) =>
            {
                await LeaveAsync(write, interaction, token);
                return null; // A reply would refer to a member who is gone.
            },
            cancellationToken);

    private async Task LeaveAsync(WriteTransaction write, Interaction interaction, CancellationToken cancellationToken)
    {
        var workspace = interaction.Workspace;
        var former = await departures.FindFormerAsync(write, workspace.Id, time.GetUtcNow(), cancellationToken);
        var leaving = new Leaving(workspace.Id, interaction.Member, former, interaction.Id);
        await departures.RemoveAsync(write, workspace.Id, interaction.Member.Id, cancellationToken);
        foreach (var trace in traces)
        {
            await trace.ForgetAsync(write, leaving, cancellationToken);
        }

        // Elsewhere whoever manages the workspace is an organiser anyway.
        if (workspace.Platform is Platform.Local && await departures.PromoteEldestAsync(write, workspace.Id, cancellationToken) is { } promoted)
        {
            await outbox.QueueAsync(write, workspace.Id, OutboxPost.ToMember(promoted, PrivacyWords.Promoted), cancellationToken);
        }

        await outbox.QueueAsync(
            write,
            workspace.Id,
            OutboxPost.Reply(interaction.Id, former, PrivacyWords.Deleted) with
            {
                Subject = $"{Farewell.SubjectName}:{interaction.Id}",
                Expires = interaction.Event.Reply.ExpiresAt,
            },
            cancellationToken);
        write.AfterCommit(erasure.Set);
    }
}
