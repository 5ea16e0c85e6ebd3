using Bot.Core.Import.Drafting;

namespace Bot.Core.Import.Quizzes;

/// <summary>Reads Moodle's GIFT: questions with their answers in braces, separated by blank lines.</summary>
internal sealed class GiftReader : IBankReader
{
    public string Format => "gift";

    public double Recognise(BankFile file)
    {
        if (file.Text is null || file.Text.TrimStart() is ['{' or '[' or '<', ..])
        {
            return 0;
        }

        var entries = GiftEntry.Split(file.Lines).ToList();
        var questions = entries.Count(entry => entry.HasBraces);
        var named = entries.Count(entry => entry.Text.StartsWith("::", StringComparison.Ordinal) || entry.Text.StartsWith("$CATEGORY:", StringComparison.Ordinal));
        return questions == 0 ? 0
            : file.Has(".gift") ? 0.95
            : named > 0 && questions * 2 >= entries.Count ? 0.9
            : entries.Count(entry => entry.HasMarkedAnswers) * 2 >= entries.Count ? 0.7
            : 0;
    }

    public void Read(BankFile file, BankSketch bank)
    {
        _ = file.Text ?? throw new BankFormatException("The file is an archive, and no GIFT.");
        List<string> category = [];
        foreach (var line in file.Lines.Where(line => line.Raw.TrimStart().StartsWith("//", StringComparison.Ordinal)))
        {
            bank.Furnish(line);
        }

        foreach (var entry in GiftEntry.Split(file.Lines))
        {
            if (entry.Category is { } path)
            {
                category = path;
                bank.Use(entry.From, entry.To);
            }
            else if (entry.Read() is { } question)
            {
                question.Number = bank.Questions.Count + 1;
                question.SectionPath = category;
                bank.Add(question);
            }
        }
    }
}
