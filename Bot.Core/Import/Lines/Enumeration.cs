using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Bot.Core.Import.Lines;

/// <summary>An enumeration inside a running text: "lead: (1) … (2) … (3) … closing words".</summary>
/// <param name="Lead">What stands before it.</param>
/// <param name="Points">The points, at least two.</param>
/// <param name="Closing">The sentences behind the last point that are no part of it.</param>
internal sealed partial record Enumeration(string Lead, ImmutableArray<string> Points, string Closing)
{
    /// <summary>Finds an enumeration that counts from 1 without a gap; what stands in formulas, or directly behind a word as in O(1), is none.</summary>
    public static Enumeration? Find(string text)
    {
        var hidden = Formula.Replace(text, match => new string(' ', match.Length));
        var marks = new List<Match>();
        foreach (Match match in Mark.Matches(hidden))
        {
            if (int.Parse(match.Groups["n"].Value, CultureInfo.InvariantCulture) == marks.Count + 1)
            {
                marks.Add(match);
            }
        }

        if (marks.Count < 2)
        {
            return null;
        }

        var points = new List<string>();
        for (var i = 0; i < marks.Count; i++)
        {
            var start = marks[i].Index + marks[i].Length;
            points.Add(text[start..(i + 1 < marks.Count ? marks[i + 1].Index : text.Length)].Trim().TrimEnd(',', ';').TrimEnd());
        }

        // The last point swallows what closes the paragraph; it is cut where all points before it are one sentence long.
        var last = Sentences.Cut(points[^1]);
        var closing = "";
        if (last.Count > 1 && points.SkipLast(1).All(point => Sentences.Cut(point).Count == 1))
        {
            points[^1] = last[0];
            closing = string.Join(' ', last.Skip(1));
        }

        return points.Exists(point => point.Length == 0) ? null : new Enumeration(text[..marks[0].Index].Trim(), [.. points], closing);
    }

    [GeneratedRegex(@"(?<=^|\s)\((?<n>\d{1,2})\)\s")]
    private static partial Regex Mark { get; }

    [GeneratedRegex(@"\\\(.*?\\\)|\$[^$\s][^$]*\$")]
    private static partial Regex Formula { get; }
}
