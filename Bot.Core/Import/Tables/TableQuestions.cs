using Bot.Core.Import.Drafting;
using Bot.Core.Import.Lines;

namespace Bot.Core.Import.Tables;

/// <summary>Makes questions of the rows of a table.</summary>
internal static class TableQuestions
{
    /// <summary>Makes a question of each row.</summary>
    /// <param name="bank">Takes the questions.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="columns">What stands in each column; <see langword="null"/> for one that is not known, which becomes a part of the answer.</param>
    /// <param name="names">The columns' headings, for those that are not known.</param>
    /// <param name="isOurs">Whether the table is an export of ours.</param>
    /// <param name="clean">What is done to a cell first.</param>
    public static void Add(BankSketch bank, IEnumerable<TableRow> rows, QuestionColumn?[] columns, string[] names, bool isOurs, Func<string, string> clean)
    {
        foreach (var row in rows)
        {
            if (row.IsEmpty)
            {
                bank.Use(row.From, row.To);
                continue;
            }

            if (!columns.Index().Any(pair => pair.Item == QuestionColumn.Stem && clean(row[pair.Index]).Length > 0))
            {
                bank.Warn(row.From, "no-question", "The row has no question in it and was not read.");
                continue;
            }

            var question = bank.Add(new QuestionSketch { Number = bank.Questions.Count + 1, IsOurs = isOurs });
            question.Lines.UnionWith(Enumerable.Range(row.From, row.To - row.From + 1));
            for (var i = 0; i < row.Cells.Length; i++)
            {
                var cell = clean(row[i]);
                if (i < columns.Length && columns[i] is { } column)
                {
                    QuestionCells.Read(question, column, cell, row.From);
                }
                else if (cell.Length > 0)
                {
                    question.AddBlock(i < names.Length ? FoundText.Tidy(names[i]) : null, row.From).Text = cell;
                }
            }

            if (!isOurs && question is { KeyPoints.Count: 0, ShortAnswer: { } answer } && answer.Text.Length <= ShortestProse)
            {
                // An answer of a few words is what an answer is judged by.
                question.KeyPoints.Add(new Point(answer.Text, row.From));
            }
        }
    }

    /// <summary>The length from which an answer is prose that may make several points.</summary>
    public const int ShortestProse = 160;
}
