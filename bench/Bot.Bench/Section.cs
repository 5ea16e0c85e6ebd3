using System.Text;

namespace Bot.Bench;

/// <summary>What one measurement found.</summary>
/// <param name="Title">What was measured.</param>
/// <param name="Text">How.</param>
/// <param name="Columns">The table's head.</param>
/// <param name="Rows">The table.</param>
/// <param name="Verdicts">Each goal beside what was measured, in a sentence.</param>
internal sealed record Section(
    string Title, string Text, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, IReadOnlyList<string> Verdicts)
{
    public string ToMarkdown()
    {
        var text = new StringBuilder().Append("## ").Append(Title).Append("\n\n").Append(Text).Append("\n\n");
        text.Append("| ").AppendJoin(" | ", Columns).Append(" |\n|").Append(string.Concat(Columns.Select(_ => "---|"))).Append('\n');
        foreach (var row in Rows)
        {
            text.Append("| ").AppendJoin(" | ", row).Append(" |\n");
        }

        foreach (var verdict in Verdicts)
        {
            text.Append("\n* ").Append(verdict);
        }

        return text.Append(Verdicts.Count > 0 ? "\n" : "").ToString();
    }
}
