using System.Text;
using System.Text.RegularExpressions;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Bot.Core.Import.Markdown;

/// <summary>Takes the words out of Markdown's inlines; what looks like HTML is content and stays.</summary>
internal static partial class MarkdownWords
{
    public static string Read(Inline? first)
    {
        var text = new StringBuilder();
        for (var inline = first; inline is not null; inline = inline.NextSibling)
        {
            Append(inline, text);
        }

        return text.ToString().Trim();
    }

    /// <summary>Gives the words of a block and of all in it.</summary>
    public static string Of(Block? block) => block switch
    {
        LeafBlock { Inline: { } inlines } => Read(inlines.FirstChild),
        LeafBlock leaf => leaf.Lines.ToString(),
        ContainerBlock container => string.Join('\n', container.Select(Of).Where(words => words.Length > 0)),
        _ => "",
    };

    /// <summary>Finds the label with which a paragraph begins: words set off that end in a colon, or stand before one.</summary>
    /// <returns>The label, and what stands behind it; <see langword="null"/> when there is none.</returns>
    public static (string Label, string Text)? ReadLabel(ContainerInline? inlines)
    {
        if (inlines?.FirstChild is not EmphasisInline emphasis)
        {
            return null;
        }

        var label = Read(emphasis.FirstChild);
        var rest = Read(emphasis.NextSibling);
        return label.EndsWith(':') ? (label.TrimEnd(':').Trim(), rest)
            : rest.StartsWith(':') ? (label, rest[1..].Trim())
            : null;
    }

    /// <summary>Leaves out what people put behind a question: links to where it comes from, stars, emoji that stand for a level.</summary>
    public static string WithoutMarks(string text) => text[..(text.Length - Marks.Match(text).Length)];

    /// <summary>Lists the addresses in the links behind a question.</summary>
    public static IEnumerable<string> LinksBehind(string text) => Address.Matches(Marks.Match(text).Value).Select(match => match.Value);

    /// <summary>Tells whether a line of a text asks something.</summary>
    public static bool Asks(string text) => Array.Exists(text.Split('\n'), line => WithoutMarks(line).EndsWith('?'));

    [GeneratedRegex(@"(?:\s*(?:\[{1,2}[^\[\]]{0,100}(?:\([^()\s]{1,500}\))?\]{1,2}(?:\s?\([^()\s]{1,500}\))?|[\p{So}\p{Sk}\p{Mn}\p{Cs}\p{Cf}]))+\s*\z", RegexOptions.RightToLeft)]
    private static partial Regex Marks { get; }

    [GeneratedRegex(@"https?://[^()\s\]]+")]
    private static partial Regex Address { get; }

    /// <summary>Tells whether the summary of folded details only says that the answer is below.</summary>
    public static bool SaysAnswer(string summary) => OnlyAnswer.IsMatch(summary);

    [GeneratedRegex(@"<summary\b[^>]*>(?<text>.*?)(?:</summary>|\z)", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    public static partial Regex Summary { get; }

    [GeneratedRegex(@"^\W*(?:(?:show|see|view|click|reveal|toggle|expand|open|the|for|to|here)\b\W*)*(?:answer|solution|explanation)s?\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OnlyAnswer { get; }

    private static void Append(Inline inline, StringBuilder text)
    {
        switch (inline)
        {
            case LiteralInline literal:
                text.Append(literal.Content.AsSpan());
                break;
            case CodeInline code:
                text.Append(code.ContentSpan);
                break;
            case LineBreakInline:
                text.Append('\n');
                break;
            case HtmlEntityInline entity:
                text.Append(entity.Transcoded.AsSpan());
                break;
            case HtmlInline html:
                text.Append(html.Tag.StartsWith("<br", StringComparison.OrdinalIgnoreCase) ? "\n" : html.Tag);
                break;
            case AutolinkInline link:
                text.Append(link.Url);
                break;
            case LinkInline { IsImage: false, Url: { Length: > 0 } url } link:
                var words = Read(link.FirstChild);
                text.Append(words).Append(words == url || url.StartsWith('#') || words.Length == 0 ? (words.Length == 0 ? url : "") : $" ({url})");
                break;
            case DelimiterInline delimiter:
                // A bracket or a bar that turned out to be none of Markdown's.
                text.Append(delimiter.ToLiteral()).Append(Read(delimiter.FirstChild));
                break;
            case ContainerInline container:
                for (var child = container.FirstChild; child is not null; child = child.NextSibling)
                {
                    Append(child, text);
                }

                break;
        }
    }
}
