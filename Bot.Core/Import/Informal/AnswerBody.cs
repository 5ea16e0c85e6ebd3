using System.Text.RegularExpressions;
using Bot.Core.Import.Drafting;

namespace Bot.Core.Import.Informal;

/// <summary>
/// Puts an answer together from running text and lists. Sub-headings that lost their lines are found again: a capitalised phrase that ends
/// in a colon and begins a line, or follows the end of a sentence without a blank.
/// </summary>
internal sealed partial class AnswerBody(QuestionSketch question)
{
    private Block? block;

    /// <summary>Adds a line of running text.</summary>
    public void AddText(string text, int line)
    {
        if (WholeHeading.IsMatch(text))
        {
            Open(text.TrimEnd(':'), line);
            return;
        }

        foreach (var piece in Cut(text))
        {
            var heading = Heading.Match(piece);
            if (heading.Success)
            {
                Open(heading.Groups["heading"].Value, line);
                AddProse(piece[heading.Length..].Trim(), line);
            }
            else
            {
                AddProse(piece.Trim(), line);
            }
        }
    }

    /// <summary>Adds an entry of a list; a sub-heading may be glued to its end.</summary>
    public void AddItem(string text, int line)
    {
        var last = GluedToItem.Match(text);
        Current(line).Items.Add(last.Success ? text[..last.Index].TrimEnd() : text);
        if (!last.Success)
        {
            return;
        }

        foreach (var piece in InText.Split(text[last.Index..].Trim()).Where(piece => piece.Length > 0))
        {
            var colon = piece.IndexOf(':', StringComparison.Ordinal);
            Open(piece[..colon].Trim(), line);
            AddProse(piece[(colon + 1)..].Trim(), line);
        }
    }

    /// <summary>Adds a line whose form is its meaning, such as a row of a table.</summary>
    public void AddVerbatim(string text, int line) => Current(line).AddText(text, "\n");

    private Block Current(int line) => block ??= question.AddBlock(null, line);

    private void Open(string heading, int line) => block = question.AddBlock(heading, line);

    private void AddProse(string text, int line)
    {
        var tail = HeadingBehind.Match(text);
        var prose = tail.Success ? text[..tail.Index].Trim() : text;
        if (prose.Length > 0)
        {
            // Text behind a list is a part of its own.
            if (block is { Items.Count: > 0 })
            {
                Open(null!, line);
            }

            Current(line).AddText(prose);
        }

        if (tail.Success)
        {
            Open(tail.Groups["heading"].Value, line);
        }
    }

    private static IEnumerable<string> Cut(string text) =>
        Glued.Split(text).SelectMany(piece => InText.Split(piece)).Where(piece => !string.IsNullOrWhiteSpace(piece));

    [GeneratedRegex(@"^[\p{Lu}\d“][^.?!]{1,100}:$")]
    private static partial Regex WholeHeading { get; }

    [GeneratedRegex(@"^(?<heading>[\p{Lu}“][^.:?!]{1,68}):(?=\s*[^\p{Ll}\s]|\s*$)")]
    private static partial Regex Heading { get; }

    // The place between the end of a sentence and a heading, with no blank in it.
    [GeneratedRegex(@"(?<=[\p{L}\d%)”""][.?!)”:]|[\p{L}\d][.:?)”])(?=[\p{Lu}“][^.:?!]{1,68}:(?:\s*[^\p{Ll}\s]|\s*$))")]
    private static partial Regex Glued { get; }

    // Headings that a terse answer sets off by nothing but a blank.
    [GeneratedRegex(@"(?<=[.)?”]\s)(?=(?:Core idea|Key insight|Key difference|Why it works|Practical impact|Impact|Trade-offs?|Tradeoffs?|Attack examples|Root causes|Workflow)(?:\s\([^)]{1,60}\))?:\s)")]
    private static partial Regex InText { get; }

    [GeneratedRegex(@"(?<=[.)?”])\s(?<heading>[\p{Lu}][^.:?!]{1,68}):$")]
    private static partial Regex HeadingBehind { get; }

    [GeneratedRegex(@"(?<=[.)?”])\s(?:(?:Key insight|Why it works|Practical impact|Impact|Trade-offs?|Tradeoffs?):\s.+|[\p{Lu}][^.:?!]{2,68}:)$")]
    private static partial Regex GluedToItem { get; }
}
