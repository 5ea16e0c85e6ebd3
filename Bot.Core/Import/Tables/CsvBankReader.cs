using System.Text.RegularExpressions;
using Bot.Core.Import.Drafting;

namespace Bot.Core.Import.Tables;

/// <summary>Reads tables separated by commas, tabs, semicolons or bars, with a row of headings or without: then question and answer.</summary>
internal sealed partial class CsvBankReader : IBankReader
{
    public string Format => "csv";

    public double Recognise(BankFile file)
    {
        if (file.Text is not { } text || file.IsArchive || text.StartsWith('#') || text.TrimStart().StartsWith('|'))
        {
            return 0;
        }

        var (delimiter, columns, agreement) = TableText.Guess(text);
        if (columns < 2)
        {
            return 0;
        }

        var isNamed = file.Has(".csv") || file.Has(".tsv") || file.Has(".tab");
        var heading = TableText.Read(text.Length > 20_000 ? text[..20_000] : text, delimiter, 1, warn: null).FirstOrDefault();
        return heading is not null && HasHeadings(heading) ? 0.75 + (0.25 * agreement)
            : isNamed ? 0.3 + (0.6 * agreement)
            : 0;
    }

    public void Read(BankFile file, BankSketch bank)
    {
        var text = file.Text ?? throw new BankFormatException("The file is an archive, and no table.");
        var (delimiter, count, _) = TableText.Guess(text);
        var rows = TableText.Read(text, delimiter, 1, line => bank.Warn(line, "broken-quotes", "The quotes of a cell are not closed here; it was read as it stands."));
        if (rows.Count == 0)
        {
            return;
        }

        var isOurs = false;
        var columns = new QuestionColumn?[Math.Max(count, 2)];
        (columns[0], columns[1]) = (QuestionColumn.Stem, QuestionColumn.ShortAnswer);
        string[] names = [];
        if (HasHeadings(rows[0]))
        {
            names = [.. rows[0].Cells.Select(cell => cell.Trim())];
            columns = [.. names.Select(ColumnNames.Find)];
            isOurs = names.Contains(ColumnNames.Of(QuestionColumn.Stem)) && names.Contains(ColumnNames.Of(QuestionColumn.Key));
            bank.Use(rows[0].From, rows[0].To);
            rows.RemoveAt(0);
        }

        TableQuestions.Add(bank, rows, columns, names, isOurs, Unguard);
    }

    /// <summary>Puts a quote before a cell that a spreadsheet would take for a formula.</summary>
    public static string Guard(string cell) => Guarded.IsMatch(cell) ? "'" + cell : cell;

    private static string Unguard(string cell) => cell.StartsWith('\'') && Guarded.IsMatch(cell) ? cell[1..] : cell;

    private static bool HasHeadings(TableRow row) => row.Cells.Any(cell => ColumnNames.Find(cell) == QuestionColumn.Stem) && row.Cells.All(cell => cell.Length <= 60 && !cell.Contains('?', StringComparison.Ordinal));

    [GeneratedRegex(@"^'*[=+\-@]")]
    private static partial Regex Guarded { get; }
}
