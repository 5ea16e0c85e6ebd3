using Bot.Core.Import.Lines;

namespace Bot.Core.Import.Drafting;

/// <summary>
/// Finds text that fits any question, without a list of words: what stands in the same field of three or more questions, once the
/// question's own title is taken out of it, says nothing about any of them.
/// </summary>
internal static class Boilerplate
{
    private const int Least = 3;
    private const char Placeholder = '\u0001';

    /// <summary>Marks it in all questions, and warns once a question and field.</summary>
    public static void Mark(IReadOnlyList<QuestionSketch> questions)
    {
        Mark(questions, "the short answer", question => question.ShortAnswer is { } answer ? [answer] : []);
        Mark(questions, "the key points", question => question.KeyPoints);
        Mark(questions, "the red flags", question => question.RedFlags);
        Mark(questions, "the follow-ups", question => question.FollowUps.Select(followUp => followUp.Text));
        Mark(questions, "the framework", question => question.Framework);
        MarkBlocks(questions);
    }

    private static void Mark(IReadOnlyList<QuestionSketch> questions, string field, Func<QuestionSketch, IEnumerable<Point>> pick)
    {
        var common = CommonIn(questions.Select(question => pick(question).Select(point => Fold(point.Text, question))));
        foreach (var question in questions)
        {
            var found = pick(question).Where(point => common.Contains(Fold(point.Text, question))).ToList();
            found.ForEach(point => point.Generic = true);
            if (found is [var first, ..])
            {
                question.Warn(first.Line, "generic", $"In {field}, {found.Count} of {pick(question).Count()} {(found.Count == 1 ? "is" : "are")} the same for several questions: shown, never scored.");
            }
        }
    }

    private static void MarkBlocks(IReadOnlyList<QuestionSketch> questions)
    {
        var common = CommonIn(questions.Select(question => question.Blocks.Select(block => Fold(TextOf(block), question))));
        foreach (var question in questions)
        {
            foreach (var block in question.Blocks.Where(block => common.Contains(Fold(TextOf(block), question))))
            {
                block.Generic = true;
                question.Warn(block.Line, "generic", $"The part {FoundText.Quote(block.Heading ?? block.Text ?? block.Items.FirstOrDefault() ?? "")} of the answer is the same for several questions: shown, never scored.");
            }
        }
    }

    private static string TextOf(Block block) => string.Join('\n', block.Items.Prepend(block.Text ?? ""));

    private static HashSet<string> CommonIn(IEnumerable<IEnumerable<string>> perQuestion) =>
    [
        .. perQuestion.SelectMany(texts => texts.Where(text => text.Length > 0).Distinct(StringComparer.Ordinal))
            .CountBy(text => text, StringComparer.Ordinal)
            .Where(pair => pair.Value >= Least)
            .Select(pair => pair.Key),
    ];

    private static string Fold(string text, QuestionSketch question)
    {
        var folded = text.ToLowerInvariant().Trim();
        var title = question.Title?.ToLowerInvariant().Trim().TrimEnd('?', '.');
        return string.IsNullOrEmpty(title) || title.Length < 8
            ? folded
            : folded.Replace(title, Placeholder.ToString(), StringComparison.Ordinal).Replace($"{Placeholder}?", Placeholder.ToString(), StringComparison.Ordinal);
    }
}
