using System.Globalization;
using Bot.Core.Grading;
using Bot.Core.Import.Duplicates;
using Bot.Core.Questions;

namespace Bot.Core.Banks;

/// <summary>Something about a question or a pack that an author should look at.</summary>
/// <param name="Key">The question's key, or the pack's name.</param>
/// <param name="Code">What sort of thing it is.</param>
/// <param name="Message">What it is, and what to do.</param>
public sealed record BankFinding(string Key, string Code, string Message);

/// <summary>Looks a pack over as an author would: what it says itself, and what answers to it say of it.</summary>
public static class BankLint
{
    private const int FewExemplars = 4;
    private const int LongPoint = 300;
    private const int FewestAnswers = 5;
    private const int MonthsUntilStale = 12;
    private const double Weak = 40;
    private const double Strong = 75;
    private const double LeastDiscrimination = 0.1;

    /// <summary>Looks a pack over.</summary>
    /// <param name="pack">The pack.</param>
    /// <param name="analyses">What answers say of its questions; of others too.</param>
    /// <param name="today">The day.</param>
    /// <returns>What was found: of the pack first, then question by question.</returns>
    public static IEnumerable<BankFinding> Find(PackDraft pack, IEnumerable<QuestionAnalysis> analyses, DateOnly today)
    {
        var answered = analyses.ToDictionary(analysis => analysis.Question);
        return OfPack(pack, today).Concat(pack.Questions.SelectMany(question =>
            OfQuestion(question).Concat(answered.TryGetValue(question.Key, out var analysis) ? OfAnswers(analysis) : [])));
    }

    private static IEnumerable<BankFinding> OfPack(PackDraft pack, DateOnly today)
    {
        var name = pack.Info.Name.Value;
        if (pack.Info.AsOf is { } day && day.AddMonths(MonthsUntilStale) < today)
        {
            yield return new(name, "stale", string.Create(CultureInfo.InvariantCulture, $"The facts were last checked on {day:yyyy-MM-dd}. Check them again, and set asOf."));
        }

        var without = pack.Questions.Count(question => question.Material.FurtherReading.IsEmpty);
        if (pack.Info.Sources.IsEmpty && without > 0)
        {
            yield return new(name, "no-references", $"{without} of {pack.Questions.Length} questions say nowhere what their facts come from; name the pack's sources, or further reading.");
        }
    }

    private static IEnumerable<BankFinding> OfAnswers(QuestionAnalysis analysis)
    {
        var key = analysis.Question.ToString();
        if (analysis.Answers < FewestAnswers)
        {
            yield break;
        }

        if (analysis.Highest < Weak)
        {
            yield return new(key, "everybody-fails", string.Create(
                CultureInfo.InvariantCulture, $"All {analysis.Answers} answers are weak (facility {analysis.Facility:0.00}). Does the question ask for what the key points want?"));
        }
        else if (analysis.Lowest >= Strong)
        {
            yield return new(key, "nobody-fails", string.Create(
                CultureInfo.InvariantCulture, $"All {analysis.Answers} answers are strong (facility {analysis.Facility:0.00}). It tells nobody what to learn."));
        }
        else if (analysis.Discrimination < LeastDiscrimination)
        {
            yield return new(key, "tells-nobody-apart", string.Create(
                CultureInfo.InvariantCulture,
                $"Those who do well elsewhere do no better here (discrimination {analysis.Discrimination:0.00} over {analysis.Answers} answers). Does the rubric reward something else?"));
        }

        foreach (var point in analysis.NeverCovered)
        {
            yield return new(key, "never-covered", $"None of {analysis.Answers} answers makes the key point \"{point}\", not even in part.");
        }
    }

    private static IEnumerable<BankFinding> OfQuestion(QuestionDraft question)
    {
        var key = question.Key.ToString();
        var points = question.Rubric.KeyPoints.Where(point => !point.Generic).ToList();
        if (points.Count == 0)
        {
            yield return question.Material.ProposedKeyPoints.IsEmpty
                ? new(key, "no-rubric", "There is nothing to judge an answer by.")
                : new(key, "rubric-proposed", $"{question.Material.ProposedKeyPoints.Length} key points are proposed and score nothing; move those that hold to keyPoints.");
        }

        if (question.Rubric.RedFlags.All(flag => flag.Generic) && points.Count > 0)
        {
            yield return new(key, "no-red-flag", "There is no red flag of its own.");
        }

        foreach (var twice in points.CountBy(point => point.Text, StringComparer.OrdinalIgnoreCase).Where(pair => pair.Value > 1))
        {
            yield return new(key, "same-point-twice", $"The key point \"{twice.Key}\" stands there {twice.Value} times.");
        }

        foreach (var contradiction in Contradiction.Within(question.Rubric))
        {
            yield return new(key, "flag-against-point", $"The red flag \"{contradiction.Other}\" accuses of what the key point \"{contradiction.One}\" wants.");
        }

        for (var i = 0; i < points.Count; i++)
        {
            foreach (var other in points.Skip(i + 1).Where(other => !other.Text.Equals(points[i].Text, StringComparison.OrdinalIgnoreCase) && Contradiction.SayTheSame(points[i].Text, other.Text)))
            {
                yield return new(key, "points-overlap", $"The key points \"{points[i].Text}\" and \"{other.Text}\" say much the same; an answer earns both at once.");
            }
        }

        foreach (var point in points.Where(point => point.Text.Length > LongPoint))
        {
            yield return new(key, "long-point", $"The key point \"{point.Text[..40]}…\" makes several statements at once; split it.");
        }

        var poor = points.Count(point => point.Exemplars.Positive.Length < FewExemplars || point.Exemplars.Negative.Length < FewExemplars);
        if (poor > 0)
        {
            yield return new(key, "few-exemplars", $"{poor} of {points.Count} key points have fewer than {FewExemplars} exemplars of each sort.");
        }
    }
}
