using System.Globalization;
using Bot.Core.Questions;

namespace Bot.Host.Commands;

/// <summary>How many questions a pack has of each sort.</summary>
internal sealed record PackStatistics(
    string Name,
    int Questions,
    int Gradable,
    IReadOnlyDictionary<string, int> Sections,
    IReadOnlyDictionary<string, int> Levels,
    IReadOnlyDictionary<string, int> Kinds)
{
    private const string None = "none";

    public static PackStatistics Of(PackDraft pack) => new(
        pack.Info.Name.Value,
        pack.Questions.Length,
        pack.Questions.Count(question => question.Rubric.CanBeGraded),
        Count(pack, question => question.Topic.Path.FirstOrDefault()),
        Count(pack, question => question.Level?.Written),
        Count(pack, question => question.Kind?.ToString().ToLowerInvariant()));

    public IEnumerable<string> Describe() =>
    [
        string.Create(CultureInfo.InvariantCulture, $"{Name}: {Questions} question{(Questions == 1 ? "" : "s")}, {Gradable} with something to judge an answer by"),
        $"  sections: {List(Sections)}",
        $"  levels: {List(Levels)}",
        $"  kinds: {List(Kinds)}",
    ];

    private static Dictionary<string, int> Count(PackDraft pack, Func<QuestionDraft, string?> of) =>
        pack.Questions.CountBy(question => of(question) ?? None).ToDictionary();

    private static string List(IReadOnlyDictionary<string, int> counts) => string.Join(", ", counts.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value}")));
}
