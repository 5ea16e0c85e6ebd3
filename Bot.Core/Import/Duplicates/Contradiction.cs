using System.Collections.Immutable;
using Bot.Core.Questions;

namespace Bot.Core.Import.Duplicates;

/// <summary>Two statements that speak of one thing and do not agree, as far as their words tell: a person decides.</summary>
/// <param name="One">What is said here.</param>
/// <param name="Other">What is said there.</param>
/// <param name="Kind">How they differ.</param>
public sealed record Contradiction(string One, string Other, ContradictionKind Kind)
{
    private const double OfOneThing = 0.6;

    /// <summary>Finds where the rubrics of two questions do not agree.</summary>
    /// <param name="one">A question.</param>
    /// <param name="other">A question that asks the same.</param>
    /// <returns>The contradictions; what <paramref name="one"/> says stands first in each.</returns>
    public static ImmutableArray<Contradiction> Between(Rubric one, Rubric other)
    {
        var (points, flags) = (Statements(one.KeyPoints), Statements(one.RedFlags));
        var (otherPoints, otherFlags) = (Statements(other.KeyPoints), Statements(other.RedFlags));
        return
        [
            .. from mine in points from theirs in otherPoints where AreOfOneThing(mine, theirs) && KindOf(mine.Text, theirs.Text) is not null
               select new Contradiction(mine.Text, theirs.Text, KindOf(mine.Text, theirs.Text)!.Value),
            .. from mine in points from theirs in otherFlags where Accuses(theirs, mine) select new Contradiction(mine.Text, theirs.Text, ContradictionKind.FlagAgainstPoint),
            .. from mine in flags from theirs in otherPoints where Accuses(mine, theirs) select new Contradiction(mine.Text, theirs.Text, ContradictionKind.FlagAgainstPoint),
        ];
    }

    /// <summary>Finds red flags of a question that accuse one of its own key points.</summary>
    /// <param name="rubric">The question's rubric.</param>
    /// <returns>The contradictions; the key point stands first in each.</returns>
    public static ImmutableArray<Contradiction> Within(Rubric rubric) =>
    [
        .. from point in Statements(rubric.KeyPoints) from flag in Statements(rubric.RedFlags)
           where Accuses(flag, point) select new Contradiction(point.Text, flag.Text, ContradictionKind.FlagAgainstPoint),
    ];

    /// <summary>Says how they differ, with both.</summary>
    /// <returns>One line.</returns>
    public string Describe() => Kind switch
    {
        ContradictionKind.Figures => $"other figures: “{One}” · “{Other}”",
        ContradictionKind.Denial => $"one denies it: “{One}” · “{Other}”",
        _ => $"a key point for one, a red flag for the other: “{One}” · “{Other}”",
    };

    /// <summary>Tells whether two statements speak of one thing in much the same words and do not contradict each other.</summary>
    internal static bool SayTheSame(string one, string other) =>
        one.Equals(other, StringComparison.OrdinalIgnoreCase)
        || (ContentWords.Alike(ContentWords.Of(one), ContentWords.Of(other)) >= 0.8 && KindOf(one, other) is null);

    // A flag that denies says the opposite of a point that does not: no contradiction but the same thing once more.
    private static bool Accuses(Statement flag, Statement point) => AreOfOneThing(flag, point) && KindOf(flag.Text, point.Text) is null;

    private static bool AreOfOneThing(Statement one, Statement other) => ContentWords.Alike(one.Words, other.Words) >= OfOneThing;

    private static ContradictionKind? KindOf(string one, string other)
    {
        if (ContentWords.Denies(one) != ContentWords.Denies(other))
        {
            return ContradictionKind.Denial;
        }

        var (here, there) = (ContentWords.Figures(one), ContentWords.Figures(other));
        return here.Count > 0 && there.Count > 0 && !here.SetEquals(there) ? ContradictionKind.Figures : null;
    }

    private static List<Statement> Statements(ImmutableArray<KeyPoint> points) =>
        [.. points.Where(point => !point.Generic).Select(point => new Statement(point.Text, ContentWords.Of(point.Text)))];

    private static List<Statement> Statements(ImmutableArray<RedFlag> flags) =>
        [.. flags.Where(flag => !flag.Generic).Select(flag => new Statement(flag.Text, ContentWords.Of(flag.Text)))];

    private sealed record Statement(string Text, HashSet<string> Words);
}

/// <summary>How two statements differ.</summary>
public enum ContradictionKind
{
    /// <summary>They give other figures.</summary>
    Figures,

    /// <summary>One denies what the other says.</summary>
    Denial,

    /// <summary>What is a key point here is a red flag there.</summary>
    FlagAgainstPoint,
}
