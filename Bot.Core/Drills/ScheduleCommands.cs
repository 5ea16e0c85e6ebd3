using System.Collections.Immutable;
using System.Globalization;
using Bot.Core.Chat;
using Bot.Core.Chat.Words;

namespace Bot.Core.Drills;

/// <summary>/schedule list: all schedules of the workspace.</summary>
internal sealed class ScheduleListCommand(ScheduleStore schedules, TimeProvider time) : IReplyRoute
{
    public Trigger Trigger => Trigger.Command("schedule list");

    public FirstAnswer FirstAnswer => FirstAnswer.PrivateReply;

    public bool OrganisersOnly => true;

    public ChatCommand Command { get; } = new("schedule list", "All schedules");

    public async Task HandleAsync(Interaction interaction, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var all = await schedules.ListAsync(interaction.Workspace.Id, cancellationToken);
        await interaction.ReplyAsync(
            ScheduleWords.List([.. all.Select(schedule => (schedule, schedule.State is ScheduleState.Active ? schedule.NextAfter(now)?.At : null))]),
            cancellationToken);
    }
}

/// <summary>/schedule preview: when a schedule will post.</summary>
internal sealed class SchedulePreviewChatCommand(ScheduleStore schedules, TimeProvider time) : IReplyRoute
{
    private const int Length = 10;

    public Trigger Trigger => Trigger.Command("schedule preview");

    public FirstAnswer FirstAnswer => FirstAnswer.PrivateReply;

    public bool OrganisersOnly => true;

    public ChatCommand Command { get; } = new("schedule preview", "When a schedule will post next", [ScheduleNumber.Option]);

    public async Task HandleAsync(Interaction interaction, CancellationToken cancellationToken)
    {
        var all = await schedules.ListAsync(interaction.Workspace.Id, cancellationToken);
        var typed = interaction.Option(ScheduleNumber.Option.Name);
        var message = ScheduleNumber.Find(all, typed) is { } schedule
            ? ScheduleWords.Preview(schedule, [.. schedule.Calendar().Between(time.GetUtcNow(), DateTimeOffset.MaxValue).Take(Length)])
            : ScheduleWords.Unknown(typed, all);
        await interaction.ReplyAsync(message, cancellationToken);
    }
}

/// <summary>/schedule pause, resume and remove, by number.</summary>
internal sealed class ScheduleStateCommand(string name, string description, ScheduleState state, ScheduleStore schedules, ScheduleChange change) : IReplyRoute
{
    public Trigger Trigger => Trigger.Command(name);

    public FirstAnswer FirstAnswer => FirstAnswer.PrivateReply;

    public bool OrganisersOnly => true;

    public ChatCommand Command { get; } = new(name, description, [ScheduleNumber.Option]);

    public async Task HandleAsync(Interaction interaction, CancellationToken cancellationToken)
    {
        var all = await schedules.ListAsync(interaction.Workspace.Id, cancellationToken);
        var typed = interaction.Option(ScheduleNumber.Option.Name);
        await (ScheduleNumber.Find(all, typed) is { } schedule
            ? change.ApplyAsync(interaction, schedule, state, cancellationToken)
            : interaction.ReplyAsync(ScheduleWords.Unknown(typed, all), cancellationToken));
    }
}

/// <summary>The buttons that pause, resume and remove a schedule.</summary>
internal sealed class ScheduleStateButton(string action, ScheduleState state, ScheduleStore schedules, ScheduleChange change) : IReplyRoute
{
    public Trigger Trigger => Trigger.Button(action);

    public FirstAnswer FirstAnswer => FirstAnswer.PrivateReply;

    public bool OrganisersOnly => true;

    public async Task HandleAsync(Interaction interaction, CancellationToken cancellationToken)
    {
        var schedule = Targets.TryRead(((ChatAction.Button)interaction.Event.Action).Argument, out Guid id)
            ? await schedules.FindAsync(interaction.Workspace.Id, new ScheduleId(id), cancellationToken)
            : null;
        await (schedule is null
            ? interaction.ReplyAsync(ScheduleWords.Unknown(null, await schedules.ListAsync(interaction.Workspace.Id, cancellationToken)), cancellationToken)
            : change.ApplyAsync(interaction, schedule, state, cancellationToken));
    }
}

/// <summary>Pauses, resumes or removes a schedule and moves its alarm.</summary>
internal sealed class ScheduleChange(ScheduleStore schedules, IDrillAlarms alarms, TimeProvider time)
{
    public Task ApplyAsync(Interaction interaction, Schedule schedule, ScheduleState state, CancellationToken cancellationToken) =>
        interaction.CommitAsync(
            async (write, token) =>
            {
                var now = time.GetUtcNow();
                if (!await schedules.SetStateAsync(write, interaction.Workspace.Id, schedule.Id, state, now, token))
                {
                    return ScheduleWords.AlreadySo(schedule);
                }

                var next = state is ScheduleState.Active ? schedule.NextAfter(now)?.At : null;
                write.AfterCommit(() => alarms.SetFire(interaction.Workspace.Id, schedule.Id, next));
                return ScheduleWords.Changed(schedule, state, next);
            },
            cancellationToken);
}

/// <summary>The option by which people name a schedule.</summary>
internal static class ScheduleNumber
{
    public static ChatOption Option { get; } = new("number", "Which one; not needed when there is only one", [], Suggests: true);

    public static Schedule? Find(IReadOnlyList<Schedule> schedules, string? typed) =>
        typed is null
            ? (schedules.Count == 1 ? schedules[0] : null)
            : schedules.FirstOrDefault(schedule => schedule.Number.ToString(CultureInfo.InvariantCulture) == typed.TrimStart('#'));
}

/// <summary>Suggests the numbers of schedules.</summary>
internal sealed class ScheduleNumberSuggestions(string command, ScheduleStore schedules) : ISuggestionRoute
{
    public Trigger Trigger => Trigger.Typing(command, ScheduleNumber.Option.Name);

    public FirstAnswer FirstAnswer => FirstAnswer.Suggestions;

    public async Task<ImmutableArray<ChoiceView>> SuggestAsync(Visit visit, string typed, CancellationToken cancellationToken)
    {
        if (visit is not { Workspace: { } workspace, IsOrganiser: true })
        {
            return [];
        }

        var all = await schedules.ListAsync(workspace.Id, cancellationToken);
        return
        [
            .. all.Take(25).Select(schedule => new ChoiceView(
                $"#{schedule.Number} {WhenText.Describe(schedule.Cron)} ({schedule.Zone})", schedule.Number.ToString(CultureInfo.InvariantCulture))),
        ];
    }
}
