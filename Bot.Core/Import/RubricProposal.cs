using System.Collections.Immutable;
using Bot.Core.Import.Drafting;
using Bot.Core.Import.Lines;
using Bot.Core.Questions;

namespace Bot.Core.Import;

/// <summary>
/// Proposes key points for a question whose bank gives its answer as prose or as an outline without saying what counts. A proposal is
/// material: it is shown to authors, and nothing is scored by it until somebody accepts it.
/// </summary>
internal static class RubricProposal
{
    private const int Most = 12;
    private const int FewestWords = 4;
    private const int MostCharacters = 500;

    /// <summary>Proposes key points from the parts of an answer, else from the short answer, else from the framework; boilerplate gives none.</summary>
    /// <returns>The points; none where the bank lists key points of its own, or the answer is too thin to judge by.</returns>
    public static ImmutableArray<string> From(QuestionSketch question)
    {
        if (question.KeyPoints.Exists(point => !point.Generic))
        {
            return [];
        }

        var blocks = question.Blocks.Where(block => block is { Generic: false, IsCode: false }).ToList();
        var lists = blocks.SelectMany(block => block.Items).ToList();
        var prose = blocks.SelectMany(block => Sentences.Cut(block.Text ?? ""));
        var shortAnswer = question.ShortAnswer is { Generic: false } answer ? Sentences.Cut(answer.Text) : [];
        var framework = question.Framework.Where(point => !point.Generic).Select(point => point.Text);
        foreach (var source in (IEnumerable<IEnumerable<string>>)[lists.Count >= 2 ? lists : prose.Concat(lists), shortAnswer, framework])
        {
            if (Fit(source) is { IsEmpty: false } points)
            {
                return points;
            }
        }

        return [];
    }

    /// <summary>Takes a question's proposals for its key points, unless it has key points to be scored by.</summary>
    public static QuestionDraft Accept(QuestionDraft draft) => draft.Rubric.CanBeGraded || draft.Material.ProposedKeyPoints.IsEmpty
        ? draft
        : draft with
        {
            Rubric = draft.Rubric with { KeyPoints = [.. draft.Rubric.KeyPoints, .. draft.Material.ProposedKeyPoints.Select(text => new KeyPoint { Text = text })] },
            Material = draft.Material with { ProposedKeyPoints = [] },
        };

    private static ImmutableArray<string> Fit(IEnumerable<string> texts) =>
    [
        .. texts.Select(FoundText.Tidy)
            .Where(text => text.Length <= MostCharacters && !text.EndsWith(':') && !text.EndsWith('?') && text.Split(' ').Length >= FewestWords)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Take(Most),
    ];
}
