using System.Buffers;
using System.Text;

namespace Bot.Core.Import.Lines;

/// <summary>
/// Mends sums of money that a page took for formulas. Between two dollar signs such a page shows the text twice: first without blanks,
/// hyphens and dollar signs, then as its source. "$50K a month to $80K" becomes "50Kamonthto50K a month to 80K".
/// </summary>
internal static class MoneyRepair
{
    private const int Longest = 400;
    private const int LongestLine = 20_000;
    private static readonly SearchValues<char> Figures = SearchValues.Create("0123456789.,");
    private const char Tilde = '\u00A0';

    /// <summary>Mends a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="repairs">What was replaced by what.</param>
    /// <returns>The line with its dollar signs.</returns>
    public static string Mend(string line, List<(string Before, string After)> repairs)
    {
        if (line.Length > LongestLine)
        {
            return line;
        }

        var mended = new StringBuilder(line.Length);
        for (var i = 0; i < line.Length;)
        {
            if (char.IsAsciiDigit(line[i]) && (i == 0 || !IsPartOfWord(line[i - 1])) && FindDouble(line, i) is { } found)
            {
                var source = line[found.Second..found.End];
                repairs.Add((line[i..found.End], $"${source}$"));
                mended.Append('$').Append(source).Append('$');
                i = found.End;
                continue;
            }

            mended.Append(line[i++]);
        }

        return mended.ToString();
    }

    private static bool IsPartOfWord(char c) => char.IsLetterOrDigit(c) || c is '.' or ',' or '$' or '_';

    /// <summary>Finds where the text that begins at a place begins again, followed by a number.</summary>
    private static (int Second, int End)? FindDouble(string line, int first)
    {
        for (var second = first + 2; second < line.Length && second - first <= Longest; second++)
        {
            if (line[second] == line[first] && line.AsSpan(first, second - first).ContainsAnyExcept(Figures) && Matches(line, first, second) is { } end)
            {
                return (second, end);
            }
        }

        return null;
    }

    private static int? Matches(string line, int first, int second)
    {
        var (a, b) = (first, second);
        while (a < second && b < line.Length)
        {
            if (IsDropped(line[b]) && line[a] != line[b])
            {
                b++;
            }
            else if (line[a] == line[b] || (line[a] == Tilde && line[b] == '~'))
            {
                (a, b) = (a + 1, b + 1);
            }
            else if (line[a] is ' ' && a + 1 == second)
            {
                // A blank that belongs to the words around the formula.
                a++;
            }
            else
            {
                return null;
            }
        }

        while (b < line.Length && IsDropped(line[b]))
        {
            b++;
        }

        return a == second && b < line.Length && char.IsAsciiDigit(line[b]) ? b : null;
    }

    private static bool IsDropped(char c) => c is ' ' or '-';
}
