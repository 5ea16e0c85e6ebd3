using System.Collections.Immutable;
using System.Globalization;
using Bot.Core.Drills;
using Bot.Core.Grading;
using Bot.Core.Members;
using Bot.Core.Questions;
using NodaTime;

namespace Bot.Core.Chat.Words;

/// <summary>What the bot says around the daily question.</summary>
internal static class DrillWords
{
    public const string Superseded = "missed, and a later one was due";

    public const string TooLate = "missed for longer than the grace";

    public const string NoQuestion = "no question matches its filter";

    public static MessageView Daily(Question question, OccurrenceId occurrence, DateTimeOffset closesAt, string zone) => new()
    {
        Title = "Question of the day",
        Text = question.Current.Stem,
        Fields = [new FieldView("Open until", Moment(closesAt, zone))],
        Footer = QuestionWords.Footer(question),
        Buttons = [new ButtonView("Answer", Actions.Answer, Targets.Write(new AnswerTarget.Drill(occurrence)), ButtonStyle.Primary)],
    };

    public static MessageView Today(Question question, Occurrence occurrence, string zone, Verdict? own) =>
        Daily(question, occurrence.Id, occurrence.ClosesAt!.Value, zone) with
        {
            Private = true,
            Fields =
            [
                new FieldView("Open until", Moment(occurrence.ClosesAt.Value, zone)),
                .. own is null
                    ? Array.Empty<FieldView>()
                    : [new FieldView("Your answer", $"{Feedback.Headline(own.Kind)}: {Feedback.Score(own)} of 100. Another answer is practice.")],
            ],
        };

    public static MessageView NothingToday(IEnumerable<(Schedule Schedule, DateTimeOffset Next)> coming) => new()
    {
        Title = "No daily question is open here",
        Text = coming.Select(pair => $"The next one comes {Moment(pair.Next, pair.Schedule.Zone)}.").FirstOrDefault()
            ?? "None is scheduled in this channel. An organiser can change that with /schedule add. Until then there is /quiz.",
        Private = true,
    };

    /// <summary>The end of a daily question. A verdict without a member is of one who keeps off boards.</summary>
    public static MessageView Reveal(Question question, ImmutableArray<(Member? Member, Verdict Verdict)> verdicts) =>
        new()
        {
            Title = "The question of the day is closed",
            Text = question.Current.Stem,
            Fields =
            [
                new FieldView("Answers", verdicts.IsEmpty
                    ? "Nobody answered this one."
                    : $"{Count(verdicts.Length, "answer")}, {verdicts.Average(pair => pair.Verdict.Points).ToString("0", CultureInfo.InvariantCulture)} of 100 on average."),
                .. verdicts.IsEmpty
                    ? Array.Empty<FieldView>()
                    : [new FieldView("What the group covered", Coverage(question, [.. verdicts.Select(pair => pair.Verdict)]))],
                .. QuestionWords.Strong(question),
            ],
            Standings = StandingsWords.Best(verdicts, top: 3),
            Footer = QuestionWords.Footer(question),
        };

    public static MessageView NothingMatches(Schedule schedule) => new()
    {
        Title = $"Schedule #{schedule.Number} had nothing to ask",
        Text = "No question matches its filter any more, so nothing was posted. Remove it with /schedule remove and add it anew, or load a pack that has such questions.",
        Private = true,
    };

    public static string Moment(DateTimeOffset at, string zone)
    {
        var local = Instant.FromDateTimeOffset(at).InZone(DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) ?? DateTimeZone.Utc);
        return $"{local.ToString("ddd d MMM yyyy, HH:mm", CultureInfo.InvariantCulture)} ({local.Zone.Id})";
    }

    public static string Count(int number, string word) => $"{number.ToString("N0", CultureInfo.InvariantCulture)} {word}{(number == 1 ? "" : "s")}";

    private static string Coverage(Question question, ImmutableArray<Verdict> verdicts)
    {
        var points = question.Current.Rubric.KeyPoints.Where(point => !point.Generic).Select(point =>
        {
            var covered = verdicts.Count(verdict =>
                verdict.Assessment.KeyPoints.Any(judged => judged.Text == point.Text && judged.State is not CoverageState.Missing));
            return $"• {covered} of {verdicts.Length}: {point.Text}";
        });
        return string.Join('\n', points);
    }
}
