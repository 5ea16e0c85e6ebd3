using System.Text.RegularExpressions;
using Bot.Core.Import.Lines;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Bot.Core.Import.Markdown;

/// <summary>How a Markdown document writes its questions, decided by looking at all of it.</summary>
/// <param name="Questions">The headings, and the paragraphs in bold, that are questions.</param>
/// <param name="ListsAreQuestions">Whether every entry of a list is one, for want of anything else that is.</param>
/// <param name="ParagraphsAsk">Whether a paragraph's first line is the question and the rest of it the answer, for want of anything else that asks.</param>
/// <param name="BodiesAsk">Whether the headings are mere titles, and what is asked stands below them.</param>
/// <param name="IsOurs">Whether the document is an export of ours.</param>
internal sealed partial record MarkdownForm(IReadOnlySet<Block> Questions, bool ListsAreQuestions, bool ParagraphsAsk, bool BodiesAsk, bool IsOurs)
{
    private const int FewestTitles = 4;
    private const int MostAroundLink = 6;

    public static MarkdownForm Of(MarkdownDocument document)
    {
        var blocks = document.ToList();
        var places = blocks.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        Block? Behind(Block block) => places[block] + 1 < blocks.Count ? blocks[places[block] + 1] : null;
        var ours = blocks.OfType<HeadingBlock>().Where(heading => heading.Level == 2
            && Behind(heading) is ParagraphBlock next && MarkdownWords.ReadLabel(next.Inline) is { Label: "Key" }).ToHashSet<Block>();
        if (ours.Count > 0)
        {
            return new MarkdownForm(ours, ListsAreQuestions: false, ParagraphsAsk: false, BodiesAsk: false, IsOurs: true);
        }

        var headings = blocks.OfType<HeadingBlock>().Where(heading => IsQuestion(MarkdownWords.Of(heading))).ToHashSet<Block>();
        var set = blocks.OfType<ParagraphBlock>().Where(IsBold).ToHashSet<Block>();
        var bold = set.Where(block => IsQuestion(MarkdownWords.Of(block))).ToHashSet<Block>();
        if (bold.Count * 2 > set.Count)
        {
            // Where most paragraphs in bold are questions, the others are too.
            bold.UnionWith(set.Where(block => Behind(block) is { } next and not HeadingBlock && !set.Contains(next)));
        }

        var lists = blocks.OfType<ListBlock>().Where(list => !IsContents(list)).SelectMany(list => list.OfType<ListItemBlock>()).ToList();
        var isAsked = lists.Exists(item => item.FirstOrDefault() is HeadingBlock || item.FirstOrDefault() is ParagraphBlock head && MarkdownWords.Of(head).EndsWith('?'));
        var isPaired = blocks.OfType<ParagraphBlock>().Any(paragraph => Numbered.IsMatch(MarkdownWords.Of(paragraph)));
        var isFolded = blocks.OfType<HtmlBlock>().Any(html => MarkdownWords.Summary.Match(html.Lines.ToString()) is { Success: true } summary && !MarkdownWords.SaysAnswer(HtmlText.Read(summary.Groups["text"].Value)));
        var paragraphsAsk = headings.Count == 0 && bold.Count == 0 && !isAsked && !isPaired && !isFolded && blocks.OfType<ParagraphBlock>().Any(AsksAndAnswers);
        if (bold.Count == 0 && !isPaired && !isFolded && Titles(blocks) is { Count: > 0 } titles)
        {
            return new MarkdownForm(titles, ListsAreQuestions: false, ParagraphsAsk: false, BodiesAsk: true, IsOurs: false);
        }

        if (headings.Count > 0)
        {
            // Where some headings of a level are questions, those beside them are too.
            var level = headings.Cast<HeadingBlock>().GroupBy(heading => heading.Level).MaxBy(group => group.Count())!.Key;
            var all = blocks.OfType<HeadingBlock>().Where(heading => heading.Level == level).ToList();
            if (headings.Count(heading => ((HeadingBlock)heading).Level == level) * 2 >= all.Count)
            {
                headings.UnionWith(all.Where(heading => Behind(heading) is { } next && (next is not HeadingBlock below || below.Level > heading.Level)));
            }
        }
        else if (bold.Count == 0 && !isAsked && !isPaired && !isFolded && !paragraphsAsk)
        {
            headings.UnionWith(Leaves(blocks, lists.Count > 0));
        }

        headings.UnionWith(bold);
        return new MarkdownForm(headings, headings.Count == 0 && !isAsked && !isPaired && !isFolded && !paragraphsAsk, paragraphsAsk, BodiesAsk: false, IsOurs: false);
    }

