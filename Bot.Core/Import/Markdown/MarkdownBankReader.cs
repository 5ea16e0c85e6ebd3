using Bot.Core.Import.Drafting;
using Markdig;

namespace Bot.Core.Import.Markdown;

/// <summary>
/// Reads Markdown of no particular form: questions as headings, as entries of lists, in bold, as "Q:" and "A:", or folded away in details;
/// and our own exports, without a loss.
/// </summary>
internal sealed class MarkdownBankReader : IBankReader
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePreciseSourceLocation().UsePipeTables().UseYamlFrontMatter().Build();

    public string Format => "markdown";

    public double Recognise(BankFile file)
    {
        if (file.Text is null || file.Text.TrimStart() is ['{' or '<', ..] && !file.Has(".md"))
        {
            return 0;
        }

        try
        {
            var bank = new BankSketch(file, new ImportOptions());
            Read(file, bank);
            if (bank.Questions.Count == 0)
            {
                return 0;
            }

            var written = file.Lines.Count(line => line.Raw.Trim().Length > 0);
            var unread = bank.Account().Unread.Sum(range => range.To - range.From + 1);
            return bank.Questions.All(question => question.IsOurs) ? 1
                : (file.Has(".md") || file.Has(".markdown") ? 0.45 : 0.3) + (0.25 * (written - unread) / Math.Max(1, written)) - (bank.Questions.Count < 2 ? 0.15 : 0);
        }
        catch (BankFormatException)
        {
            return 0;
        }
    }

    public void Read(BankFile file, BankSketch bank)
    {
        var text = file.Text ?? throw new BankFormatException("The file is an archive, and no Markdown.");

        // A carriage return alone ends no line of the file, though Markdown would let it.
        text = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', ' ');
        try
        {
            new MarkdownPass(Markdig.Markdown.Parse(text, Pipeline), text, bank).Run();
        }
        catch (ArgumentException exception) when (exception.Message.Contains("nested", StringComparison.OrdinalIgnoreCase))
        {
            throw new BankFormatException("Lists and quotes lie too deep in one another in this file.", exception);
        }
    }
}
