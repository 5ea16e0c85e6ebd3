using System.Text;
using Bot.Core.Import;
using static Bot.Core.Tests.Import.Banks.GivenBanks;

namespace Bot.Core.Tests.Import.Banks;

public sealed class Refusals
{
    [Fact]
    public void Another_encoding_is_refused_with_the_line_and_what_to_do()
    {
        Assert.Equal("The file is UTF-16. Save it as UTF-8.", Message(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("What?"))));
        Assert.Equal("The file has zero bytes in it: it is UTF-16 without a mark, or no text at all. Save it as UTF-8.", Message(Encoding.Unicode.GetBytes("What?")));
        Assert.Equal(
            "Line 2 is not UTF-8 (byte 0xE9): the file was saved in another encoding, such as Windows-1252. Save it as UTF-8.",
            Message(Encoding.Latin1.GetBytes("What is a\ncafé?")));
    }

    [Fact]
    public void A_file_that_is_empty_too_large_or_no_bank_is_refused()
    {
        Assert.Equal("The file is empty.", Refusal(" \n\n"));
        Assert.Equal("The file has 5000 bytes; 1000 are read (setting Import:MostBytes).", Refusal(new string('x', 5000), options: new ImportOptions { MostBytes = 1000 }));
        Assert.StartsWith("This looks like no bank that Redflag knows", Refusal("Dear all, the meeting is at noon. Bring cake."), StringComparison.Ordinal);
        Assert.Equal("There is no question in it that can be read as gift.", Refusal("Dear all.", format: "gift"));
        Assert.Equal("The file has more than 2 questions. Split it, or raise Import:MostQuestions.", Refusal("Why?\nHow?\nWhen?\n", options: new ImportOptions { MostQuestions = 2 }));
        Assert.Equal("The file is a PDF. Copy its text into a text file, and import that.", Refusal("%PDF-1.7\n"));
    }

    [Fact]
    public void A_chosen_format_is_taken_although_another_one_is_likelier()
    {
        Assert.Equal("probe-bank", Document(ProbeMarkdown).Format);
        var chosen = Document(ProbeMarkdown, format: "markdown");
        Assert.Equal(("markdown", 1.0), (chosen.Format, chosen.Confidence));
    }

    [Fact]
    public void A_line_that_nobody_wrote_is_left_unread()
    {
        var bank = Document(DepthBank.Replace("Answer from memory", string.Concat(Enumerable.Repeat(@"\(", 1_000_000)), StringComparison.Ordinal));

        Assert.Equal(4, bank.Questions.Length);
        Assert.Equal([(22, 22)], bank.Unread.Select(range => (range.From, range.To)));
    }

    [Fact]
    public void A_run_of_blanks_is_a_run_of_blanks_wherever_it_stands()
    {
        var run = new string(' ', 300_000);

        Assert.Equal(["Why?", "How?"], Stems($"## Why?\n\na{run}b\n\n## How?\n\nx\n", "x.md"));
        Assert.Equal(["Why?", "How?"], Stems($"<details>\n<summary>Why?</summary>\n\na{run}b\n\n</details>\n\n<details>\n<summary>How?</summary>\n\nx\n", "x.md"));
        Assert.Equal(["Why?"], Stems($"Q{run}x\n\nWhy?\n", "x.md"));
        Assert.Equal(["Why?", "How?"], Stems($"question,answer,section\nWhy?,so,A{run}b\nHow?,like,B\n", "x.csv"));
    }

    [Fact]
    public void Thousands_of_questions_on_one_line_are_questions()
    {
        var entries = Enumerable.Range(0, 19_000).Select(number => $$"""{"question":"Is {{number}} even?","correct_answer":"{{(number % 2 == 0 ? "Yes" : "No")}}","incorrect_answers":["Maybe"]}""");

        Assert.Equal(19_000, Document($$"""{"results":[{{string.Join(',', entries)}}]}""", "x.json").Questions.Length);
    }

    [Fact]
    public void Control_characters_and_tabs_do_not_reach_a_pack()
    {
        var question = Document("What\tis\u0007 a \u001b[31mred\u2028line?\nWhy?\n").Questions[0].Draft;

        Assert.Equal("What is a [31mred\nline?", question.Stem);
    }

    private static IEnumerable<string> Stems(string text, string path) => Document(text, path).Questions.Select(question => question.Draft.Stem);

    private static string Message(IEnumerable<byte> bytes) => Assert.IsType<BankReading.Refused>(Read(bytes.ToArray())).Message;
}
