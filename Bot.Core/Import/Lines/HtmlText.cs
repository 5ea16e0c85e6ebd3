using System.Net;
using System.Text.RegularExpressions;

namespace Bot.Core.Import.Lines;

/// <summary>Takes the words out of a piece of HTML. Scripts, styles and addresses of pictures are dropped; nothing is loaded.</summary>
internal static partial class HtmlText
{
    private const int Longest = 50_000;

    public static string Read(string html)
    {
        if (html.Length > Longest || (!html.Contains('<', StringComparison.Ordinal) && !html.Contains('&', StringComparison.Ordinal)))
        {
            return html.Trim();
        }

        var text = Unseen.Replace(html, "");
        text = Picture.Replace(text, match => match.Groups["alt"].Value);
        text = Item.Replace(text, "\n- ");
        text = Break.Replace(text, "\n");
        text = Tag.Replace(text, "");
        text = WebUtility.HtmlDecode(text).Replace('\u00A0', ' ');
        return ManyBreaks.Replace(Blanks.Replace(text, "\n"), "\n\n").Trim();
    }

    [GeneratedRegex(@"<(script|style)\b[^>]*>[^<]*(?:<(?!/\1)[^<]*)*</\1\s*>|<!--.*?-->", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Unseen { get; }

    [GeneratedRegex(@"<img\b[^>]*?\balt\s*=\s*[""'](?<alt>[^""'>]*)[""'][^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Picture { get; }

    [GeneratedRegex(@"<li\b[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Item { get; }

    [GeneratedRegex(@"<br\s*/?>|</?(?:p|div|tr|ul|ol|h[1-6]|table|blockquote|pre)\b[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Break { get; }

    [GeneratedRegex(@"</?[A-Za-z][^<>]*>")]
    private static partial Regex Tag { get; }

    [GeneratedRegex(@"[ \t]*\r?\n[ \t]*")]
    private static partial Regex Blanks { get; }

    [GeneratedRegex(@"\n{3,}")]
    private static partial Regex ManyBreaks { get; }
}
