using System.Globalization;

namespace Bot.Core.Questions;

/// <summary>How many questions a pack has of each sort.</summary>
/// <param name="Name">The pack.</param>
/// <param name="Questions">All of them.</param>
/// <param name="Gradable">Those with something to judge an answer by.</param>
/// <param name="Sections">By the broadest section; "none" for those without one.</param>
/// <param name="Levels">By the level as it is written.</param>
/// <param name="Kinds">By kind.</param>
public sealed record PackStatistics(
    string Name,
    int Questions,
    int Gradable,
    IReadOnlyDictionary<string, int> Sections,
    IReadOnlyDictionary<string, int> Levels,
    IReadOnlyDictionary<string, int> Kinds)
{
    private const string None = "none";

    /// <summary>Counts.</summary>
    /// <param name="pack">The pack.</param>
    /// <returns>The counts.</returns>
    public static PackStatistics Of(PackDraft pack) => new(
        pack.Info.Name.Value,
        pack.Questions.Length,
        pack.Questions.Count(question => question.Rubric.CanBeGraded),
        Count(pack, question => question.Topic.Path.FirstOrDefault()),
        Count(pack, question => question.Level?.Written),
        Count(pack, question => question.Kind?.ToString().ToLowerInvariant()));

    /// <summary>Says it in four lines.</summary>
    /// <returns>The lines, the first about the whole pack.</returns>
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
