using Bot.Core.Chat.Words;
using Bot.Core.Members;
using Bot.Core.Outbox;
using Bot.Core.Storage;
using Bot.Core.Telemetry;

namespace Bot.Core.Drills.Rounds;

/// <summary>Opens a round when its announcement is out, and abandons it when that was given up.</summary>
internal sealed class PostedAnnouncement(RapidFireRound round, OccurrenceStore occurrences, BotMeter meter) : IPostWatcher
{
    public string Subject => RapidFireRound.AnnouncementSubject;

    public async Task PostedAsync(WriteTransaction write, WorkspaceId workspace, string argument, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var id = new OccurrenceId(Guid.Parse(argument));
        await occurrences.OpenAsync(write, workspace, id, at, cancellationToken);
        write.AfterCommit(() => meter.Opened("round"));
        await round.ContinueAsync(write, workspace, id, cancellationToken);
    }

    public Task GivenUpAsync(WriteTransaction write, WorkspaceId workspace, string argument, string reason, CancellationToken cancellationToken) =>
        occurrences.AbandonAsync(write, workspace, new OccurrenceId(Guid.Parse(argument)), reason, cancellationToken);
}

/// <summary>
/// Opens a question of a round when its post is out. One that came too late is cancelled and the round goes on; a channel
/// that takes no more posts ends the round.
/// </summary>
internal sealed class PostedRoundQuestion(RapidFireRound round, RoundStore rounds, OccurrenceStore occurrences) : IPostWatcher
{
    public string Subject => RapidFireRound.QuestionSubject;

    public async Task PostedAsync(WriteTransaction write, WorkspaceId workspace, string argument, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var (id, position) = RoundPost.Read(argument);
        await rounds.OpenAsync(write, workspace, id, position, at, cancellationToken);
        await round.ContinueAsync(write, workspace, id, cancellationToken);
    }

    public async Task GivenUpAsync(WriteTransaction write, WorkspaceId workspace, string argument, string reason, CancellationToken cancellationToken)
    {
        var (id, position) = RoundPost.Read(argument);
        if (reason != Deliveries.TooLate)
        {
            await occurrences.AbandonAsync(write, workspace, id, reason, cancellationToken);
            return;
        }

        // One that was to be opened once more keeps the answers that it has.
        await rounds.CloseAsync(write, workspace, id, position, DateTimeOffset.MaxValue, cancellationToken);
        await rounds.CancelAsync(write, workspace, id, position, RoundWords.CameTooLate, cancellationToken);
        await round.ContinueAsync(write, workspace, id, cancellationToken);
    }
}

/// <summary>Goes on with a round when the result of a question is out, or was given up.</summary>
internal sealed class PostedRoundResult(RapidFireRound round, RoundStore rounds) : IPostWatcher
{
    public string Subject => RapidFireRound.ResultSubject;

    public async Task PostedAsync(WriteTransaction write, WorkspaceId workspace, string argument, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var (id, position) = RoundPost.Read(argument);
        await rounds.RevealAsync(write, workspace, id, position, cancellationToken);
        await round.ContinueAsync(write, workspace, id, cancellationToken);
    }

    public Task GivenUpAsync(WriteTransaction write, WorkspaceId workspace, string argument, string reason, CancellationToken cancellationToken) =>
        PostedAsync(write, workspace, argument, default, cancellationToken);
}

/// <summary>Reads what the post of a question or of its result is about.</summary>
internal static class RoundPost
{
    public static (OccurrenceId Id, int Position) Read(string argument)
    {
        var parts = argument.Split('/');
        return (new OccurrenceId(Guid.Parse(parts[0])), int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));
    }
}
