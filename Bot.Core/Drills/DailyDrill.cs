using System.Diagnostics.CodeAnalysis;
using Bot.Core.Chat.Words;
using Bot.Core.Members;
using Bot.Core.Outbox;
using Bot.Core.Questions;
using Bot.Core.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Bot.Core.Drills;

/// <summary>
/// Runs what a schedule has planned and is due: live, late, and after downtime in one way. Of several planned times the
/// latest is run if it is within its grace; the others are put on record as skipped.
/// </summary>
/// <param name="schedules">What is planned.</param>
/// <param name="occurrences">What became of it.</param>
/// <param name="questions">What can be asked.</param>
/// <param name="closing">Ends the drill before.</param>
/// <param name="outbox">Takes the post.</param>
/// <param name="alarms">Rings at the next planned time.</param>
/// <param name="gate">The door for writes.</param>
/// <param name="options">Grace and window.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
public sealed partial class DailyDrill(
    ScheduleStore schedules,
    OccurrenceStore occurrences,
    QuestionStore questions,
    DrillClosing closing,
    OutboxStore outbox,
    IDrillAlarms alarms,
    WriteGate gate,
    IOptions<DrillOptions> options,
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
        var isTooLate = now - latest.At > options.Value.DailyGrace;
        var id = occurrences.NewId();
        var question = isTooLate ? null : await ChooseAsync(schedule, id, cancellationToken);
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

                if (question is null)
                {
                    await occurrences.SkipAsync(write, schedule, latest, now, isTooLate ? DrillWords.TooLate : DrillWords.NoQuestion, token);
                    if (!isTooLate)
                    {
                        await outbox.QueueAsync(
                            write, schedule.Workspace, OutboxPost.ToMember(schedule.CreatedBy, DrillWords.NothingMatches(schedule)), token);
                    }

                    Log.Skipped(logger, schedule.Id, latest.At, isTooLate);
                    return;
                }

                var closesAt = ClosingTime(calendar, latest);
                var post = await outbox.QueueAsync(
                    write,
                    schedule.Workspace,
                    OutboxPost.ToChannel(schedule.Channel, DrillWords.Daily(question, id, closesAt, schedule.Zone)) with
                    {
                        Subject = $"{PostedOccurrence.SubjectName}:{id}",
                        Expires = closesAt,
                    },
                    token);
                await occurrences.AddAsync(write, id, schedule, latest, now, closesAt, question, post, token);
                write.AfterCommit(() => alarms.SetClose(schedule.Workspace, id, closesAt));
                Log.Fired(logger, schedule.Id, latest.At, id);
            },
            cancellationToken);
    }

    private DateTimeOffset ClosingTime(FireCalendar calendar, PlannedFire fire)
    {
        var window = fire.At + options.Value.DailyWindow;
        return calendar.Next(fire.At) is { } next && next.At < window ? next.At : window;
    }

    private async Task<Question?> ChooseAsync(Schedule schedule, OccurrenceId seed, CancellationToken cancellationToken)
    {
        var candidates = await questions.ListAsync(schedule.Workspace, schedule.Filter, cancellationToken);
        var asked = await occurrences.CountAskedAsync(schedule.Workspace, schedule.Channel, cancellationToken);
        var chosen = QuestionChoice.From(candidates, asked, seed.Value);
        return chosen is null ? null : await questions.FindAsync(schedule.Workspace, chosen.Id, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Schedule {ScheduleId} fired for {PlannedAt}: occurrence {OccurrenceId}.")]
        public static partial void Fired(ILogger logger, ScheduleId scheduleId, DateTimeOffset plannedAt, OccurrenceId occurrenceId);

        [LoggerMessage(2, LogLevel.Warning, "Schedule {ScheduleId} skipped {PlannedAt} (too late: {IsTooLate}).")]
        public static partial void Skipped(ILogger logger, ScheduleId scheduleId, DateTimeOffset plannedAt, bool isTooLate);

        [LoggerMessage(3, LogLevel.Error, "Schedule {ScheduleId} could not be started; it rests until the next start.")]
        public static partial void StartFailed(ILogger logger, Exception exception, ScheduleId scheduleId);
    }
}
