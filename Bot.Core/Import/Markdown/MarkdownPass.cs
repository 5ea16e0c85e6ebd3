using System.Text.RegularExpressions;
using Bot.Core.Import.Drafting;
using Bot.Core.Import.Lines;
using Bot.Core.Import.Quizzes;
using Bot.Core.Import.Tables;
using Markdig.Extensions.Tables;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;
using Block = Markdig.Syntax.Block;
using TableRow = Markdig.Extensions.Tables.TableRow;

namespace Bot.Core.Import.Markdown;

/// <summary>One reading of a Markdown document.</summary>
internal sealed partial class MarkdownPass
{
    private readonly MarkdownDocument document;
    private readonly BankSketch bank;
    private readonly List<int> lineStarts = [0];
    private readonly List<(int Level, string Name)> sections = [];
    private readonly MarkdownForm form;
    private readonly List<(string? Section, string Text, int Claimed)> claims = [];
    private QuestionSketch? question;
    private int questionLevel;
    private QuestionColumn? column;
    private string? unknownLabel;
    private bool isInDetails;

    // Whether what comes next still belongs to what is asked: code that the question is about, the text below a mere title.
    private bool isAsking;

    // Whether the summary of folded details goes on over several blocks.
    private bool isInSummary;

    public MarkdownPass(MarkdownDocument document, string text, BankSketch bank)
    {
        (this.document, this.bank) = (document, bank);
        for (var i = text.IndexOf('\n', StringComparison.Ordinal); i >= 0; i = text.IndexOf('\n', i + 1))
        {
            lineStarts.Add(i + 1);
        }

        form = MarkdownForm.Of(document);
    }

    public void Run()
    {
        foreach (var block in document)
        {
            Read(block);
        }

        foreach (var (section, text, claimed) in claims)
        {
            bank.Claims.Add(new BankClaim(text, claimed, bank.Questions.Count(found => section is null || found.SectionPath.Contains(section))));
        }

        foreach (var found in bank.Questions.Where(found => found is { IsOurs: false, KeyPoints.Count: 0, ShortAnswer.Text.Length: <= TableQuestions.ShortestProse, Blocks.Count: 0 }))
        {
            found.KeyPoints.Add(new Point(found.ShortAnswer!.Text, found.ShortAnswer.Line));
        }
    }

    private void Read(Block block)
    {
        switch (block)
        {
            case not HeadingBlock when form.IsOurs && question is null:
                bank.Use(LinesOf(block).Min(), LinesOf(block).Max());
                bank.Notes.Add(new BankNote(null, [WordsOf(block)]));
                break;
            case ListBlock or Table or ParagraphBlock when !form.IsOurs && MarkdownForm.IsContents(block):
                foreach (var line in LinesOf(block))
                {
                    bank.Furnish(line);
                }

                break;
            case HeadingBlock heading:
                ReadHeading(heading);
                break;
            case ParagraphBlock paragraph:
                var words = MarkdownWords.Read(paragraph.Inline?.FirstChild);
                var end = isInDetails ? DetailsEnd.Match(words) : Match.Empty;
                ReadParagraph(paragraph, end.Success ? words[..end.Index] : words);
                if (end.Success)
                {
                    (question, isInDetails) = (null, false);
                }

                break;
            case ListBlock list when question is null || IsListOfQuestions(list):
                ReadQuestions(list);
                break;
            case ListBlock list:
                ReadEntries(list);
                break;
            case Table table:
                ReadTable(table);
                break;
            case HtmlBlock html:
                ReadHtml(html);
                break;
            case ThematicBreakBlock or LinkReferenceDefinitionGroup or LinkReferenceDefinition:
                foreach (var line in LinesOf(block))
                {
                    bank.Furnish(line);
                }

                break;
            case YamlFrontMatterBlock front:
                ReadFrontMatter(front);
                break;
            case CodeBlock code when question is not null:
                ReadCode(code);
                break;
            case QuoteBlock quote:
                foreach (var inner in quote)
                {
                    Read(inner);
                }

                break;
        }
    }

