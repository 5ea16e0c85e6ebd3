using System.Diagnostics.CodeAnalysis;
using Bot.Core.Chat.Words;
using Bot.Core.Outbox;
using Bot.Core.Questions;
using Bot.Core.Standings;
using Bot.Core.Storage;
using Bot.Core.Telemetry;
using Bot.Core.Workers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Bot.Core.Grading;

/// <summary>Takes answers up one by one and gives each its verdict, its points and its feedback, in one transaction.</summary>
/// <param name="answers">What waits.</param>
/// <param name="questions">What it is judged against.</param>
/// <param name="grader">Judges.</param>
/// <param name="baseline">Judges when the grader failed three times.</param>
/// <param name="policy">Adds the judgements up.</param>
/// <param name="points">Takes the points.</param>
/// <param name="watchers">What follows a verdict.</param>
/// <param name="outbox">Takes the feedback.</param>
/// <param name="bell">Tells organisers of a grader that fails.</param>
/// <param name="gate">The door for writes.</param>
/// <param name="signal">Wakes the worker.</param>
/// <param name="options">How answers are taken up.</param>
/// <param name="meter">Takes how long judging took.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
public sealed partial class GradingWorker(
    AnswerStore answers,
    QuestionStore questions,
    IAnswerGrader grader,
    [FromKeyedServices(GradingWorker.Baseline)] IAnswerGrader baseline,
    ScoringPolicy policy,
    PointsLedger points,
    IEnumerable<IVerdictWatcher> watchers,
    OutboxStore outbox,
    OrganiserBell bell,
    WriteGate gate,
    GradingSignal signal,
    IOptions<GradingOptions> options,
    BotMeter meter,
    TimeProvider time,
    ILogger<GradingWorker> logger) : Worker(time)
{
    /// <summary>The key under which the grader of last resort is registered.</summary>
    public const string Baseline = "baseline";

    private static readonly TimeSpan LongestNap = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public override TimeSpan Patience => options.Value.Lease + base.Patience;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await gate.RunAsync((write, token) => answers.ReleaseLeasesAsync(write, token), stoppingToken);
        while (true)
        {
            if (!await GradeNextAsync(stoppingToken))
            {
                await signal.WaitAsync(LongestNap, Time, stoppingToken);
            }
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "An edge: one answer's failure must not stop the others. It is tried again, then judged by the baseline.")]
    private async Task<bool> GradeNextAsync(CancellationToken stoppingToken)
    {
        using var turn = TakeInHand();
        var now = Time.GetUtcNow();
        Answer? answer;
        try
        {
            answer = await gate.RunAsync((write, token) => answers.LeaseNextAsync(write, now, now + options.Value.Lease, token), stoppingToken);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            Log.LeaseFailed(logger, exception);
            return false;
        }

        if (answer is null)
        {
            return false;
        }

        using var scope = EventScope.Begin(logger, answer.Inbox);
        try
        {
            await GradeAsync(answer, stoppingToken);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            meter.Failed(Failure.Grading);
            Log.AttemptFailed(logger, exception, answer.Id, answer.Attempts, grader.Model);
            return await TryReleaseAsync(answer, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await TryParkAsync(answer, CancellationToken.None);
            throw;
        }

        return true;
    }

    private async Task GradeAsync(Answer answer, CancellationToken stoppingToken)
    {
        var isLastResort = answer.Attempts > AnswerStore.MostAttempts;
        var question = await questions.FindAsync(answer.Workspace, answer.Revision, stoppingToken)
            ?? throw new InvalidOperationException($"Revision {answer.Revision} is missing.");
        if (!question.Current.Rubric.CanBeGraded)
        {
            await gate.RunAsync((write, token) => LeaveToMemberAsync(write, answer, question, token), CancellationToken.None);
            return;
        }

        var request = new GradingRequest
        {
            Stem = question.Current.Stem,
            Rubric = question.Current.Rubric,
            Reference = question.Material.WeakStrong.FirstOrDefault(pair => pair.Strong is not null)?.Strong ?? question.Material.ShortAnswer,
            Answer = answer.Text,
        };
        using var lease = new CancellationTokenSource(options.Value.Lease, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(lease.Token, stoppingToken);
        var begun = Time.GetTimestamp();
        var assessment = await (isLastResort ? baseline : grader).AssessAsync(request, either.Token).WaitAsync(either.Token);
        meter.Graded(assessment.Model, Time.GetElapsedTime(begun));
        var verdict = policy.Decide(assessment);
        await gate.RunAsync((write, token) => SettleAsync(write, answer, question, verdict, isLastResort, token), CancellationToken.None);
        Log.Graded(logger, answer.Id, assessment.Model);
    }

    private async Task SettleAsync(
        WriteTransaction write, Answer answer, Question question, Verdict verdict, bool isLastResort, CancellationToken cancellationToken)
    {
        var now = Time.GetUtcNow();
        var state = isLastResort ? AnswerState.Failed : AnswerState.Graded;
        if (!await answers.SettleAsync(write, answer, verdict, state, now, cancellationToken))
        {
            return;
        }

        if (answer.Counts && verdict.Kind is not VerdictKind.NotSure)
        {
            await points.AwardAsync(write, answer.Workspace, answer.Id, answer.Member, verdict.Points, answer.ReceivedAt, cancellationToken);
        }

        await outbox.QueueAsync(
            write,
            answer.Workspace,
            OutboxPost.Reply(answer.Inbox, answer.Member, Feedback.On(answer, question, verdict, isLastResort)) with { Subject = PostedFeedback.SubjectOf(answer) },
            cancellationToken);
        if (isLastResort)
        {
            await bell.RingAsync(write, answer.Workspace, Feedback.GraderFailed(grader.Model, verdict.Assessment.Model), cancellationToken);
        }

        foreach (var watcher in watchers)
        {
            await watcher.GradedAsync(write, answer, verdict, cancellationToken);
        }
    }

    private async Task LeaveToMemberAsync(WriteTransaction write, Answer answer, Question question, CancellationToken cancellationToken)
    {
        if (await answers.SettleAsync(write, answer, SelfRating.Awaited, AnswerState.Graded, Time.GetUtcNow(), cancellationToken))
        {
            await outbox.QueueAsync(
                write,
                answer.Workspace,
                OutboxPost.Reply(answer.Inbox, answer.Member, RatingWords.Ask(answer, question)) with { Subject = PostedFeedback.SubjectOf(answer) },
                cancellationToken);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "The second failure in a row: the lease ends by itself and the log has both.")]
    private async Task<bool> TryReleaseAsync(Answer answer, CancellationToken stoppingToken)
    {
        if (answer.Attempts > AnswerStore.MostAttempts)
        {
            // Even the baseline failed: the answer keeps its lease, so that the others come first, and is tried when that ends.
            return true;
        }

        try
        {
            await gate.RunAsync((write, token) => answers.ReleaseAsync(write, answer, token), stoppingToken);
            return true;
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            Log.LeaseFailed(logger, exception);
            return false;
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "The bot ends: the next start gives the answer back, and counts one attempt more.")]
    private async Task TryParkAsync(Answer answer, CancellationToken cancellationToken)
    {
        try
        {
            await gate.RunAsync((write, token) => answers.ParkAsync(write, answer, token), cancellationToken);
        }
        catch (Exception exception)
        {
            Log.LeaseFailed(logger, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "Answer {AnswerId} was graded by {Model}.")]
        public static partial void Graded(ILogger logger, AnswerId answerId, string model);

        [LoggerMessage(2, LogLevel.Error, "Attempt {Attempt} at answer {AnswerId} with {Model} failed.")]
        public static partial void AttemptFailed(ILogger logger, Exception exception, AnswerId answerId, int attempt, string model);

        [LoggerMessage(3, LogLevel.Error, "The next answer could not be taken up or given back; it is tried again.")]
        public static partial void LeaseFailed(ILogger logger, Exception exception);
    }
}
