using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Bot.Core.Import.Tables;

/// <summary>Reads text that is a table: quoted as spreadsheets do, or plain.</summary>
internal static class TableText
{
    public static readonly IReadOnlyList<char> Delimiters = [',', '\t', ';', '|'];

    /// <summary>Reads the rows of a table.</summary>
    /// <param name="text">The text.</param>
    /// <param name="delimiter">What stands between two cells.</param>
    /// <param name="firstLine">The number of the text's first line in its file.</param>
    /// <param name="warn">Takes the line of a cell whose quotes are broken; it is read as it stands.</param>
    public static List<TableRow> Read(string text, char delimiter, int firstLine, Action<int>? warn)
    {
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter.ToString(),
            HasHeaderRecord = false,
            IgnoreBlankLines = true,
            BadDataFound = null,
            DetectDelimiter = false,
        };
        // A carriage return alone ends no line of the file, so it may end no record either.
        text = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', ' ');
        var rows = new List<TableRow>();
        var lines = text.Split('\n');
        using var reader = new StringReader(text);
        using var parser = new CsvParser(reader, configuration);
        var next = firstLine;
        try
        {
            while (parser.Read())
            {
                var cells = parser.Record ?? [];
                var to = Math.Clamp(firstLine + parser.RawRow - 1, next, Math.Max(next, firstLine + lines.Length - 1));
                while (next < to && next - firstLine < lines.Length && string.IsNullOrWhiteSpace(lines[next - firstLine]))
                {
                    // Blank lines before a record belong to none.
                    next++;
                }

                var from = Math.Min(to, next);
                rows.Add(new TableRow(cells, from, to));
                if (warn is not null && parser.RawRecord.Count(c => c == '"') % 2 == 1)
                {
                    warn(from);
                }

                next = to + 1;
            }
        }
        catch (CsvHelperException)
        {
            // What was read before stays read; the lines behind are accounted for as unread.
            warn?.Invoke(Math.Min(next, firstLine + lines.Length - 1));
        }

        return rows;
    }

    /// <summary>Finds the delimiter with which the first rows have the same number of cells, two at least.</summary>
    public static (char Delimiter, int Columns, double Agreement) Guess(string text)
    {
        var head = text.Length > 20_000 ? text[..20_000] : text;
        var best = (Delimiter: ',', Columns: 1, Agreement: 0.0);
        foreach (var delimiter in Delimiters)
        {
            var rows = Read(head, delimiter, 1, warn: null).Where(row => !row.IsEmpty).Take(50).ToList();
            if (text.Length > head.Length && rows.Count > 1)
            {
                rows.RemoveAt(rows.Count - 1);
            }

            if (rows.Count == 0)
            {
                continue;
            }

            var (columns, count) = rows.CountBy(row => row.Cells.Length).MaxBy(pair => pair.Value);
            var agreement = (double)count / rows.Count;
            if (columns > 1 && agreement > best.Agreement)
            {
                best = (delimiter, columns, agreement);
            }
        }

        return best;
    }
}
