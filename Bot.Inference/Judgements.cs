using Bot.Core.Grading;
using Bot.Core.Questions;
using Bot.Inference.Models;

namespace Bot.Inference;

/// <summary>Turns probabilities into judgements: what is doubtful, and when the words that decided are shown.</summary>
internal static class Judgements
{
    private const double ShownFrom = 0.5;

    /// <param name="point">The key point.</param>
    /// <param name="atLeastPartly">The probability that it is covered, at least partly.</param>
    /// <param name="covered">The probability that it is covered in full; at most <paramref name="atLeastPartly"/>.</param>
    /// <param name="doubt">The model's band of doubt.</param>
    /// <param name="evidence">The words that decided.</param>
    public static KeyPointJudgement Of(KeyPoint point, double atLeastPartly, double covered, DoubtBand doubt, string? evidence)
    {
        var doubtful = doubt.Holds(atLeastPartly);
        return new KeyPointJudgement
        {
            Text = point.Text,
            Weight = point.Weight,
            Generic = point.Generic,
            Covered = covered,
            Partly = atLeastPartly - covered,
            Doubtful = doubtful,
            Evidence = doubtful || atLeastPartly >= ShownFrom ? evidence : null,
        };
    }

    /// <param name="flag">The red flag.</param>
    /// <param name="probability">The probability that it is raised.</param>
    /// <param name="doubt">The model's band of doubt.</param>
    /// <param name="evidence">The words that decided.</param>
    public static RedFlagJudgement Of(RedFlag flag, double probability, DoubtBand doubt, string? evidence)
    {
        var doubtful = doubt.Holds(probability);
        return new RedFlagJudgement
        {
            Text = flag.Text,
            Severity = flag.Severity,
            Generic = flag.Generic,
            Probability = probability,
            Doubtful = doubtful,
            Evidence = doubtful || probability >= ShownFrom ? evidence : null,
        };
    }
}
