using System.Collections.Immutable;
using Bot.Core.Chat;
using Bot.Core.Chat.Words;
using Bot.Core.Drills.Rounds;
using Bot.Core.Inbox;
using Bot.Core.Members;
using Bot.Core.Questions;
using Microsoft.Extensions.Options;

namespace Bot.Core.Drills;

/// <summary>/schedule add: opens the form; what the command gave is filled in.</summary>
internal sealed class ScheduleAddCommand(ScheduleStore schedules, IOptions<RoundOptions> rounds) : IFormRoute
{
    public Trigger Trigger => Trigger.Command("schedule add");

    public FirstAnswer FirstAnswer => FirstAnswer.Form;

    public bool OrganisersOnly => true;

    public ChatCommand Command { get; } = new(
        "schedule add",
        "Post a question, or hold a round, in this channel every day or whenever you say",
        [
            new ChatOption("drill", "A daily question or a rapid-fire round; a daily question when left out", [.. Enum.GetValues<DrillKind>().Select(Core.Words.Of)]),
            new ChatOption("when", "Such as 09:00, or 18:00 mon,wed,fri", []),
            new ChatOption("zone", "The time zone, such as Europe/Berlin", [], Suggests: true),
            new ChatOption("topic", "What questions are about; several with commas", [], Suggests: true),
            new ChatOption("level", "How demanding they are", [.. Enum.GetValues<Level>().Select(Core.Words.Of)]),
            new ChatOption("kind", "What they ask for", [.. Enum.GetValues<Kind>().Select(Core.Words.Of)]),
            .. RoundShapeText.Options(rounds.Value),
        ]);

    public async Task<FormOpening> OpenAsync(Visit visit, CancellationToken cancellationToken)
    {
        var options = ((ChatAction.Command)visit.Event.Action).Options;
        var (round, faults) = ReadRound(options);
        if (!faults.IsEmpty)
        {
            return new FormOpening.Refused(QuestionWords.Misunderstood(string.Join('\n', faults)));
        }

        var all = visit.Workspace is { } workspace ? await schedules.ListAsync(workspace.Id, cancellationToken) : [];
        return new FormOpening.Opened(ScheduleWords.Form(
            round,
            options.GetValueOrDefault("when") ?? (round is null ? "09:00" : "18:00"),
            options.GetValueOrDefault("zone")
                ?? (visit.Workspace is { Zone: not Workspace.UnknownZone } own ? own.Zone : all.Count > 0 ? all[^1].Zone : Workspace.UnknownZone),
            options.GetValueOrDefault("topic"),
            options.GetValueOrDefault("level"),
            options.GetValueOrDefault("kind")));
    }

    private (RoundShape? Round, ImmutableArray<string> Faults) ReadRound(ImmutableDictionary<string, string> options)
    {
        var drill = options.GetValueOrDefault("drill");
        if (!Core.Words.TryParse(string.IsNullOrWhiteSpace(drill) ? "daily" : drill, out DrillKind kind))
        {
            return (null, [ScheduleWords.Unsuited("Drill", drill!, Enum.GetValues<DrillKind>().Select(Core.Words.Of))]);
        }

        var (questions, seconds) = (options.GetValueOrDefault(RoundShapeText.Questions), options.GetValueOrDefault(RoundShapeText.Seconds));
        if (kind is DrillKind.Round)
        {
            return RoundShapeText.Read(questions, seconds, rounds.Value);
        }

        return (null, questions is null && seconds is null ? [] : [ScheduleWords.OnlyRounds]);
    }
}

/// <summary>The button below a refused schedule: opens the form again with what was entered.</summary>
internal sealed class CorrectScheduleButton(InboxStore inbox) : IFormRoute
{
    public Trigger Trigger => Trigger.Button(Actions.CorrectSchedule);

    public FirstAnswer FirstAnswer => FirstAnswer.Form;

    public bool OrganisersOnly => true;

    public async Task<FormOpening> OpenAsync(Visit visit, CancellationToken cancellationToken)
    {
        var argument = ((ChatAction.Button)visit.Event.Action).Argument;
        var form = await inbox.FindFormAsync(visit.Workspace, visit.Member, argument, Actions.ScheduleAdd, cancellationToken);
        var values = form?.Values ?? [];
        return new FormOpening.Opened(ScheduleWords.Form(
            ScheduleWords.ReadRound(form?.Argument),
            values.GetValueOrDefault("when"),
            values.GetValueOrDefault("zone"),
            values.GetValueOrDefault("topics"),
            values.GetValueOrDefault("levels"),
            values.GetValueOrDefault("kinds")));
    }
}