    private void ReadHeading(HeadingBlock heading)
    {
        var text = MarkdownWords.Read(heading.Inline?.FirstChild);
        (column, unknownLabel) = (null, null);
        if (text.Length == 0)
        {
            bank.Furnish(heading.Line + 1);
            return;
        }

        if (form.Questions.Contains(heading))
        {
            sections.RemoveAll(section => section.Level >= heading.Level);
            Begin(text, heading);
            (questionLevel, isAsking) = (heading.Level, form.BodiesAsk);
            return;
        }

        if (question is not null && heading.Level > questionLevel && questionLevel > 0)
        {
            Take(heading);
            (column, unknownLabel) = (ColumnNames.Find(text), text);
            return;
        }

        bank.Use(heading.Line + 1);
        question = null;
        if (heading.Level == 1 && bank.Title is null && bank.Questions.Count == 0)
        {
            bank.Title = text;
            return;
        }

        sections.RemoveAll(section => section.Level >= heading.Level);
        var (name, claimed) = ClaimText.Split(text);
        name = name.Length > 0 ? name : text;
        sections.Add((heading.Level, name));
        if (claimed is { } number)
        {
            claims.Add((name, text, number));
        }
    }

    private void ReadParagraph(ParagraphBlock paragraph, string text)
    {
        if (MarkdownWords.ReadLabel(paragraph.Inline) is { } label && question is not null)
        {
            Take(paragraph);
            ReadLabelled(label.Label, label.Text, paragraph.Line + 1);
            return;
        }

        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (lines is [var first, ..] && Pair.IsMatch(first))
        {
            ReadPairs(lines, paragraph);
        }
        else if (form.Questions.Contains(paragraph))
        {
            Begin(text.Replace('\n', ' '), paragraph);
            questionLevel = 0;
        }
        else if (form.ParagraphsAsk && lines is [var asked, _, ..] && asked.EndsWith('?') && !Array.TrueForAll(lines, line => line.EndsWith('?')))
        {
            Begin(asked, paragraph);
            questionLevel = 0;
            Add(string.Join('\n', lines.Skip(1)), Math.Min(paragraph.Line + 2, LinesOf(paragraph).Max()));
        }
        else if (lines.Length > 0 && (question is null || question.Lines.Max < paragraph.Line) && questionLevel == 0 && !isInDetails && Array.TrueForAll(lines, line => line.EndsWith('?')))
        {
            for (var i = 0; i < lines.Length; i++)
            {
                question = bank.Add(new QuestionSketch { Title = Numbered.Replace(lines[i], ""), Number = bank.Questions.Count + 1, SectionPath = Path() });
                question.Lines.Add(Math.Min(paragraph.Line + 1 + i, LinesOf(paragraph).Max()));
            }

            bank.Use(LinesOf(paragraph).Min(), LinesOf(paragraph).Max());
        }
        else if ((form.BodiesAsk || isInSummary) && isAsking && question is { Blocks.Count: 0 } && column is null && text.Length > 0)
        {
            Take(paragraph);
            question.Title += "\n" + text;
        }
        else if (question is not null)
        {
            isAsking = false;
            Take(paragraph);
            Add(text, paragraph.Line + 1);
        }
        else if (text.Length > 0)
        {
            bank.Use(LinesOf(paragraph).Min(), LinesOf(paragraph).Max());
            bank.Notes.Add(new BankNote(sections is [.., var section] ? section.Name : null, [text]));
            if (ClaimText.Find(text) is { } claim && sections.Count == 0)
            {
                claims.Add((null, claim.Text, claim.Claimed));
            }
        }
    }

