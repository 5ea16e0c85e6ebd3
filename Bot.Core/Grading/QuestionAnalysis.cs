using System.Collections.Immutable;
using Bot.Core.Members;
using Bot.Core.Questions;

namespace Bot.Core.Grading;

/// <summary>
/// What the answers to a question say of the question, as classical test theory asks it (Lord and Novick, 1968). Of each member the first
/// answer to it is looked at.
/// </summary>
/// <param name="Question">The question's key.</param>
/// <param name="Answers">How many answers were looked at.</param>
/// <param name="Lowest">The lowest score, 0 to 100.</param>
/// <param name="Highest">The highest score, 0 to 100.</param>
/// <param name="Facility">The mean score as a share of what can be had, 0 (nobody has anything) to 1.</param>
/// <param name="Discrimination">
/// The correlation of the members' scores here with their mean scores elsewhere, −1 to 1; <see langword="null"/> with fewer than
/// <see cref="FewestToCompare"/> members who answered something else too, or where either is the same for all.
/// </param>
/// <param name="NeverCovered">The key points that no answer made, not even in part; none that is boilerplate.</param>
public sealed record QuestionAnalysis(
    QuestionKey Question, int Answers, double Lowest, double Highest, double Facility, double? Discrimination, ImmutableArray<string> NeverCovered)
{
    /// <summary>How many members it takes to compare what they do here with what they do elsewhere.</summary>
    public const int FewestToCompare = 8;

    /// <summary>Analyses answers.</summary>
    /// <param name="answers">The answers to any questions, the earliest first.</param>
    /// <returns>One analysis for each question that was answered, in the order of their first answers.</returns>
    public static ImmutableArray<QuestionAnalysis> Of(IEnumerable<AnalysedAnswer> answers)
    {
        var firsts = answers.DistinctBy(answer => (answer.Question, answer.Member)).ToList();
        var totals = firsts.GroupBy(answer => answer.Member).ToDictionary(own => own.Key, own => (Sum: own.Sum(answer => answer.Score), Count: own.Count()));
        return
        [
            .. firsts.GroupBy(answer => answer.Question).Select(group =>
            {
                var here = group.ToList();
                var compared = here.Where(answer => totals[answer.Member].Count > 1)
                    .Select(answer => (answer.Score, Elsewhere: (totals[answer.Member].Sum - answer.Score) / (totals[answer.Member].Count - 1)))
                    .ToList();
                return new QuestionAnalysis(
                    group.Key,
                    here.Count,
                    here.Min(answer => answer.Score),
                    here.Max(answer => answer.Score),
                    here.Average(answer => answer.Score) / 100,
                    compared.Count < FewestToCompare ? null : Correlation(compared),
                    [
                        .. here.SelectMany(answer => answer.Points).Where(point => !point.Generic)
                            .GroupBy(point => point.Text, StringComparer.Ordinal)
                            .Where(point => point.All(judged => judged.State is CoverageState.Missing))
                            .Select(point => point.Key),
                    ]);
            }),
        ];
    }

    private static double? Correlation(List<(double Here, double Elsewhere)> pairs)
    {
        var (here, elsewhere) = (pairs.Average(pair => pair.Here), pairs.Average(pair => pair.Elsewhere));
        var together = pairs.Sum(pair => (pair.Here - here) * (pair.Elsewhere - elsewhere));
        var spread = Math.Sqrt(pairs.Sum(pair => Math.Pow(pair.Here - here, 2)) * pairs.Sum(pair => Math.Pow(pair.Elsewhere - elsewhere, 2)));
        return spread < 1e-9 ? null : Math.Clamp(together / spread, -1, 1);
    }
}

/// <summary>An answer that a grader judged against the rubric which its question has now.</summary>
/// <param name="Question">The question's key.</param>
/// <param name="Member">Who wrote it.</param>
/// <param name="Score">0 to 100.</param>
/// <param name="Points">What became of each key point.</param>
public sealed record AnalysedAnswer(QuestionKey Question, MemberId Member, double Score, ImmutableArray<KeyPointJudgement> Points);
