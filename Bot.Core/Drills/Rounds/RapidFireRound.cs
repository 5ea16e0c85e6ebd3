using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Bot.Core.Chat.Words;
using Bot.Core.Grading;
using Bot.Core.Inbox;
using Bot.Core.Members;
using Bot.Core.Outbox;
using Bot.Core.Questions;
using Bot.Core.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Bot.Core.Drills.Rounds;

/// <summary>
/// Takes a round from its announcement over its questions to its summary. Every step is decided from what is stored and
/// committed with the post that it causes, so that a step that is taken twice, or after a crash, changes nothing.
/// </summary>
/// <param name="rounds">The rounds.</param>
/// <param name="occurrences">The rounds as drills.</param>
/// <param name="answers">What was answered.</param>
/// <param name="questions">What is asked.</param>
/// <param name="members">Who answered.</param>
/// <param name="settings">Who keeps off boards.</param>
/// <param name="inbox">Tells whether answers from before a deadline are still to come.</param>
/// <param name="outbox">Takes the posts.</param>
/// <param name="alarms">Rings at deadlines.</param>
/// <param name="gate">The door for writes.</param>
/// <param name="options">How rounds run.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
public sealed partial class RapidFireRound(
    RoundStore rounds,
    OccurrenceStore occurrences,
    AnswerStore answers,
    QuestionStore questions,
    MemberStore members,
    SettingsStore settings,
    InboxStore inbox,
    OutboxStore outbox,
    IDrillAlarms alarms,
    WriteGate gate,
    IOptions<RoundOptions> options,
    TimeProvider time,
    ILogger<RapidFireRound> logger) : IVerdictWatcher
{
    internal const string AnnouncementSubject = "round";

    internal const string QuestionSubject = "round-question";

    internal const string ResultSubject = "round-result";

    // For so long a deadline waits for answers that came before it and are not handled yet.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan NextLook = TimeSpan.FromSeconds(1);

    /// <summary>Takes up the rounds that an earlier run left. Called once, at the start.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A task that ends when each has taken its next step or has its alarm.</returns>
    public async Task ResumeAsync(CancellationToken cancellationToken)
    {
        foreach (var occurrence in await occurrences.ListUnfinishedAsync(cancellationToken))
        {
            if (occurrence.Kind is DrillKind.Round)
            {
                await ResumeAsync(occurrence, cancellationToken);
            }
        }
    }

    /// <summary>Takes the next step of a round if it is due, and sets the alarm of the one after it. Calling it again changes nothing.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="id">The round.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A task that ends after the commit.</returns>
    public Task ContinueAsync(WorkspaceId workspace, OccurrenceId id, CancellationToken cancellationToken) =>
        gate.RunAsync((write, token) => ContinueAsync(write, workspace, id, token), cancellationToken);

    /// <inheritdoc/>
    public Task GradedAsync(WriteTransaction write, Answer answer, Verdict verdict, CancellationToken cancellationToken) =>
        answer.Target is AnswerTarget.Round target
            ? ContinueAsync(write, answer.Workspace, target.Id, cancellationToken)
            : Task.CompletedTask;

    /// <summary>Begins a round: stores it with its questions and queues its announcement.</summary>
    internal async Task BeginAsync(WriteTransaction write, RoundStart start, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var post = await outbox.QueueAsync(
            write,
            start.Workspace,
            OutboxPost.ToChannel(start.Channel, RoundWords.Announcement(start, options.Value)) with
            {
                Subject = $"{AnnouncementSubject}:{start.Id}",
                Expires = (start.Planned?.Fire.At ?? now) + options.Value.Grace + options.Value.PostWithin,
            },
            cancellationToken);
        await occurrences.AddRoundAsync(write, start, now, post, cancellationToken);
        await rounds.AddQuestionsAsync(write, start.Workspace, start.Id, start.Questions, cancellationToken);
        Log.Began(logger, start.Id, start.Questions.Length);
    }

    /// <summary>Stops a round: the open question closes now, the others are cancelled, the summary follows.</summary>
    internal async Task StopAsync(WriteTransaction write, Round round, string reason, CancellationToken cancellationToken)
    {
        var (workspace, id) = (round.Occurrence.Workspace, round.Occurrence.Id);
        if (round.Occurrence.State is OccurrenceState.Queued)
        {
            await outbox.WithdrawAsync(write, workspace, $"{AnnouncementSubject}:{id}", reason, cancellationToken);
            await occurrences.AbandonAsync(write, workspace, id, reason, cancellationToken);
        }

        foreach (var question in round.Questions.Where(question => !question.IsOver))
        {
            await outbox.WithdrawAsync(write, workspace, Subject(QuestionSubject, id, question.Position), reason, cancellationToken);
            await rounds.CloseAsync(write, workspace, id, question.Position, time.GetUtcNow(), cancellationToken);
            await rounds.CancelAsync(write, workspace, id, question.Position, reason, cancellationToken);
        }

        Log.Stopped(logger, id, reason);
        await ContinueAsync(write, workspace, id, cancellationToken);
    }

    /// <summary>Takes the next step of a round in a transaction.</summary>
    internal async Task ContinueAsync(WriteTransaction write, WorkspaceId workspace, OccurrenceId id, CancellationToken cancellationToken)
    {
        if (await rounds.FindAsync(write, workspace, id, cancellationToken) is not { } round)
        {
            return;
        }

        switch (round.Occurrence.State, round.Current)
        {
            case (OccurrenceState.Open, { } question):
                await ContinueAsync(write, round, question, cancellationToken);
                break;
            case (OccurrenceState.Open, null):
                await occurrences.CloseAsync(write, workspace, id, time.GetUtcNow(), cancellationToken);
                await ContinueAsync(write, workspace, id, cancellationToken);
                break;
            case (OccurrenceState.Closed, _) when !round.Occurrence.IsRevealQueued:
                await SumUpAsync(write, round, cancellationToken);
                break;
        }
    }

    private async Task ContinueAsync(WriteTransaction write, Round round, RoundQuestion question, CancellationToken cancellationToken)
    {
        var (workspace, id, now) = (round.Occurrence.Workspace, round.Occurrence.Id, time.GetUtcNow());
        switch (question.State)
        {
            case RoundQuestionState.Waiting:
                await AskAsync(write, round, question, isAgain: false, cancellationToken);
                break;
            case RoundQuestionState.Open when question.ClosesAt > now:
                write.AfterCommit(() => alarms.SetClose(workspace, id, question.ClosesAt.Value));
                break;
            case RoundQuestionState.Open when now < question.ClosesAt + LongestWait
                && await inbox.IsBehindAsync(write, workspace, question.ClosesAt!.Value, cancellationToken):
                write.AfterCommit(() => alarms.SetClose(workspace, id, now + NextLook));
                break;
            case RoundQuestionState.Open:
                await rounds.CloseAsync(write, workspace, id, question.Position, question.ClosesAt!.Value, cancellationToken);
                await ContinueAsync(write, workspace, id, cancellationToken);
                break;
            case RoundQuestionState.Closed when !question.IsResultQueued:
                await ReportAsync(write, round, question, cancellationToken);
                break;
        }
    }

    private async Task AskAsync(WriteTransaction write, Round round, RoundQuestion asked, bool isAgain, CancellationToken cancellationToken)
    {
        var (workspace, id) = (round.Occurrence.Workspace, round.Occurrence.Id);
        var question = await FindAsync(workspace, asked, cancellationToken);
        if (question.RetiredAt is not null && !isAgain)
        {
            await rounds.CancelAsync(write, workspace, id, asked.Position, RoundWords.Withdrawn, cancellationToken);
            await outbox.QueueAsync(
                write, workspace, OutboxPost.ToChannel(round.Occurrence.Channel, RoundWords.WasWithdrawn(asked.Position, round.Questions.Length)), cancellationToken);
            await ContinueAsync(write, workspace, id, cancellationToken);
            return;
        }

        // People read the countdown to the first question from when the announcement was out, not from when that was noted here.
        var now = time.GetUtcNow();
        var due = isAgain ? now
            : !round.Questions.All(other => other.State is RoundQuestionState.Waiting) ? now + options.Value.Pause
            : round.Occurrence.OpenedAt is { } opened && opened < now ? Later(opened + options.Value.Lead, now)
            : now + options.Value.Lead;
        var post = await outbox.QueueAsync(
            write,
            workspace,
            OutboxPost.ToChannel(round.Occurrence.Channel, RoundWords.Question(question, id, asked, round.Questions.Length, isAgain)) with
            {
                Subject = Subject(QuestionSubject, id, asked.Position),
                Due = due,
                Expires = due + options.Value.PostWithin,
            },
            cancellationToken);
        await rounds.QueueAsync(write, workspace, id, asked.Position, post, cancellationToken);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private async Task ReportAsync(WriteTransaction write, Round round, RoundQuestion question, CancellationToken cancellationToken)
    {
        var (workspace, id) = (round.Occurrence.Workspace, round.Occurrence.Id);
        var counted = await answers.ListCountedAsync(write, workspace, id, cancellationToken);
        var patience = question.ClosesAt!.Value + options.Value.Patience;
        if (time.GetUtcNow() < patience && counted.Any(answer => answer.Question == question.Question && answer.Verdict is null))
        {
            write.AfterCommit(() => alarms.SetClose(workspace, id, patience));
            return;
        }

        var message = RoundWords.Result(
            await FindAsync(workspace, question, cancellationToken),
            question,
            round.Questions.Length,
            [.. counted.Where(answer => answer.Question == question.Question)],
            await StandingsAsync(write, round, question, counted, cancellationToken));
        var post = await outbox.QueueAsync(
            write,
            workspace,
            OutboxPost.ToChannel(round.Occurrence.Channel, message) with { Subject = Subject(ResultSubject, id, question.Position) },
            cancellationToken);
        await rounds.SetResultAsync(write, workspace, id, question.Position, post, cancellationToken);
    }

    private async Task SumUpAsync(WriteTransaction write, Round round, CancellationToken cancellationToken)
    {
        var (workspace, id) = (round.Occurrence.Workspace, round.Occurrence.Id);
        var counted = await answers.ListCountedAsync(write, workspace, id, cancellationToken);
        var patience = (round.Occurrence.ClosesAt ?? time.GetUtcNow()) + options.Value.Patience;
        if (time.GetUtcNow() < patience && counted.Any(answer => answer.Verdict is null))
        {
            write.AfterCommit(() => alarms.SetClose(workspace, id, patience));
            return;
        }

        var held = round.Questions.Where(question => question.State is not RoundQuestionState.Cancelled).ToList();
        List<(Question, IEnumerable<CountedAnswer>)> asked = [];
        foreach (var question in held)
        {
            asked.Add((await FindAsync(workspace, question, cancellationToken), counted.Where(answer => answer.Question == question.Question)));
        }

        var post = await outbox.QueueAsync(
            write,
            workspace,
            OutboxPost.ToChannel(
                round.Occurrence.Channel,
                RoundWords.Summary(
                    round.Questions.Length,
                    asked,
                    counted.Count(answer => answer.Verdict is null),
                    await StandingsAsync(write, round, now: null, counted, cancellationToken))) with
            {
                Subject = $"{PostedReveal.SubjectName}:{id}",
            },
            cancellationToken);
        await occurrences.SetRevealAsync(write, workspace, id, post, cancellationToken);
    }

    [SuppressMessage("Design", "CA1031", Justification = "An edge: a round that cannot be taken up must not stop the others.")]
    private async Task ResumeAsync(Occurrence occurrence, CancellationToken cancellationToken)
    {
        try
        {
            await gate.RunAsync((write, token) => ResumeAsync(write, occurrence, token), cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.ResumeFailed(logger, exception, occurrence.Id);
        }
    }

    private async Task ResumeAsync(WriteTransaction write, Occurrence occurrence, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await rounds.FindAsync(write, occurrence.Workspace, occurrence.Id, cancellationToken) is { Occurrence.State: OccurrenceState.Open } round)
        {
            // Whether a question was open or only on its way: after a long time nobody waits for the next one any more.
            if (now - (round.Questions.Max(question => question.ClosesAt) ?? round.Occurrence.OpenedAt) > options.Value.Grace)
            {
                await StopAsync(write, round, RoundWords.Interrupted, cancellationToken);
                return;
            }

            if (round.Current is { State: RoundQuestionState.Open, ReopenedAt: null } question && question.ClosesAt <= now)
            {
                await AskAsync(write, round, question, isAgain: true, cancellationToken);
                return;
            }
        }

        await ContinueAsync(write, occurrence.Workspace, occurrence.Id, cancellationToken);
    }

    private async Task<Question> FindAsync(WorkspaceId workspace, RoundQuestion question, CancellationToken cancellationToken) =>
        await questions.FindAsync(workspace, question.Revision, cancellationToken)
        ?? throw new InvalidOperationException($"Revision {question.Revision} is missing.");

    private async Task<ImmutableArray<RoundPlace>> StandingsAsync(
        WriteTransaction write, Round round, RoundQuestion? now, IEnumerable<CountedAnswer> counted, CancellationToken cancellationToken)
    {
        var hidden = await settings.ListHiddenAsync(write, round.Occurrence.Workspace, cancellationToken);
        var shown = (await members.ListMembersAsync(round.Occurrence.Workspace, cancellationToken))
            .Where(member => !hidden.Contains(member.Id))
            .ToDictionary(member => member.Id);
        return RoundStandings.Of(round.Questions, now, counted, shown, options.Value.SpeedBonus);
    }

    private static string Subject(string subject, OccurrenceId id, int position) => $"{subject}:{id}/{position}";

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Round {OccurrenceId} began with {Questions} questions.")]
        public static partial void Began(ILogger logger, OccurrenceId occurrenceId, int questions);

        [LoggerMessage(2, LogLevel.Information, "Round {OccurrenceId} was stopped: {Reason}.")]
        public static partial void Stopped(ILogger logger, OccurrenceId occurrenceId, string reason);

        [LoggerMessage(3, LogLevel.Error, "Round {OccurrenceId} could not be taken up; it rests until the next start.")]
        public static partial void ResumeFailed(ILogger logger, Exception exception, OccurrenceId occurrenceId);
    }
}
