using System.Collections.Immutable;
using Bot.Core.Grading;
using Bot.Core.Members;

namespace Bot.Core.Drills.Rounds;

/// <summary>What the members of a round have earned so far. Pure.</summary>
internal static class RoundStandings
{
    /// <summary>
    /// Adds up what each answer is worth. The best come first; those who are level share a rank, and the next rank leaves as
    /// many places free.
    /// </summary>
    public static ImmutableArray<RoundPlace> Of(
        IEnumerable<RoundQuestion> questions, IEnumerable<CountedAnswer> answers, double speedBonus)
    {
        var asked = questions.ToDictionary(question => question.Question);
        var totals = answers
            .Where(answer => asked.ContainsKey(answer.Question))
            .GroupBy(answer => answer.Member)
            .Select(own => (Member: own.Key, Points: own.Sum(answer => Worth(asked[answer.Question], answer, speedBonus).Total), Answers: own.Count()))
            .OrderByDescending(total => total.Points)
            .ThenBy(total => total.Member.Value)
            .ToList();
        return [.. totals.Select(total => new RoundPlace(1 + totals.Count(other => other.Points > total.Points), total.Member, total.Points, total.Answers))];
    }

    /// <summary>Gives the points of an answer: its score, and a part of that again for the time that was left.</summary>
    public static RoundPoints Worth(RoundQuestion question, CountedAnswer answer, double speedBonus) =>
        answer.Verdict is { } verdict and not { Kind: VerdictKind.NotSure }
            ? new RoundPoints(verdict.Points, (int)Math.Floor(verdict.Points * speedBonus * question.TimeLeft(answer.ReceivedAt)))
            : default;
}

/// <summary>A place in the standings of a round.</summary>
internal sealed record RoundPlace(int Rank, MemberId Member, int Points, int Answers);

/// <summary>What an answer is worth in a round.</summary>
internal readonly record struct RoundPoints(int Score, int Speed)
{
    public int Total => Score + Speed;
}