    /// <summary>Reads lines that begin with "Q:" or "A:".</summary>
    private void ReadPairs(string[] lines, ParagraphBlock paragraph)
    {
        foreach (var line in lines)
        {
            var pair = Pair.Match(line);
            if (pair.Groups["q"].Success)
            {
                Begin(line[pair.Length..].Trim(), paragraph);
                (questionLevel, isAsking) = (0, true);
            }
            else if (question is not null)
            {
                Take(paragraph);
                isAsking = false;
                column = pair.Success ? QuestionColumn.ShortAnswer : column ?? QuestionColumn.ShortAnswer;
                Add(line[pair.Length..].Trim(), paragraph.Line + 1);
            }
            else
            {
                bank.Use(paragraph.Line + 1);
                bank.Notes.Add(new BankNote(null, [line]));
            }
        }
    }

    private void ReadQuestions(ListBlock list)
    {
        if (!form.ListsAreQuestions && !IsListOfQuestions(list))
        {
            var entries = list.OfType<ListItemBlock>().Select(item => WordsOf(item).Trim()).Where(entry => entry.Length > 0).ToList();
            bank.Use(LinesOf(list).Min(), LinesOf(list).Max());
            bank.Notes.Add(new BankNote(sections is [.., var section] ? section.Name : null, [.. entries]));
            return;
        }

        foreach (var item in list.OfType<ListItemBlock>())
        {
            var head = item.FirstOrDefault() as LeafBlock;
            var text = head is null ? "" : MarkdownWords.Read(head.Inline?.FirstChild).Replace('\n', ' ');
            if (text.Length == 0)
            {
                continue;
            }

            Begin(TaskMark.Replace(text, ""), head!);
            questionLevel = 0;
            foreach (var block in item.Skip(1))
            {
                switch (block)
                {
                    case ListBlock inner when question is not null:
                        ReadEntries(inner);
                        break;
                    case HeadingBlock heading when question is not null:
                        Take(heading);
                        unknownLabel = MarkdownWords.Read(heading.Inline?.FirstChild);
                        column = ColumnNames.Find(unknownLabel);
                        break;
                    default:
                        Read(block);
                        break;
                }
            }
        }

        question = null;
    }

    private bool IsListOfQuestions(ListBlock list)
    {
        var items = list.OfType<ListItemBlock>().Select(item => item.FirstOrDefault() is ParagraphBlock head ? MarkdownWords.Read(head.Inline?.FirstChild) : "").ToList();
        return (list.All(item => ((ListItemBlock)item).FirstOrDefault() is HeadingBlock) || questionLevel == 0) && column is null && unknownLabel is null && !isInDetails && question is not { IsOurs: true } && (items.Count(text => text.EndsWith('?')) * 2 > items.Count || list.All(item => ((ListItemBlock)item).FirstOrDefault() is HeadingBlock));
    }

    /// <summary>Reads a list that belongs to a question: entries of the part before it, or labelled parts of their own.</summary>
    private void ReadEntries(ListBlock list)
    {
        Take(list);
        var choices = list.OfType<ListItemBlock>().Select(item => WordsOf(item).Trim()).ToList();
        if (question is { IsOurs: false, KeyPoints.Count: 0 } && column is null && choices.Count > 1 && choices.TrueForAll(TaskMark.IsMatch) && choices.Exists(IsTicked))
        {
            Choices.Add(question, choices.Where(IsTicked).Select(WithoutTick), choices.Where(choice => !IsTicked(choice)).Select(WithoutTick), list.Line + 1);
            return;
        }

        var plain = new List<string>();
        foreach (var item in list.OfType<ListItemBlock>())
        {
            if (item.FirstOrDefault() is ParagraphBlock head && question is { IsOurs: false } && MarkdownWords.ReadLabel(head.Inline) is { } label && ColumnNames.Find(label.Label) is { } found)
            {
                Flush(plain, list.Line + 1);
                var text = string.Join('\n', item.Skip(1).Select(WordsOf).Prepend(label.Text).Where(words => words.Length > 0));
                QuestionCells.Read(question, found, text, item.Line + 1);
            }
            else if (WordsOf(item).Trim() is { Length: > 0 } words)
            {
                plain.Add(question is { IsOurs: true } ? words : words.Replace('\n', ' '));
            }
        }

        Flush(plain, list.Line + 1);
    }

    private static bool IsTicked(string choice) => choice is ['[', 'x' or 'X', ..];

