using System.Collections.Immutable;
using System.Globalization;
using Bot.Core.Drills;
using Bot.Core.Drills.Rounds;
using Bot.Core.Questions;

namespace Bot.Core.Chat.Words;

/// <summary>What the bot says about schedules.</summary>
internal static class ScheduleWords
{
    public const string OnlyRounds = "questions and seconds belong to a round. Say drill:round as well, or leave them out.";

    public static FormView Form(RoundShape? round, string? when, string? zone, string? topics, string? levels, string? kinds) => new()
    {
        Name = Actions.ScheduleAdd,
        Argument = round is null ? "" : string.Create(CultureInfo.InvariantCulture, $"round {round.Questions} {round.Seconds}"),
        Title = round is null ? "Schedule a daily question" : "Schedule a rapid-fire round",
        Text = $"{(round is null ? "It is posted" : $"{RoundWords.Shape(round)}, held")} in this channel. Leave topics, levels and kinds empty to draw from all questions.",
        Submit = "Schedule it",
        Fields =
        [
            new FormField { Name = "when", Label = "When", Hint = "09:00 · 9am weekdays · 18:00 mon,wed,fri · or a cron expression", Value = when, Required = true, MaxLength = 120 },
            new FormField { Name = "zone", Label = "Time zone", Hint = "An IANA name, such as Europe/Berlin", Value = zone, Required = true, MaxLength = 60 },
            new FormField { Name = "topics", Label = "Topics", Hint = "Separated by commas, such as Attention, KV cache", Value = topics, MaxLength = 300 },
            new FormField { Name = "levels", Label = "Levels", Hint = "core, intermediate, advanced, expert", Value = levels, MaxLength = 100 },
            new FormField { Name = "kinds", Label = "Kinds", Hint = "conceptual, tradeoff, design, debug, coding, estimation", Value = kinds, MaxLength = 100 },
        ],
    };

    /// <summary>Reads the argument of the form: what of a round its fields do not ask.</summary>
    public static RoundShape? ReadRound(string? argument) =>
        argument?.Split(' ') is ["round", var questions, var seconds]
        && int.TryParse(questions, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        && int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var time)
            ? new RoundShape(Math.Clamp(count, 1, RoundShape.MostQuestions), Math.Clamp(time, 1, RoundShape.MostSeconds))
            : null;

    public static MessageView Correct(IEnumerable<string> faults, string inbox) => new()
    {
        Title = "Nothing was scheduled",
        Text = string.Join('\n', faults) + "\nWhat you entered is kept: press the button to go on with it.",
        Buttons = [new ButtonView("Correct it", Actions.CorrectSchedule, inbox, ButtonStyle.Primary)],
        Private = true,
    };

    public static MessageView Added(Schedule schedule, int matching, IEnumerable<PlannedFire> next, bool isHere) => new()
    {
        Title = $"Schedule #{schedule.Number} is set",
        Text = $"A {(schedule.Round is { } round ? $"round of {RoundWords.Shape(round)}" : "question")} {WhenText.Describe(schedule.Cron)} ({schedule.Zone}) in {(isHere ? "this channel" : $"the group's channel for schedules, {ChannelMark.Of(schedule.Channel)}")}, drawn from {DrillWords.Count(matching, "question")}.",
        Fields = [new FieldView("Next", Times(next, schedule.Zone))],
        Footer = "/schedule list shows all of them",
        Private = true,
    };

    public static MessageView List(IReadOnlyList<(Schedule Schedule, DateTimeOffset? Next)> schedules) => schedules.Count == 0
        ? new MessageView { Title = "Nothing is scheduled", Text = "/schedule add sets up a daily question in this channel.", Private = true }
        : new MessageView
        {
            Title = "Schedules",
            Fields = [.. schedules.Select(pair => new FieldView($"#{pair.Schedule.Number} · {State(pair.Schedule)}", Line(pair.Schedule, pair.Next)))],
            Footer = "/schedule pause, resume, remove and preview take the number",
            Private = true,
        };

