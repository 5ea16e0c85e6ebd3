using System.Diagnostics.CodeAnalysis;
using Bot.Core.Chat;
using Bot.Core.Chat.Words;
using Bot.Core.Drills.Rounds;
using Bot.Core.Members;
using Bot.Core.Outbox;
using Bot.Core.Questions;
using Bot.Core.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Bot.Core.Drills;

/// <summary>
/// Runs what a schedule has planned and is due, a daily question or a round: live, late, and after downtime in one way. Of several planned times the
/// latest is run if it is within its grace; the others are put on record as skipped.
/// </summary>
/// <param name="schedules">What is planned.</param>
/// <param name="occurrences">What became of it.</param>
/// <param name="questions">What can be asked.</param>
/// <param name="rounds">Begins rounds.</param>
/// <param name="roundChoice">Chooses their questions.</param>
/// <param name="running">Knows the rounds that run.</param>
/// <param name="settings">How long the group answers.</param>
/// <param name="closing">Ends the drill before.</param>
/// <param name="outbox">Takes the post.</param>
/// <param name="bell">Tells who made a schedule that it has nothing to ask.</param>
/// <param name="alarms">Rings at the next planned time.</param>
/// <param name="gate">The door for writes.</param>
/// <param name="options">Grace and window.</param>
/// <param name="roundOptions">The grace of rounds.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
public sealed partial class DailyDrill(
    ScheduleStore schedules,
    OccurrenceStore occurrences,
    QuestionStore questions,
    RapidFireRound rounds,
    RoundChoice roundChoice,
    RoundStore running,
    SettingsStore settings,
    DrillClosing closing,
    OutboxStore outbox,
    OrganiserBell bell,
    IDrillAlarms alarms,
    WriteGate gate,
    IOptions<DrillOptions> options,
    IOptions<RoundOptions> roundOptions,
    TimeProvider time,
    ILogger<DailyDrill> logger)
{
    /// <summary>Does what was missed while the bot was down, and sets all alarms.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A task that ends when every schedule and every unfinished drill has its alarm.</returns>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var occurrence in await occurrences.ListUnfinishedAsync(cancellationToken))
        {
            await closing.CloseDueAsync(occurrence.Workspace, occurrence.Id, cancellationToken);
        }

        foreach (var schedule in await schedules.ListActiveAsync(cancellationToken))
        {
            await StartAsync(schedule, cancellationToken);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "An edge: a schedule that can no longer be planned must not stop the others.")]
    private async Task StartAsync(Schedule schedule, CancellationToken cancellationToken)
    {
        try
        {
            await RunDueAsync(schedule.Workspace, schedule.Id, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.StartFailed(logger, exception, schedule.Id);
        }
    }

    /// <summary>Runs what is due of one schedule, and sets its next alarm. Calling it again changes nothing.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="id">The schedule.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A task that ends after the commit.</returns>
    public async Task RunDueAsync(WorkspaceId workspace, ScheduleId id, CancellationToken cancellationToken)
    {
        if (await schedules.FindAsync(workspace, id, cancellationToken) is not { State: ScheduleState.Active } schedule)
        {
            alarms.SetFire(workspace, id, at: null);
            return;
        }

        var calendar = schedule.Calendar();
        var now = time.GetUtcNow();
        var due = calendar.Between(schedule.ConsideredUntil, now).ToList();
        if (due.Count > 0)
        {
            await CloseBeforeAsync(schedule, cancellationToken);
            await RunAsync(schedule, calendar, due, now, cancellationToken);
        }

        alarms.SetFire(workspace, id, calendar.Next(now)?.At);
    }

    // What the new question ends is revealed before it.
    private async Task CloseBeforeAsync(Schedule schedule, CancellationToken cancellationToken)
    {
        foreach (var occurrence in await occurrences.ListUnfinishedAsync(cancellationToken))
        {
            if (occurrence.Schedule == schedule.Id)
            {
                await closing.CloseDueAsync(schedule.Workspace, occurrence.Id, cancellationToken);
            }
        }
    }

    private async Task RunAsync(
        Schedule schedule, FireCalendar calendar, List<PlannedFire> due, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var latest = due[^1];
        var isTooLate = now - latest.At > (schedule.Kind is DrillKind.Round ? roundOptions.Value.Grace : options.Value.DailyGrace);
        var id = occurrences.NewId();
        var window = (await settings.FindGroupAsync(schedule.Workspace, cancellationToken)).AnswerWindow ?? options.Value.DailyWindow;
        var question = isTooLate || schedule.Kind is not DrillKind.Daily ? null : await ChooseAsync(schedule, id, cancellationToken);
        var round = isTooLate || schedule.Round is not { } shape ? null : await ChooseAsync(schedule, shape, latest, id, cancellationToken);
        await gate.RunAsync(
            async (write, token) =>
            {
                if (!await schedules.ConsiderAsync(write, schedule, latest.At, token))
                {
                    return;
                }

                foreach (var missed in due.SkipLast(1))
                {
                    await occurrences.SkipAsync(write, schedule, missed, now, DrillWords.Superseded, token);
                }

                if (await occurrences.IsOnRecordAsync(write, schedule, latest, token))
                {
                    return;
                }

                if (isTooLate)
                {
                    await SkipAsync(write, schedule, latest, DrillWords.TooLate, message: null, token);
                }
                else if (question is null && round is null)
                {
                    await SkipAsync(write, schedule, latest, DrillWords.NoQuestion, DrillWords.NothingMatches(schedule), token);
                }
                else if (round is not null && await running.FindRunningAsync(write, schedule.Workspace, schedule.Channel, token) is not null)
                {
                    await SkipAsync(write, schedule, latest, RoundWords.AnotherRan, RoundWords.AnotherRanThen(schedule), token);
                }
                else if (round is not null)
                {
                    await rounds.BeginAsync(write, round, token);
                }
                else
                {
                    await PostAsync(write, schedule, latest, id, question!, ClosingTime(calendar, latest, window), token);
                }
            },
            cancellationToken);
    }

    private async Task SkipAsync(
        WriteTransaction write, Schedule schedule, PlannedFire fire, string reason, MessageView? message, CancellationToken cancellationToken)
    {
        await occurrences.SkipAsync(write, schedule, fire, time.GetUtcNow(), reason, cancellationToken);
        if (message is not null)
        {
            await bell.TellAsync(write, schedule.Workspace, schedule.CreatedBy, message, cancellationToken);
        }

        Log.Skipped(logger, schedule.Id, fire.At, reason);
    }

    private async Task PostAsync(
        WriteTransaction write, Schedule schedule, PlannedFire fire, OccurrenceId id, Question question, DateTimeOffset closesAt, CancellationToken cancellationToken)
    {
        var post = await outbox.QueueAsync(
            write,
            schedule.Workspace,
            OutboxPost.ToChannel(schedule.Channel, DrillWords.Daily(question, id, closesAt, schedule.Zone)) with
            {
                Subject = $"{PostedOccurrence.SubjectName}:{id}",
                Expires = closesAt,
            },
            cancellationToken);
        await occurrences.AddAsync(write, id, schedule, fire, time.GetUtcNow(), closesAt, question, post, cancellationToken);
        write.AfterCommit(() => alarms.SetClose(schedule.Workspace, id, closesAt));
        Log.Fired(logger, schedule.Id, fire.At, id);
    }

    private static DateTimeOffset ClosingTime(FireCalendar calendar, PlannedFire fire, TimeSpan window)
    {
        var end = fire.At + window;
        return calendar.Next(fire.At) is { } next && next.At < end ? next.At : end;
    }

    private async Task<Question?> ChooseAsync(Schedule schedule, OccurrenceId seed, CancellationToken cancellationToken)
    {
        var candidates = await questions.ListAsync(schedule.Workspace, schedule.Filter, withBare: false, cancellationToken);
        var asked = await occurrences.CountAskedAsync(schedule.Workspace, schedule.Channel, cancellationToken);
        var chosen = QuestionChoice.From(candidates, asked, seed.Value);
        return chosen is null ? null : await questions.FindAsync(schedule.Workspace, chosen.Id, cancellationToken);
    }

    private async Task<RoundStart?> ChooseAsync(
        Schedule schedule, RoundShape shape, PlannedFire fire, OccurrenceId id, CancellationToken cancellationToken)
    {
        var chosen = await roundChoice.ChooseAsync(schedule.Workspace, schedule.Channel, schedule.Filter, shape, id.Value, cancellationToken);
        return chosen.IsEmpty
            ? null
            : new RoundStart { Id = id, Workspace = schedule.Workspace, Channel = schedule.Channel, Planned = (schedule, fire), Questions = chosen };
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Schedule {ScheduleId} fired for {PlannedAt}: occurrence {OccurrenceId}.")]
        public static partial void Fired(ILogger logger, ScheduleId scheduleId, DateTimeOffset plannedAt, OccurrenceId occurrenceId);

        [LoggerMessage(2, LogLevel.Warning, "Schedule {ScheduleId} skipped {PlannedAt}: {Reason}.")]
        public static partial void Skipped(ILogger logger, ScheduleId scheduleId, DateTimeOffset plannedAt, string reason);

        [LoggerMessage(3, LogLevel.Error, "Schedule {ScheduleId} could not be started; it rests until the next start.")]
        public static partial void StartFailed(ILogger logger, Exception exception, ScheduleId scheduleId);
    }
}
