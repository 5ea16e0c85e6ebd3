using System.Text;
using Bot.Core.Questions;

namespace Bot.Core.Import.Anki;

/// <summary>The back of a card: what a good answer says, as HTML.</summary>
internal static class AnkiBack
{
    public static string Of(QuestionDraft question)
    {
        var html = new StringBuilder();
        if (question.Material.ShortAnswer is { } answer)
        {
            html.Append("<p>").Append(AnkiPackageWriter.Html(answer)).Append("</p>");
        }

        List(html, "Key points", question.Rubric.KeyPoints.Select(point => point.Text));
        List(html, "Numbers", question.Rubric.Numbers.Select(number => number.Text));
        List(html, "Red flags", question.Rubric.RedFlags.Select(flag => flag.Text));
        foreach (var block in question.Material.AnswerBlocks)
        {
            if (block.Text is { } text)
            {
                html.Append(block.Heading is null ? "<p>" : $"<p><b>{AnkiPackageWriter.Html(block.Heading)}</b> ").Append(AnkiPackageWriter.Html(text)).Append("</p>");
            }

            List(html, block.Text is null ? block.Heading : null, block.Items);
        }

        List(html, "Follow-ups", question.Material.FollowUps.Select(followUp => followUp.Text));
        return html.ToString();
    }

    private static void List(StringBuilder html, string? heading, IEnumerable<string> entries)
    {
        var list = entries.ToList();
        if (list.Count == 0)
        {
            return;
        }

        html.Append(heading is null ? "" : $"<p><b>{AnkiPackageWriter.Html(heading)}</b></p>").Append("<ul>");
        list.ForEach(entry => html.Append("<li>").Append(AnkiPackageWriter.Html(entry)).Append("</li>"));
        html.Append("</ul>");
    }
}
