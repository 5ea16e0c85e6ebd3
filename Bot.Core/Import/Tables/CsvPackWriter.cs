using System.Globalization;
using Bot.Core.Questions;
using CsvHelper;
using CsvHelper.Configuration;

namespace Bot.Core.Import.Tables;

/// <summary>Writes the questions of a pack as a table for spreadsheets. Importing it gives the same questions.</summary>
internal static class CsvPackWriter
{
    public static string Write(PackDraft pack)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using (var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" }))
        {
            var columns = Enum.GetValues<QuestionColumn>();
            foreach (var column in columns)
            {
                csv.WriteField(ColumnNames.Of(column));
            }

            csv.NextRecord();
            foreach (var question in pack.Questions)
            {
                var cells = QuestionCells.Write(question);
                foreach (var column in columns)
                {
                    csv.WriteField(CsvBankReader.Guard(cells.GetValueOrDefault(column, "")));
                }

                csv.NextRecord();
            }
        }

        return text.ToString();
    }
}