/// <summary>Takes a new schedule: refuses what would never fire, fire too often, or have nothing to ask.</summary>
internal sealed class ScheduleSubmission(
    ScheduleStore schedules, SettingsStore settings, QuestionStore questions, IDrillAlarms alarms, IOptions<DrillOptions> options, TimeProvider time) : IFormSubmission
{
    private const int Preview = 3;

    public Trigger Trigger => Trigger.Form(Actions.ScheduleAdd);

    public FirstAnswer FirstAnswer => FirstAnswer.PrivateReply;

    public bool OrganisersOnly => true;

    public ImmutableArray<FormFault> Check(ChatAction.Form form) => Read(form).Faults;

    public async Task HandleAsync(Interaction interaction, CancellationToken cancellationToken)
    {
        var inbox = Targets.Write(interaction.Id.Value);
        var (calendar, filter, faults) = Read((ChatAction.Form)interaction.Event.Action);
        if (calendar is null || !faults.IsEmpty)
        {
            await interaction.ReplyAsync(ScheduleWords.Correct(faults.Select(fault => fault.Message), inbox), cancellationToken);
            return;
        }

        var workspace = interaction.Workspace.Id;
        var matching = await questions.ListAsync(workspace, filter, withBare: false, cancellationToken);
        if (matching.Count == 0)
        {
            var topics = await TopicSuggestions.ListAsync(questions, workspace, withBare: false, cancellationToken);
            await interaction.ReplyAsync(ScheduleWords.Correct([ScheduleWords.NoneMatches(topics)], inbox), cancellationToken);
            return;
        }

        var here = interaction.Event.Channel.Channel;
        var channel = (await settings.FindGroupAsync(workspace, cancellationToken)).DefaultChannel ?? here;
        await interaction.CommitAsync(
            async (write, token) =>
            {
                var now = time.GetUtcNow();
                var schedule = await schedules.AddAsync(
                    write,
                    new Schedule
                    {
                        Id = default,
                        Workspace = workspace,
                        Number = 0,
                        Channel = channel,
                        Cron = calendar.Cron,
                        Zone = calendar.Zone,
                        Filter = filter,
                        Round = ScheduleWords.ReadRound(((ChatAction.Form)interaction.Event.Action).Argument),
                        State = ScheduleState.Active,
                        CreatedBy = interaction.Member.Id,
                        ConsideredUntil = now,
                    },
                    now,
                    token);
                var next = calendar.Between(now, DateTimeOffset.MaxValue).Take(Preview).ToList();
                write.AfterCommit(() => alarms.SetFire(workspace, schedule.Id, next.FirstOrDefault()?.At));
                return ScheduleWords.Added(schedule, matching.Count, next, isHere: channel == here);
            },
            cancellationToken);
    }

    private (FireCalendar? Calendar, QuestionFilter Filter, ImmutableArray<FormFault> Faults) Read(ChatAction.Form form)
    {
        var faults = ImmutableArray.CreateBuilder<FormFault>();
        foreach (var field in ScheduleWords.Form(null, null, null, null, null, null).Fields)
        {
            var value = form.Values.GetValueOrDefault(field.Name) ?? "";
            if (field.Required && string.IsNullOrWhiteSpace(value))
            {
                faults.Add(new FormFault(field.Name, $"{field.Label}: this must be filled in. {field.Hint}."));
            }
            else if (value.Length > field.MaxLength)
            {
                faults.Add(new FormFault(field.Name, $"{field.Label}: that is {value.Length:N0} characters; at most {field.MaxLength:N0} fit."));
            }
        }

        var (filter, unread) = FilterText.Read(
            form.Values.GetValueOrDefault("topics"), form.Values.GetValueOrDefault("levels"), form.Values.GetValueOrDefault("kinds"));
        faults.AddRange(unread.Select(fault => new FormFault(fault.Part, fault.Message)));
        FireCalendar? calendar = null;
        if (faults.Count == 0)
        {
            if (!WhenText.TryParse(form.Values["when"], out var cron, out var fault)
                || !FireCalendar.TryCreate(cron, form.Values["zone"], time.GetUtcNow(), out calendar, out fault))
            {
                faults.Add(new FormFault(fault.Field == ScheduleFault.Zone ? "zone" : "when", fault.Message));
            }
            else if (FiresTooOften(calendar))
            {
                faults.Add(new FormFault("when", ScheduleWords.TooOften(options.Value.ShortestInterval)));
            }
        }

        return (calendar, filter, faults.ToImmutable());
    }

    private bool FiresTooOften(FireCalendar calendar)
    {
        var fires = calendar.Between(time.GetUtcNow(), DateTimeOffset.MaxValue).Take(100).ToList();
        return fires.Zip(fires.Skip(1)).Any(pair => pair.Second.At - pair.First.At < options.Value.ShortestInterval);
    }
}

/// <summary>Suggests zones while one is typed.</summary>
internal sealed class ZoneSuggestions : ISuggestionRoute
{
    public Trigger Trigger => Trigger.Typing("schedule add", "zone");

    public FirstAnswer FirstAnswer => FirstAnswer.Suggestions;

    public Task<ImmutableArray<ChoiceView>> SuggestAsync(Visit visit, string typed, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<ChoiceView>>([.. ZoneNames.Suggest(typed).Select(zone => new ChoiceView(zone, zone))]);
}