    private static string WithoutTick(string choice) => TaskMark.Replace(choice, "");

    private void Flush(List<string> entries, int line)
    {
        if (entries.Count == 0)
        {
            return;
        }

        if (column is { } known && known != QuestionColumn.AnswerBlocks && !(known == QuestionColumn.ShortAnswer && !question!.IsOurs))
        {
            QuestionCells.Read(question!, known, entries is [['[', ..], ..] || entries.Exists(entry => entry.Contains('\n', StringComparison.Ordinal)) ? Json.Write(entries) : string.Join('\n', entries), line);
        }
        else
        {
            var block = question!.Blocks is [.., { Items.Count: 0 } last] && last.Heading == unknownLabel ? last : question.AddBlock(column is null ? unknownLabel : null, line);
            block.Items.AddRange(entries);
        }

        entries.Clear();
    }

    private void ReadLabelled(string label, string rest, int line)
    {
        var (name, text) = (label, rest);
        (column, unknownLabel) = (ColumnNames.Find(name), name);
        question!.IsOurs |= column == QuestionColumn.Key && label == "Key" && question.Blocks.Count == 0;
        if (text.Length > 0)
        {
            Add(text, line);
        }
    }

    /// <summary>Reads what the page says of itself before the text; nothing of it but the title belongs to the bank.</summary>
    private void ReadFrontMatter(YamlFrontMatterBlock front)
    {
        foreach (var line in LinesOf(front))
        {
            bank.Furnish(line);
        }

        bank.Title ??= TitleLine.Match(front.Lines.ToString()) is { Success: true } title ? title.Groups["title"].Value.Trim().Trim('"', '\'') : null;
    }

    private void ReadCode(CodeBlock code)
    {
        Take(code);
        var text = code.Lines.ToString();
        if (isAsking && question is { Blocks.Count: 0 })
        {
            question.Title += "\n" + text;
            return;
        }

        if (question!.IsOurs && column is { } known)
        {
            question.Title = known == QuestionColumn.Stem ? null : question.Title;
            QuestionCells.Read(question, known, text, code.Line + 1);
        }
        else if (text.Trim().Length > 0)
        {
            var block = question.AddBlock(unknownLabel, code.Line + 1);
            (block.Text, block.IsCode) = (text, true);
        }
    }

    private void Add(string text, int line)
    {
        if (text.Length == 0)
        {
            return;
        }

        if (column is { } known && known != QuestionColumn.AnswerBlocks)
        {
            QuestionCells.Read(question!, known, text, line);
        }
        else
        {
            question!.AddBlock(column is null ? unknownLabel : null, line).Text = text;
            unknownLabel = null;
        }
    }

    private void ReadTable(Table table)
    {
        var rows = table.OfType<TableRow>().Select(row => row.OfType<TableCell>().Select(cell => string.Join('\n', cell.Select(WordsOf))).ToArray()).ToList();
        var (from, to) = (LinesOf(table).Min(), LinesOf(table).Max());
        if (rows.Count > 1 && question is null && rows[0].Any(cell => ColumnNames.Find(cell) == QuestionColumn.Stem))
        {
            bank.Use(from, from + 1);
            var columns = rows[0].Select(ColumnNames.Find).ToArray();
            TableQuestions.Add(bank, rows.Skip(1).Select((cells, i) => new Tables.TableRow(cells, Math.Min(from + 2 + i, to), Math.Min(from + 2 + i, to))), columns, rows[0], isOurs: false, cell => cell.Trim());
        }
        else if (question is not null)
        {
            Take(table);
            question.AddBlock(unknownLabel, from).Text = string.Join('\n', rows.Select(cells => string.Join(" | ", cells)));
        }
        else
        {
            bank.Use(from, to);
            foreach (var cells in rows.Skip(1).Where(cells => cells.Length >= 2 && cells[0].Length > 0))
            {
                bank.Concepts.Add(new BankConcept(cells[0], string.Join(" — ", cells.Skip(1))));
            }
        }
    }

