using Bot.Core.Import.Drafting;

namespace Bot.Core.Import.Tables;

/// <summary>Reads sets as Quizlet exports them: a term, a tab, its definition, one card a line, without quotes and headings.</summary>
internal sealed class QuizletReader : IBankReader
{
    public string Format => "quizlet";

    public double Recognise(BankFile file)
    {
        if (file.Text is null || file.Has(".csv"))
        {
            return 0;
        }

        var lines = file.Lines.Where(line => line.Raw.Trim().Length > 0).ToList();
        var cards = lines.Count(line => line.Raw.Count(c => c == '\t') == 1 && line.Raw.Trim().Contains('\t', StringComparison.Ordinal));
        var isTable = lines.Count > 0 && ColumnNames.Find(lines[0].Raw.Split('\t')[0]) == QuestionColumn.Stem;
        return lines.Count == 0 || isTable || lines[0].Raw.StartsWith('#') ? 0 : 0.75 * cards / lines.Count;
    }

    public void Read(BankFile file, BankSketch bank)
    {
        QuestionSketch? card = null;
        foreach (var line in file.Lines.Where(line => line.Raw.Trim().Length > 0))
        {
            var tab = line.Raw.IndexOf('\t', StringComparison.Ordinal);
            var term = tab >= 0 ? line.Raw[..tab].Trim() : "";
            if (term.Length > 0)
            {
                card = bank.Add(new QuestionSketch { Title = term, Number = bank.Questions.Count + 1 });
            }

            if (card is null)
            {
                // A line before the first card has no card to belong to.
                continue;
            }

            card.Lines.Add(line.Number);
            var definition = (tab >= 0 ? line.Raw[(tab + 1)..] : line.Raw).Trim();
            if (definition.Length > 0)
            {
                card.ShortAnswer = new Point(card.ShortAnswer is { } before ? $"{before.Text}\n{definition}" : definition, line.Number);
            }
        }

        foreach (var found in bank.Questions)
        {
            if (found.ShortAnswer is { Text.Length: <= TableQuestions.ShortestProse } answer)
            {
                found.KeyPoints.Add(new Point(answer.Text, answer.Line));
            }
        }
    }
}
