using System.Text;
using System.Text.RegularExpressions;
using Bot.Core.Import.Tables;
using Bot.Core.Questions;

namespace Bot.Core.Import.Markdown;

/// <summary>Writes the questions of a pack as Markdown to be read by people. Importing it gives the same questions.</summary>
internal static partial class MarkdownPackWriter
{
    public static string Write(PackDraft pack)
    {
        var text = new StringBuilder();
        text.Append("# ").Append(Escape(OneLine(pack.Info.Title))).Append("\n\n");
        if (pack.Info.Description is { } description)
        {
            text.AppendJoin('\n', description.Split('\n').Select(line => $"> {Escape(line.Trim())}")).Append("\n\n");
        }

        foreach (var question in pack.Questions)
        {
            Write(question, text);
        }

        return text.ToString();
    }

    private static void Write(QuestionDraft question, StringBuilder text)
    {
        text.Append("## ").Append(Escape(OneLine(question.Stem))).Append("\n\n");
        var cells = QuestionCells.Write(question);
        foreach (var (column, cell) in cells.OrderBy(pair => pair.Key))
        {
            if (column == QuestionColumn.Stem && OneLine(cell) == cell)
            {
                continue;
            }

            text.Append("**").Append(Label(column)).Append(":**");
            var isList = IsList(column);
            if (cell.StartsWith('[') || (!isList && cell.Contains('\n', StringComparison.Ordinal)))
            {
                var fence = Fence(cell);
                text.Append("\n\n").Append(fence).Append(cell.StartsWith('[') ? "json" : "text").Append('\n').Append(cell).Append('\n').Append(fence);
            }
            else if (isList)
            {
                text.Append("\n\n").AppendJoin('\n', cell.Split('\n').Select(entry => $"- {Escape(entry)}"));
            }
            else
            {
                text.Append(' ').Append(Escape(cell));
            }

            text.Append("\n\n");
        }
    }

    private static bool IsList(QuestionColumn column) => column is not (QuestionColumn.Key or QuestionColumn.Stem or QuestionColumn.Level or QuestionColumn.Kind or QuestionColumn.Frequency
        or QuestionColumn.ShortAnswer or QuestionColumn.SeniorStaffLens or QuestionColumn.WorkSample or QuestionColumn.RealWorldExample);

    /// <summary>Makes words of a name: <c>KeyPoints</c> is "Key points".</summary>
    private static string Label(QuestionColumn column)
    {
        var words = Capital.Replace(column.ToString(), match => " " + match.Value.ToLowerInvariant());
        return char.ToUpperInvariant(words[1]) + words[2..];
    }

    private static string OneLine(string text) => Breaks.Replace(text, " ").Trim();

    private static string Escape(string text) => Special.Replace(text, match => string.Concat(match.Value.Select(c => $"\\{c}")));

    private static string Fence(string text)
    {
        var longest = Backticks.Matches(text).Select(match => match.Length).DefaultIfEmpty(0).Max();
        return new string('`', Math.Max(3, longest + 1));
    }

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital { get; }

    [GeneratedRegex(@"\s*\n\s*")]
    private static partial Regex Breaks { get; }

    // What Markdown could take for markup, wherever it stands or at the beginning of a line.
    [GeneratedRegex(@"[\\`*_\[\]<>&#|~{}$^]|^[-+=:]|(?<=^\d{1,9})[.)]|!(?=\[)")]
    private static partial Regex Special { get; }

    [GeneratedRegex("`+")]
    private static partial Regex Backticks { get; }
}
