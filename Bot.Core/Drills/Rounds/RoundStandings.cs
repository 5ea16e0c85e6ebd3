using System.Collections.Immutable;
using Bot.Core.Grading;
using Bot.Core.Members;

namespace Bot.Core.Drills.Rounds;

/// <summary>What the members of a round have earned so far. Pure.</summary>
internal static class RoundStandings
{
    /// <summary>
    /// Adds up what each answer is worth, of the members who are shown. The best come first; those who are level share a rank,
    /// and the next rank leaves as many places free.
    /// </summary>
    public static ImmutableArray<RoundPlace> Of(
        IEnumerable<RoundQuestion> questions,
        RoundQuestion? now,
        IEnumerable<CountedAnswer> answers,
        IReadOnlyDictionary<MemberId, Member> shown,
        double speedBonus)
    {
        var asked = questions.ToDictionary(question => question.Question);
        var totals = answers
            .Where(answer => asked.ContainsKey(answer.Question) && shown.ContainsKey(answer.Member))
            .GroupBy(answer => answer.Member, answer => (answer.Question, Points: Worth(asked[answer.Question], answer, speedBonus)))
            .Select(own => new RoundPlace(
                0,
                shown[own.Key],
                own.Sum(answer => answer.Points.Total),
                own.Count(),
                own.Where(answer => answer.Question == now?.Question).Select(answer => (RoundPoints?)answer.Points).FirstOrDefault()))
            .OrderByDescending(place => place.Points)
            .ThenBy(place => place.Member.DisplayName, StringComparer.Ordinal)
            .ThenBy(place => place.Member.Id.Value)
            .ToList();
        return [.. totals.Select(place => place with { Rank = 1 + totals.Count(other => other.Points > place.Points) })];
    }

    /// <summary>Gives the points of an answer: its score, and a part of that again for the time that was left.</summary>
    public static RoundPoints Worth(RoundQuestion question, CountedAnswer answer, double speedBonus) =>
        answer.Verdict is { } verdict and not { Kind: VerdictKind.NotSure }
            ? new RoundPoints(verdict.Points, (int)Math.Floor(verdict.Points * speedBonus * question.TimeLeft(answer.ReceivedAt)))
            : default;
}

/// <summary>A place in the standings of a round, with what the question at hand brought.</summary>
internal sealed record RoundPlace(int Rank, Member Member, int Points, int Answers, RoundPoints? Now);

/// <summary>What an answer is worth in a round.</summary>
internal readonly record struct RoundPoints(int Score, int Speed)
{
    public int Total => Score + Speed;
}