    /// <summary>Tells whether a list, a table or a paragraph only leads to places of the same page: a table of contents, a way back to the top.</summary>
    public static bool IsContents(Block block)
    {
        var all = block is LeafBlock leaf ? leaf.Inline?.Descendants<LinkInline>() ?? [] : block.Descendants<LinkInline>();
        var links = all.Where(link => !link.IsImage).ToList();
        return links.Count > 0 && links.TrueForAll(link => link.Url is ['#', ..]) && block switch
        {
            ParagraphBlock paragraph => MarkdownWords.Of(paragraph).Length <= links.Sum(link => MarkdownWords.Read(link.FirstChild).Length) + MostAroundLink,
            ListBlock list => links.Count >= 3 && links.Count * 5 >= list.Descendants<ParagraphBlock>().Count() * 4,
            Table table => links.Count >= 3 && links.Count >= table.Count - 1,
            _ => false,
        };
    }

    /// <summary>Lists the headings below which there is no other heading and some text: without any question mark they are what is asked.</summary>
    private static IEnumerable<HeadingBlock> Leaves(List<Block> blocks, bool hasLists)
    {
        for (var i = 0; i + 1 < blocks.Count; i++)
        {
            if (blocks[i] is HeadingBlock { Level: > 1 } heading && blocks[i + 1] is not HeadingBlock
                && (!hasLists || blocks.Skip(i + 1).TakeWhile(block => block is not HeadingBlock).Any(block => block is ParagraphBlock)))
            {
                yield return heading;
            }
        }
    }

    /// <summary>Lists the headings of a level of which nearly all are no questions, and most have a paragraph below that asks.</summary>
    private static HashSet<Block> Titles(List<Block> blocks)
    {
        foreach (var level in blocks.OfType<HeadingBlock>().Where(heading => heading.Level > 1).GroupBy(heading => heading.Level).OrderByDescending(level => level.Count()))
        {
            var all = level.ToHashSet<Block>();
            var asking = level.Count(heading => IsQuestion(MarkdownWords.Of(heading)));
            var below = blocks.Zip(blocks.Skip(1)).Count(pair => all.Contains(pair.First) && pair.Second is ParagraphBlock paragraph && MarkdownWords.Asks(MarkdownWords.Of(paragraph)));
            if (all.Count >= FewestTitles && asking * 8 <= all.Count && below * 2 > all.Count)
            {
                return all;
            }
        }

        return [];
    }

    private static bool AsksAndAnswers(ParagraphBlock paragraph)
    {
        var text = MarkdownWords.Of(paragraph);
        return text.IndexOf('\n', StringComparison.Ordinal) is > 0 and var end && text[..end].TrimEnd().EndsWith('?');
    }

    private static bool IsQuestion(string text) => MarkdownWords.WithoutMarks(text).EndsWith('?') || Numbered.IsMatch(text);

    private static bool IsBold(ParagraphBlock paragraph) =>
        paragraph.Inline is { FirstChild: EmphasisInline { DelimiterCount: >= 2 } emphasis } && MarkdownWords.WithoutMarks(MarkdownWords.Read(emphasis.NextSibling)).Length == 0;

    [GeneratedRegex(@"^Q(?:uestion)?\s*(?:\d+\s*)?[.:)]\s", RegexOptions.IgnoreCase)]
    private static partial Regex Numbered { get; }
}
