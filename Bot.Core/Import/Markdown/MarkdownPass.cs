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
    private readonly MarkdownPlace place;
    private readonly List<(int Level, string Name)> sections = [];
    private readonly MarkdownForm form;
    private readonly List<(string? Section, string Text, int Claimed)> claims = [];

    public MarkdownPass(MarkdownDocument document, string text, BankSketch bank)
    {
        (this.document, this.bank, place) = (document, bank, new MarkdownPlace(text, bank));
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
            case not HeadingBlock when form.IsOurs && place.Question is null:
                bank.Use(place.LinesOf(block).Min(), place.LinesOf(block).Max());
                bank.Notes.Add(new BankNote(null, [MarkdownWords.Of(block)]));
                break;
            case ListBlock or Table or ParagraphBlock when !form.IsOurs && MarkdownForm.IsContents(block):
                foreach (var line in place.LinesOf(block))
                {
                    bank.Furnish(line);
                }

                break;
            case HeadingBlock heading:
                ReadHeading(heading);
                break;
            case ParagraphBlock paragraph:
                var words = MarkdownWords.Of(paragraph);
                var end = place.IsInDetails ? DetailsEnd.Match(words) : Match.Empty;
                ReadParagraph(paragraph, end.Success ? words[..end.Index] : words);
                if (end.Success)
                {
                    place.EndDetails();
                }

                break;
            case ListBlock list when place.Question is null || IsListOfQuestions(list):
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
                foreach (var line in place.LinesOf(block))
                {
                    bank.Furnish(line);
                }

                break;
            case YamlFrontMatterBlock front:
                ReadFrontMatter(front);
                break;
            case CodeBlock code when place.Question is not null:
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
        var text = MarkdownWords.Of(heading);
        (place.Column, place.UnknownLabel) = (null, null);
        if (text.Length == 0)
        {
            bank.Furnish(heading.Line + 1);
            return;
        }

        if (form.Questions.Contains(heading))
        {
            sections.RemoveAll(section => section.Level >= heading.Level);
            Begin(text, heading, heading.Level);
            place.IsAsking = form.BodiesAsk;
            return;
        }

        if (place.Question is not null && heading.Level > place.Level && place.Level > 0)
        {
            place.Take(heading);
            (place.Column, place.UnknownLabel) = (ColumnNames.Find(text), text);
            return;
        }

        bank.Use(heading.Line + 1);
        place.Question = null;
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
        if (MarkdownWords.ReadLabel(paragraph.Inline) is { } label && place.Question is not null)
        {
            place.Take(paragraph);
            place.Label(label.Label, place.IsInDetails ? DetailsEnd.Replace(label.Text, "") : label.Text, paragraph.Line + 1);
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
        }
        else if (form.ParagraphsAsk && lines is [var asked, _, ..] && asked.EndsWith('?') && !Array.TrueForAll(lines, line => line.EndsWith('?')))
        {
            Begin(asked, paragraph);
            place.Add(string.Join('\n', lines.Skip(1)), Math.Min(paragraph.Line + 2, place.LinesOf(paragraph).Max()));
        }
        else if (lines.Length > 0 && (place.Question is null || place.Question.Lines.Max < paragraph.Line) && place.Level == 0 && !place.IsInDetails && Array.TrueForAll(lines, line => line.EndsWith('?')))
        {
            for (var i = 0; i < lines.Length; i++)
            {
                Begin(lines[i], paragraph);
                place.Question!.Lines.Clear();
                place.Question.Lines.Add(Math.Min(paragraph.Line + 1 + i, place.LinesOf(paragraph).Max()));
            }

            bank.Use(place.LinesOf(paragraph).Min(), place.LinesOf(paragraph).Max());
        }
        else if ((form.BodiesAsk || place.IsInSummary) && place.IsAsking && place.Question is { Blocks.Count: 0 } && place.Column is null && text.Length > 0)
        {
            place.Take(paragraph);
            place.Question.Title += "\n" + text;
        }
        else if (place.Question is not null)
        {
            place.IsAsking = false;
            place.Take(paragraph);
            place.Add(text, paragraph.Line + 1);
        }
        else if (text.Length > 0)
        {
            bank.Use(place.LinesOf(paragraph).Min(), place.LinesOf(paragraph).Max());
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
                place.IsAsking = true;
            }
            else if (place.Question is not null)
            {
                place.Take(paragraph);
                place.IsAsking = false;
                place.Column = pair.Success ? QuestionColumn.ShortAnswer : place.Column ?? QuestionColumn.ShortAnswer;
                place.Add(line[pair.Length..].Trim(), paragraph.Line + 1);
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
            var entries = list.OfType<ListItemBlock>().Select(item => MarkdownWords.Of(item).Trim()).Where(entry => entry.Length > 0).ToList();
            bank.Use(place.LinesOf(list).Min(), place.LinesOf(list).Max());
            bank.Notes.Add(new BankNote(sections is [.., var section] ? section.Name : null, [.. entries]));
            return;
        }

        foreach (var item in list.OfType<ListItemBlock>())
        {
            var head = item.FirstOrDefault() as LeafBlock;
            var text = MarkdownWords.Of(head).Replace('\n', ' ');
            if (text.Length == 0)
            {
                continue;
            }

            Begin(TaskMark.Replace(text, ""), head!);
            foreach (var block in item.Skip(1))
            {
                switch (block)
                {
                    case ListBlock inner when place.Question is not null:
                        ReadEntries(inner);
                        break;
                    case HeadingBlock heading when place.Question is not null:
                        place.Take(heading);
                        place.UnknownLabel = MarkdownWords.Of(heading);
                        place.Column = ColumnNames.Find(place.UnknownLabel);
                        break;
                    default:
                        Read(block);
                        break;
                }
            }
        }

        place.Question = null;
    }

    private bool IsListOfQuestions(ListBlock list)
    {
        if (place.Column is not null || place.UnknownLabel is not null || place.IsInDetails || place.Question is { IsOurs: true })
        {
            return false;
        }

        var heads = list.OfType<ListItemBlock>().Select(item => item.FirstOrDefault()).ToList();
        return heads.TrueForAll(head => head is HeadingBlock)
            || (place.Level == 0 && heads.Count(head => head is ParagraphBlock && MarkdownWords.Of(head).EndsWith('?')) * 2 > heads.Count);
    }

    /// <summary>Reads a list that belongs to a question: entries of the part before it, or labelled parts of their own.</summary>
    private void ReadEntries(ListBlock list)
    {
        place.Take(list);
        var choices = list.OfType<ListItemBlock>().Select(item => MarkdownWords.Of(item).Trim()).ToList();
        if (place.Question is { IsOurs: false, KeyPoints.Count: 0 } && place.Column is null && choices.Count > 1 && choices.TrueForAll(TaskMark.IsMatch) && choices.Exists(IsTicked))
        {
            Choices.Add(place.Question, choices.Where(IsTicked).Select(WithoutTick), choices.Where(choice => !IsTicked(choice)).Select(WithoutTick), list.Line + 1);
            return;
        }

        var plain = new List<string>();
        foreach (var item in list.OfType<ListItemBlock>())
        {
            if (item.FirstOrDefault() is ParagraphBlock head && place.Question is { IsOurs: false } && MarkdownWords.ReadLabel(head.Inline) is { } label && ColumnNames.Find(label.Label) is { } found)
            {
                place.Flush(plain, list.Line + 1);
                var text = string.Join('\n', item.Skip(1).Select(MarkdownWords.Of).Prepend(label.Text).Where(words => words.Length > 0));
                QuestionCells.Read(place.Question, found, text, item.Line + 1);
            }
            else if (MarkdownWords.Of(item).Trim() is { Length: > 0 } words)
            {
                plain.Add(place.Question is { IsOurs: true } ? words : words.Replace('\n', ' '));
            }
        }

        place.Flush(plain, list.Line + 1);
    }

    private static bool IsTicked(string choice) => choice is ['[', 'x' or 'X', ..];

    private static string WithoutTick(string choice) => TaskMark.Replace(choice, "");

    /// <summary>Reads what the page says of itself before the text; nothing of it but the title belongs to the bank.</summary>
    private void ReadFrontMatter(YamlFrontMatterBlock front)
    {
        foreach (var line in place.LinesOf(front))
        {
            bank.Furnish(line);
        }

        bank.Title ??= TitleLine.Match(front.Lines.ToString()) is { Success: true } title ? title.Groups["title"].Value.Trim().Trim('"', '\'') : null;
    }

    private void ReadCode(CodeBlock code)
    {
        place.Take(code);
        var text = code.Lines.ToString();
        if (place.IsAsking && place.Question is { Blocks.Count: 0 })
        {
            place.Question.Title += "\n" + text;
            return;
        }

        if (place.Question!.IsOurs && place.Column is { } known)
        {
            place.Question.Title = known == QuestionColumn.Stem ? null : place.Question.Title;
            QuestionCells.Read(place.Question, known, text, code.Line + 1);
        }
        else if (text.Trim().Length > 0)
        {
            var block = place.Question.AddBlock(place.UnknownLabel, code.Line + 1);
            (block.Text, block.IsCode) = (text, true);
        }
    }

    private void ReadTable(Table table)
    {
        var rows = table.OfType<TableRow>().Select(row => row.OfType<TableCell>().Select(cell => string.Join('\n', cell.Select(MarkdownWords.Of))).ToArray()).ToList();
        var (from, to) = (place.LinesOf(table).Min(), place.LinesOf(table).Max());
        if (rows.Count > 1 && place.Question is null && rows[0].Any(cell => ColumnNames.Find(cell) == QuestionColumn.Stem))
        {
            bank.Use(from, from + 1);
            var columns = rows[0].Select(ColumnNames.Find).ToArray();
            TableQuestions.Add(bank, rows.Skip(1).Select((cells, i) => new Tables.TableRow(cells, Math.Min(from + 2 + i, to), Math.Min(from + 2 + i, to))), columns, rows[0], isOurs: false, cell => cell.Trim());
        }
        else if (place.Question is not null)
        {
            place.Take(table);
            place.Question.AddBlock(place.UnknownLabel, from).Text = string.Join('\n', rows.Select(cells => string.Join(" | ", cells)));
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

    /// <summary>Reads details that fold an answer away: the summary is the place.Question.</summary>
    private void ReadHtml(HtmlBlock html)
    {
        var text = html.Lines.ToString();
        var summary = MarkdownWords.Summary.Match(text);
        var title = summary.Success ? HtmlText.Read(summary.Groups["text"].Value) : "";
        if (place.Question is not null && MarkdownWords.SaysAnswer(title))
        {
            (place.IsAsking, text) = (false, text[(summary.Index + summary.Length)..]);
        }
        else if (title.Length > 0)
        {
            Begin(title, html);
            place.IsInDetails = true;
            place.IsAsking = place.IsInSummary = !IsSummaryClosed(text);
            text = text[(summary.Index + summary.Length)..];
        }
        else if (place.IsInSummary && IsSummaryClosed(text))
        {
            (place.IsAsking, place.IsInSummary) = (false, false);
        }

        var words = HtmlText.Read(text);
        if (place.Question is not null && (place.IsInDetails || words.Length > 0))
        {
            place.Take(html);
            place.Add(words, html.Line + 1);
        }
        else if (words.Length == 0)
        {
            foreach (var line in place.LinesOf(html))
            {
                bank.Furnish(line);
            }
        }

        if (place.IsInDetails && text.Contains("</details>", StringComparison.OrdinalIgnoreCase))
        {
            place.EndDetails();
        }
    }

    private void Begin(string title, Block at, int level = 0)
    {
        place.Begin(title, at, sections.Select(section => section.Name), form);
        place.Level = level;
    }

    [GeneratedRegex(@"^(?:(?<q>Q(?:uestion)?)|(?<a>A(?:nswer)?))\s*(?:\d+\s*)?[:.)]\s+", RegexOptions.IgnoreCase)]
    private static partial Regex Pair { get; }

    [GeneratedRegex(@"^title:(?<title>[^\n]{1,200})", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex TitleLine { get; }

    [GeneratedRegex(@"^\[[ xX]\]\s+")]
    private static partial Regex TaskMark { get; }

    // Tags that close what was folded, behind the last words without an empty line between.
    [GeneratedRegex(@"\s*(?:</(?:b|i|p|em|strong|div)>\s*)*</details>\s*\z", RegexOptions.IgnoreCase | RegexOptions.RightToLeft)]
    private static partial Regex DetailsEnd { get; }
}
