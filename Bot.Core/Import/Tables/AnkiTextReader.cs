using System.Globalization;
using Bot.Core.Import.Drafting;
using Bot.Core.Import.Lines;

namespace Bot.Core.Import.Tables;

/// <summary>Reads notes that Anki exported as plain text: lines that begin with # say how, rows of fields follow.</summary>
internal sealed class AnkiTextReader : IBankReader
{
    private static readonly string[] Directives = ["separator", "html", "deck", "deck column", "notetype", "notetype column", "tags", "tags column", "guid column", "columns"];

    public string Format => "anki-text";

    public double Recognise(BankFile file)
    {
        if (file.Text is null)
        {
            return 0;
        }

        var directives = file.Lines.TakeWhile(line => line.Raw.StartsWith('#')).Count(line => Directive(line.Raw) is not null);
        return directives == 0 ? 0 : directives == 1 ? 0.85 : 1;
    }

    public void Read(BankFile file, BankSketch bank)
    {
        var text = file.Text ?? throw new BankFormatException("The file is an archive. Read it with --format anki.");
        var said = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var (start, skipped) = (0, 0);
        foreach (var line in file.Lines.TakeWhile(line => line.Raw.StartsWith('#')))
        {
            bank.Use(line);
            if (Directive(line.Raw) is { } directive)
            {
                said[directive.Name] = directive.Value;
            }

            skipped++;
        }

        for (var i = 0; i < skipped && start >= 0; i++)
        {
            start = text.IndexOf('\n', start) is var end && end >= 0 ? end + 1 : text.Length;
        }

        var delimiter = said.GetValueOrDefault("separator", "tab").ToLowerInvariant() switch
        {
            "tab" or "" => '\t',
            "comma" => ',',
            "semicolon" => ';',
            "pipe" => '|',
            "colon" => ':',
            "space" => ' ',
            var other => other[0] is '"' or '\r' or '\n' ? '\t' : other[0],
        };
        var rows = TableText.Read(text[start..], delimiter, skipped + 1, line => bank.Warn(line, "broken-quotes", "The quotes of a field are not closed here; it was read as it stands."));
        var isHtml = said.GetValueOrDefault("html", "true").Equals("true", StringComparison.OrdinalIgnoreCase);
        var columns = Columns(said, rows, delimiter, out var names);
        TableQuestions.Add(bank, rows, columns, names, isOurs: false, cell => isHtml ? HtmlText.Read(cell) : cell.Trim());
        bank.Title = said.GetValueOrDefault("deck");
    }

    /// <summary>Decides what stands in each column: what the file says, then question and answer for the first two of the rest.</summary>
    private static QuestionColumn?[] Columns(Dictionary<string, string> said, List<TableRow> rows, char delimiter, out string[] names)
    {
        var count = rows.Count == 0 ? 0 : rows.Max(row => row.Cells.Length);
        var columns = new QuestionColumn?[count];
        names = said.TryGetValue("columns", out var headings) ? headings.Split(delimiter) : [];
        var taken = new HashSet<int>();
        foreach (var (name, column) in new[] { ("deck column", QuestionColumn.SectionPath), ("tags column", QuestionColumn.CrossCutting), ("guid column", QuestionColumn.Key), ("notetype column", (QuestionColumn?)null) })
        {
            if (said.TryGetValue(name, out var number) && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at >= 1 && at <= count && taken.Add(at - 1))
            {
                columns[at - 1] = column;
            }
        }

        var free = Enumerable.Range(0, count).Where(i => !taken.Contains(i)).ToList();
        foreach (var i in free.Where(i => i < said.Count && said.ContainsKey("columns")).ToList())
        {
            columns[i] = i < names.Length ? ColumnNames.Find(names[i]) : null;
        }

        if (!columns.Contains(QuestionColumn.Stem))
        {
            var open = free.Where(i => columns[i] is null or QuestionColumn.ShortAnswer).ToList();
            if (open is [var first, ..])
            {
                columns[first] = QuestionColumn.Stem;
            }

            if (open is [_, var second, ..] && !columns.Contains(QuestionColumn.ShortAnswer))
            {
                columns[second] = QuestionColumn.ShortAnswer;
            }
        }

        return columns;
    }

    private static (string Name, string Value)? Directive(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var name = colon > 1 ? line[1..colon].Trim().ToLowerInvariant() : "";
        return Directives.Contains(name) ? (name, FoundText.Tidy(line[(colon + 1)..]) is { Length: > 0 } value ? value : line[(colon + 1)..]) : null;
    }
}
