using System.Collections.Immutable;
using Bot.Core.Grading;
using Bot.Core.Questions;
using NodaTime;

namespace Bot.Core.Standings;

/// <summary>How far a member is. Made from the member's answers alone; pure.</summary>
public sealed record Progress
{
    /// <summary>How many answers a trend compares: the last ones with as many before them.</summary>
    public const int TrendLength = 10;

    private const int LeastOfTopic = 2;
    private const int LastAnswers = 5;

    /// <summary>Gets how many answers count for boards.</summary>
    public required int Counted { get; init; }

    /// <summary>Gets how many answers are practice: quizzes, later answers to a drill, answers after its end.</summary>
    public required int Practice { get; init; }

    /// <summary>Gets how many answers wait for their verdict.</summary>
    public required int Waiting { get; init; }

    /// <summary>Gets how many answers have a verdict that says something; not-sure ones do not.</summary>
    public required int Judged { get; init; }

    /// <summary>Gets the mean score of the judged answers, 0 to 100.</summary>
    /// <value><see langword="null"/> when there is none.</value>
    public required double? Average { get; init; }

    /// <summary>Gets the mean score of the last <see cref="TrendLength"/> judged answers, and that of as many before them.</summary>
    /// <value><see langword="null"/> while there are too few for both.</value>
    public required (double Last, double Before)? Trend { get; init; }

    /// <summary>Gets the streak that goes on: see <see cref="Standings.Streak"/>.</summary>
    public required Streak Streak { get; init; }

    /// <summary>Gets the topics with at least two judged answers, best first. A topic is the first part of a question's section.</summary>
    public required ImmutableArray<Share> Topics { get; init; }

    /// <summary>Gets the levels with judged answers, the least demanding first.</summary>
    public required ImmutableArray<Share> Levels { get; init; }

    /// <summary>Gets the last answers, latest first.</summary>
    public required ImmutableArray<ProgressEntry> Latest { get; init; }

    /// <summary>Adds a member's answers up.</summary>
    /// <param name="entries">All answers, latest first.</param>
    /// <param name="now">The time.</param>
    /// <param name="zone">The IANA zone in which the member's days begin; an unknown one counts as UTC.</param>
    /// <returns>The progress.</returns>
    public static Progress Of(IReadOnlyList<ProgressEntry> entries, DateTimeOffset now, string zone)
    {
        var judged = entries.Where(entry => entry is { Score: not null, Kind: not VerdictKind.NotSure }).ToList();
        return new Progress
        {
            Counted = entries.Count(entry => entry.Counts),
            Practice = entries.Count(entry => !entry.Counts),
            Waiting = entries.Count(entry => entry.Score is null),
            Judged = judged.Count,
            Average = judged.Count > 0 ? judged.Average(entry => entry.Score) : null,
            Trend = judged.Count >= 2 * TrendLength
                ? (judged.Take(TrendLength).Average(entry => entry.Score!.Value), judged.Skip(TrendLength).Take(TrendLength).Average(entry => entry.Score!.Value))
                : null,
            Streak = Streak.Of(entries.Where(entry => entry.Counts).Select(entry => entry.ReceivedAt), now, zone),
            Topics =
            [
                .. judged.Where(entry => entry.Topic is not null)
                    .GroupBy(entry => entry.Topic!)
                    .Where(topic => topic.Count() >= LeastOfTopic)
                    .Select(topic => new Share(topic.Key, topic.Count(), topic.Average(entry => entry.Score!.Value)))
                    .OrderByDescending(share => share.Average).ThenBy(share => share.Name, StringComparer.Ordinal),
            ],
            Levels =
            [
                .. judged.Where(entry => entry.Level is not null)
                    .GroupBy(entry => entry.Level!.Value)
                    .OrderBy(level => level.Key)
                    .Select(level => new Share(Words.Of(level.Key), level.Count(), level.Average(entry => entry.Score!.Value))),
            ],
            Latest = [.. entries.Take(LastAnswers)],
        };
    }
}

/// <summary>An answer as progress sees it.</summary>
/// <param name="ReceivedAt">When it was received.</param>
/// <param name="Counts">Whether it counts for boards.</param>
/// <param name="Score">The score of its latest verdict, 0 to 100; <see langword="null"/> while it waits.</param>
/// <param name="Kind">What the score means; <see langword="null"/> while it waits.</param>
/// <param name="Topic">The first part of the question's section, if it has one.</param>
/// <param name="Level">The question's level, if it has one.</param>
/// <param name="Stem">What was asked.</param>
public sealed record ProgressEntry(
    DateTimeOffset ReceivedAt, bool Counts, double? Score, VerdictKind? Kind, string? Topic, Level? Level, string Stem);

/// <summary>How a member does on one topic or level.</summary>
/// <param name="Name">Which.</param>
/// <param name="Answers">How many judged answers.</param>
/// <param name="Average">Their mean score, 0 to 100.</param>
public sealed record Share(string Name, int Answers, double Average);

/// <summary>
/// Days in a row. A day counts when the member gave at least one answer on it that counts for boards, whatever its verdict: one
/// that the grader is not sure of breaks nothing. Days are those of the member's own zone. The current streak ends today or,
/// while today can still be answered, yesterday.
/// </summary>
/// <param name="Current">How many days it has now; 0 when it broke.</param>
/// <param name="Longest">How many days the longest had, at least <paramref name="Current"/>.</param>
public sealed record Streak(int Current, int Longest)
{
    /// <summary>Counts. Pure.</summary>
    /// <param name="answers">When the answers that count were received, in any order.</param>
    /// <param name="now">The time.</param>
    /// <param name="zone">The IANA zone; an unknown one counts as UTC.</param>
    /// <returns>The streak.</returns>
    public static Streak Of(IEnumerable<DateTimeOffset> answers, DateTimeOffset now, string zone)
    {
        var where = DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) ?? DateTimeZone.Utc;
        LocalDate DayOf(DateTimeOffset at) => Instant.FromDateTimeOffset(at).InZone(where).Date;
        var (length, longest) = (0, 0);
        LocalDate? last = null;
        foreach (var day in answers.Select(DayOf).Distinct().Order())
        {
            length = last is { } before && before.PlusDays(1) == day ? length + 1 : 1;
            longest = Math.Max(longest, length);
            last = day;
        }

        var goesOn = last is { } latest && latest >= DayOf(now).PlusDays(-1);
        return new Streak(goesOn ? length : 0, longest);
    }
}
