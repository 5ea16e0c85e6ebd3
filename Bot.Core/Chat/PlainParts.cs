using System.Collections.Immutable;
using System.Globalization;

namespace Bot.Core.Chat;

/// <summary>Folds criteria and standings into plain named parts, for platforms that cannot draw them.</summary>
public static class PlainParts
{
    /// <summary>Folds a message: its criteria come before its other parts, its standings behind them, and the score is left to the title.</summary>
    /// <param name="view">The message.</param>
    /// <returns>The same message in words and plain parts alone.</returns>
    public static MessageView Of(MessageView view) => view with
    {
        Score = null,
        Criteria = [],
        Standings = [],
        Fields =
        [
            .. Criteria(view.Criteria),
            .. view.Fields,
            .. view.Standings.IsEmpty ? Array.Empty<FieldView>() : [new FieldView("Standings", string.Join('\n', view.Standings.Select(Line)))],
        ],
    };

    /// <summary>Folds criteria into one part for each thing that can become of them, each line with the words that decided it.</summary>
    /// <param name="criteria">The criteria.</param>
    /// <returns>At most four parts, and none that is empty.</returns>
    public static ImmutableArray<FieldView> Criteria(ImmutableArray<CriterionView> criteria) =>
    [
        .. Part("Covered", criteria, CriterionMark.Covered),
        .. Part("Partly covered", criteria, CriterionMark.Partly),
        .. Part("Missing", criteria, CriterionMark.Missing),
        .. Part("Red flags", criteria, CriterionMark.Raised),
    ];

    /// <summary>Writes a line of standings, after one of dots where places are left out before it.</summary>
    /// <param name="standing">The line.</param>
    public static string Line(StandingView standing) =>
        $"{(standing.FollowsGap ? "…\n" : "")}{standing.Rank}. {standing.Name}: {standing.Points.ToString("N0", CultureInfo.InvariantCulture)} ({standing.Detail}){(standing.IsReader ? " ← you" : "")}";

    private static IEnumerable<FieldView> Part(string name, ImmutableArray<CriterionView> criteria, CriterionMark mark)
    {
        var lines = criteria.Where(criterion => criterion.Mark == mark).Select(criterion =>
            criterion.Evidence is null ? $"• {criterion.Text}" : $"• {criterion.Text} — you wrote “{criterion.Evidence}”").ToList();
        return lines.Count == 0 ? [] : [new FieldView(name, string.Join('\n', lines))];
    }
}