    private static bool IsSummaryClosed(string html) => html.Contains("</summary>", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads details that fold an answer away: the summary is the question.</summary>
    private void ReadHtml(HtmlBlock html)
    {
        var text = html.Lines.ToString();
        var summary = Summary.Match(text);
        var title = summary.Success ? HtmlText.Read(summary.Groups["text"].Value) : "";
        if (question is not null && MarkdownWords.SaysAnswer(title))
        {
            (isAsking, text) = (false, text[(summary.Index + summary.Length)..]);
        }
        else if (title.Length > 0)
        {
            Begin(title, html);
            (isInDetails, questionLevel) = (true, 0);
            (isAsking, isInSummary) = (!IsSummaryClosed(text), !IsSummaryClosed(text));
            text = text[(summary.Index + summary.Length)..];
        }
        else if (isInSummary && IsSummaryClosed(text))
        {
            (isAsking, isInSummary) = (false, false);
        }

        var words = HtmlText.Read(text);
        if (question is not null && (isInDetails || words.Length > 0))
        {
            Take(html);
            Add(words, html.Line + 1);
        }
        else if (words.Length == 0)
        {
            foreach (var line in LinesOf(html))
            {
                bank.Furnish(line);
            }
        }

        if (isInDetails && text.Contains("</details>", StringComparison.OrdinalIgnoreCase))
        {
            (question, isInDetails) = (null, false);
        }
    }

    private void Begin(string title, Block at)
    {
        var number = Numbered.Match(title);
        var asked = number.Success ? title[number.Length..] : title;
        var links = MarkdownWords.LinksBehind(asked).ToList();
        asked = links.Count > 0 ? MarkdownWords.WithoutMarks(asked) : asked;
        isAsking = false;
        question = bank.Add(new QuestionSketch { Title = asked, Identity = form.BodiesAsk ? asked : null, Number = bank.Questions.Count + 1, SectionPath = Path() });
        question.FurtherReading.AddRange(links);
        (column, unknownLabel) = (null, null);
        Take(at);
    }

    private List<string> Path() => [.. sections.Select(section => section.Name)];

    private void Take(Block block) => question!.Lines.UnionWith(LinesOf(block));

    private IEnumerable<int> LinesOf(Block block)
    {
        var from = Math.Min(block.Line + 1, lineStarts.Count);
        var found = lineStarts.BinarySearch(Math.Max(0, block.Span.End));
        var to = Math.Max(from, found >= 0 ? found + 1 : ~found);
        return Enumerable.Range(from, to - from + 1);
    }

    private static string WordsOf(Block block) => block switch
    {
        LeafBlock { Inline: { } inlines } => MarkdownWords.Read(inlines.FirstChild),
        LeafBlock leaf => leaf.Lines.ToString(),
        ContainerBlock container => string.Join('\n', container.Select(WordsOf).Where(words => words.Length > 0)),
        _ => "",
    };

    [GeneratedRegex(@"^(?:(?<q>Q(?:uestion)?\s*\d*)|(?<a>A(?:nswer)?\s*\d*))\s*[:.)]\s+", RegexOptions.IgnoreCase)]
    private static partial Regex Pair { get; }

    [GeneratedRegex(@"^(?:Q(?:uestion)?\s*\d+\s*[.:)]|\d{1,4}\s*[.)]|Q\s*:)\s+")]
    private static partial Regex Numbered { get; }

    [GeneratedRegex(@"^title:(?<title>[^\n]{1,200})", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex TitleLine { get; }

    [GeneratedRegex(@"^\[[ xX]\]\s+")]
    private static partial Regex TaskMark { get; }

    // Tags that close what was folded, behind the last words without an empty line between.
    [GeneratedRegex(@"\s*(?:</(?:b|i|p|em|strong|div)>\s*)*</details>\s*\z", RegexOptions.IgnoreCase)]
    private static partial Regex DetailsEnd { get; }

    [GeneratedRegex(@"<summary\b[^>]*>(?<text>.*?)(?:</summary>|\z)", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Summary { get; }
}
