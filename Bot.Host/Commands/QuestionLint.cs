using Bot.Core.Questions;

namespace Bot.Host.Commands;

/// <summary>Something about a question that an author should look at.</summary>
internal sealed record QuestionLint(string Key, string Code, string Message)
{
    private const int FewExemplars = 4;
    private const int LongPoint = 300;

    public static IEnumerable<QuestionLint> Find(QuestionDraft question)
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
