using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Bot.Core.Import.Lines;

/// <summary>Rows of a Markdown table; a bar inside a formula or behind a backslash is no border.</summary>
internal static partial class PipeTable
{
    public static bool IsRow(BankLine line) => !line.IsCode && line.Raw.TrimStart().StartsWith('|') && line.Raw.TrimEnd().EndsWith('|') && line.Raw.Trim().Length > 1;

    public static bool IsBorder(BankLine line) => Border.IsMatch(line.Raw);

    public static ImmutableArray<string> Cells(BankLine line)
    {
        var text = line.Raw.Trim()[1..^1];
        var hidden = Protected.Replace(text, match => new string('x', match.Length));
        var cells = ImmutableArray.CreateBuilder<string>();
        var start = 0;
        for (var i = 0; i <= hidden.Length; i++)
        {
            if (i == hidden.Length || hidden[i] == '|')
            {
                cells.Add(text[start..i].Trim());
                start = i + 1;
            }
        }

        return cells.ToImmutable();
    }

    [GeneratedRegex(@"^\s*\|(\s*:?-+:?\s*\|)+\s*$")]
    private static partial Regex Border { get; }

    [GeneratedRegex(@"\\\(.*?\\\)|`[^`]*`|\\\|")]
    private static partial Regex Protected { get; }
}
