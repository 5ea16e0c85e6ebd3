using System.Text.RegularExpressions;
using Bot.Core.Import.Drafting;
using Bot.Core.Import.Tables;
using Block = Markdig.Syntax.Block;

namespace Bot.Core.Import.Markdown;

/// <summary>Where a reading of a Markdown document stands: the question that is being read, and which part of it what comes next belongs to.</summary>
internal sealed partial class MarkdownPlace
{
    private readonly BankSketch bank;
    private readonly List<int> lineStarts = [0];

    public MarkdownPlace(string text, BankSketch bank)
    {
        this.bank = bank;
        for (var i = text.IndexOf('\n', StringComparison.Ordinal); i >= 0; i = text.IndexOf('\n', i + 1))
        {
            lineStarts.Add(i + 1);
        }
    }

    /// <summary>Gets or sets the question; <see langword="null"/> between two of them.</summary>
    public QuestionSketch? Question { get; set; }

    /// <summary>Gets or sets the level of the heading that is the question.</summary>
    /// <value>0 where no heading is.</value>
    public int Level { get; set; }

    /// <summary>Gets or sets the part that is being read.</summary>
    public QuestionColumn? Column { get; set; }

    /// <summary>Gets or sets the name of a part that is none of those that are known.</summary>
    public string? UnknownLabel { get; set; }

    /// <summary>Gets or sets a value indicating whether the question folds its answer away.</summary>
    public bool IsInDetails { get; set; }

    /// <summary>Gets or sets a value indicating whether the summary of folded details goes on over several blocks.</summary>
    public bool IsInSummary { get; set; }

    /// <summary>Gets or sets a value indicating whether what comes next still belongs to what is asked: code that the question is about, the text below a mere title.</summary>
    public bool IsAsking { get; set; }

    /// <summary>Begins a question.</summary>
    /// <param name="title">What is asked, with a number before it and links behind it.</param>
    /// <param name="at">Where it stands.</param>
    /// <param name="section">The sections that it is in.</param>
    /// <param name="form">How the document writes its questions: in an export of ours the title is the question to the letter.</param>
    public void Begin(string title, Block at, IEnumerable<string> section, MarkdownForm form)
    {
        var asked = form.IsOurs ? title : Numbered.Replace(title, "");
        var links = form.IsOurs || MarkdownWords.WithoutMarks(asked).Length == 0 ? [] : MarkdownWords.LinksBehind(asked).ToList();
        asked = links.Count > 0 ? MarkdownWords.WithoutMarks(asked) : asked;
        Question = bank.Add(new QuestionSketch { Title = asked, Identity = form.BodiesAsk ? asked : null, Number = bank.Questions.Count + 1, SectionPath = [.. section] });
        Question.FurtherReading.AddRange(links);
        (Column, UnknownLabel, IsAsking) = (null, null, false);
        Take(at);
    }

    /// <summary>Ends the question where its folded details end.</summary>
    public void EndDetails() => (Question, IsInDetails) = (null, false);

    /// <summary>Counts a block's lines to the question.</summary>
    public void Take(Block block) => Question!.Lines.UnionWith(LinesOf(block));

    /// <summary>Lists the lines of a block; the first of the document is 1.</summary>
    public IEnumerable<int> LinesOf(Block block)
    {
        var from = Math.Min(block.Line + 1, lineStarts.Count);
        var found = lineStarts.BinarySearch(Math.Max(0, block.Span.End));
        var to = Math.Max(from, found >= 0 ? found + 1 : ~found);
        return Enumerable.Range(from, to - from + 1);
    }

    /// <summary>Adds a text to the part that is being read.</summary>
    public void Add(string text, int line)
    {
        if (text.Length == 0)
        {
            return;
        }

        if (Column is { } known && known != QuestionColumn.AnswerBlocks)
        {
            QuestionCells.Read(Question!, known, text, line);
        }
        else
        {
            Question!.AddBlock(Column is null ? UnknownLabel : null, line).Text = text;
            UnknownLabel = null;
        }
    }

    /// <summary>Adds the entries of a list to the part that is being read, and empties the list.</summary>
    public void Flush(List<string> entries, int line)
    {
        if (entries.Count == 0)
        {
            return;
        }

        if (Column is { } known && known != QuestionColumn.AnswerBlocks && !(known == QuestionColumn.ShortAnswer && !Question!.IsOurs))
        {
            QuestionCells.Read(Question!, known, entries is [['[', ..], ..] || entries.Exists(entry => entry.Contains('\n', StringComparison.Ordinal)) ? Json.Write(entries) : string.Join('\n', entries), line);
        }
        else
        {
            var block = Question!.Blocks is [.., { Items.Count: 0 } last] && last.Heading == UnknownLabel ? last : Question.AddBlock(Column is null ? UnknownLabel : null, line);
            block.Items.AddRange(entries);
        }

        entries.Clear();
    }

    /// <summary>Begins a part of the question with what stands behind its label.</summary>
    public void Label(string label, string rest, int line)
    {
        (Column, UnknownLabel) = (ColumnNames.Find(label), label);
        Question!.IsOurs |= Column == QuestionColumn.Key && label == "Key" && Question.Blocks.Count == 0;
        Add(rest, line);
    }

    [GeneratedRegex(@"^(?:Q(?:uestion)?\s*\d+\s*[.:)]|\d{1,4}\s*[.)]|Q\s*:)\s+")]
    private static partial Regex Numbered { get; }
}
