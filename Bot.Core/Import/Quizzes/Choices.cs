using Bot.Core.Import.Drafting;

namespace Bot.Core.Import.Quizzes;

/// <summary>Turns questions with choices into questions for free text: the choices join the stem, the right ones become what is judged by.</summary>
internal static class Choices
{
    /// <summary>Adds the choices; their order is that of the alphabet, so that it does not give the right one away.</summary>
    public static void Add(QuestionSketch question, IEnumerable<string> right, IEnumerable<string> wrong, int line)
    {
        var answers = right.Where(text => text.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        var others = wrong.Where(text => text.Length > 0 && !answers.Contains(text)).ToList();
        question.Identity ??= question.Title;
        if (others.Count > 0)
        {
            var all = answers.Concat(others).Distinct(StringComparer.Ordinal).Order(StringComparer.OrdinalIgnoreCase).ToList();
            question.Title = all is ["False", "True"]
                ? $"True or false? {question.Title}"
                : $"{question.Title}\n{string.Join('\n', all.Select(choice => $"• {choice}"))}";
        }

        foreach (var answer in answers)
        {
            question.KeyPoints.Add(new Point(answer, line));
        }

        if (answers.Count > 0)
        {
            question.ShortAnswer ??= new Point(string.Join("; ", answers), line);
        }
    }
}