    public static MessageView Changed(Schedule schedule, ScheduleState state, DateTimeOffset? next) => new()
    {
        Text = state switch
        {
            ScheduleState.Paused => $"Schedule #{schedule.Number} is paused. Nothing is posted, and nothing counts as missed, until you resume it.",
            ScheduleState.Active => $"Schedule #{schedule.Number} runs again. The next {(schedule.Round is null ? "question" : "round")} comes {(next is { } at ? DrillWords.Moment(at, schedule.Zone) : "never")}.",
            _ => $"Schedule #{schedule.Number} is removed. Its past questions and points stay.",
        },
        Buttons = state is ScheduleState.Paused
            ? [new ButtonView("Resume", Actions.ScheduleResume, Targets.Write(schedule.Id.Value), ButtonStyle.Primary)]
            : [],
        Private = true,
    };

    public static MessageView AlreadySo(Schedule schedule) => new()
    {
        Text = $"Schedule #{schedule.Number} is {State(schedule)} already.",
        Private = true,
    };

    public static MessageView Unknown(string? number, IReadOnlyList<Schedule> schedules) => new()
    {
        Text = schedules.Count == 0
            ? "Nothing is scheduled. /schedule add sets up a daily question."
            : $"{(number is null ? "Say which one" : $"There is no schedule {number}. Choose one")}: {string.Join(" or ", schedules.Select(schedule => $"number:{schedule.Number}"))}.",
        Private = true,
    };

    public static MessageView Preview(Schedule schedule, IReadOnlyList<PlannedFire> fires) => new()
    {
        Title = $"Schedule #{schedule.Number}: {WhenText.Describe(schedule.Cron)} ({schedule.Zone})",
        Text = schedule.State is ScheduleState.Paused ? "It is paused. If it ran, it would post:" : "It will post:",
        Fields = [new FieldView("Next", fires.Count == 0 ? "never again" : Times(fires, schedule.Zone))],
        Private = true,
    };

    public static string TooOften(TimeSpan shortest) =>
        $"When: that fires more often than every {shortest.TotalMinutes:0} minutes. Choose a longer interval.";

    public static string Unsuited(string what, string word, IEnumerable<string> known) => $"{what}: \"{word}\" is none. There are {string.Join(", ", known)}.";

    public static string NoneMatches(ImmutableArray<string> topics) => topics.IsEmpty
        ? "There are no questions yet. Load a pack first: redflag import PACK.yaml"
        : $"No question matches these topics, levels and kinds. Topics are: {string.Join(", ", topics)}.";

    private static string Times(IEnumerable<PlannedFire> fires, string zone) => string.Join('\n', fires.Select(fire => fire.Note switch
    {
        FireNote.AfterGap => $"• {DrillWords.Moment(fire.At, zone)}, because the clocks skip {fire.Slot:HH':'mm}",
        FireNote.FirstOfTwo => $"• {DrillWords.Moment(fire.At, zone)}, the first of two: the clocks go back",
        _ => $"• {DrillWords.Moment(fire.At, zone)}",
    }));

    private static string Line(Schedule schedule, DateTimeOffset? next) =>
        $"{(schedule.Round is { } round ? $"A round of {RoundWords.Shape(round)}, " : "")}{WhenText.Describe(schedule.Cron)} ({schedule.Zone}){Wanted(schedule.Filter)}{(next is { } at ? $"\nNext: {DrillWords.Moment(at, schedule.Zone)}" : "")}";

    private static string Wanted(QuestionFilter filter)
    {
        IEnumerable<string> words =
            [.. filter.Topics, .. filter.Levels.Select(level => Core.Words.Of(level)), .. filter.Kinds.Select(kind => Core.Words.Of(kind))];
        return words.Any() ? $", {string.Join(", ", words)}" : "";
    }

    private static string State(Schedule schedule) => schedule.State switch
    {
        ScheduleState.Active => "running",
        ScheduleState.Paused => "paused",
        _ => "removed",
    };
}
