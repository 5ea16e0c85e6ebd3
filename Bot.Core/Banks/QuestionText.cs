using System.Collections.Immutable;
using System.Globalization;
using Bot.Core.Chat;
using Bot.Core.Import;
using Bot.Core.Questions;

namespace Bot.Core.Banks;

/// <summary>A question as the text of a form: one key point or red flag a line.</summary>
internal static class QuestionText
{
    private static readonly char[] Bullets = ['-', '*', '•', ' ', '\t'];

    /// <summary>Makes a question of what was entered. A line that was not changed keeps its weight, severity and exemplars.</summary>
    /// <param name="form">What was entered.</param>
    /// <param name="before">The question as it was; what the form does not show stays.</param>
    public static QuestionDraft Read(ChatAction.Form form, QuestionDraft before)
    {
        var points = before.Rubric.KeyPoints.DistinctBy(point => point.Text).ToDictionary(point => point.Text);
        var flags = before.Rubric.RedFlags.DistinctBy(flag => flag.Text).ToDictionary(flag => flag.Text);
        var keyPoints = Lines(form, "points").Select(line => points.GetValueOrDefault(line) ?? new KeyPoint { Text = line }).ToImmutableArray();
        var shortAnswer = form.Values.GetValueOrDefault("short")?.Trim();
        return before with
        {
            Stem = form.Values["stem"].Trim(),
            Topic = before.Topic with
            {
                Path = [.. (form.Values.GetValueOrDefault("section") ?? "").Split('>', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
            },
            Rubric = before.Rubric with
            {
                KeyPoints = keyPoints,
                RedFlags = [.. Lines(form, "flags").Select(line => flags.GetValueOrDefault(line) ?? new RedFlag { Text = line })],
            },
            Material = before.Material with
            {
                ShortAnswer = string.IsNullOrEmpty(shortAnswer) ? null : shortAnswer,
                ProposedKeyPoints = keyPoints.IsEmpty ? before.Material.ProposedKeyPoints : [],
            },
        };
    }

    /// <summary>Finds a key for a new question that none has or had.</summary>
    public static QuestionKey FreeKey(PackName pack, string stem, IReadOnlySet<QuestionKey> taken)
    {
        var slug = BankKeys.Slug(stem) is { Length: > 0 } words ? words : "question";
        for (var number = 1; ; number++)
        {
            var key = QuestionKey.Parse(number == 1 ? $"{pack}/{slug}" : string.Create(CultureInfo.InvariantCulture, $"{pack}/{slug}-{number}"));
            if (!taken.Contains(key))
            {
                return key;
            }
        }
    }

    private static IEnumerable<string> Lines(ChatAction.Form form, string field) =>
        (form.Values.GetValueOrDefault(field) ?? "").Split('\n').Select(line => line.Trim().TrimStart(Bullets).Trim()).Where(line => line.Length > 0).Distinct(StringComparer.Ordinal);
}
