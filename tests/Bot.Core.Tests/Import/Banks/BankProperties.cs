using System.Text;
using Bot.Core.Import;
using Bot.Core.Tests.Import.Yaml;
using CsCheck;
using static Bot.Core.Tests.Import.Banks.GivenBanks;

namespace Bot.Core.Tests.Import.Banks;

/// <summary>Whatever a file holds, it is read or refused, never more; and each line that is not blank is used, furniture or unread, and nothing twice.</summary>
public sealed class BankProperties
{
    private static readonly string[] Banks =
    [
        ProbeBank, ProbeMarkdown, DepthBank, TaggedList, DeepDive, OutlineBank,
        "question,answer\nWhy?,\"so, and\nso\"\n", "#separator:tab\n#html:true\nfront\tback\n", "term\tmeaning\nother\tmore\n",
        "{\"results\":[{\"question\":\"a?\",\"correct_answer\":\"b\",\"incorrect_answers\":[\"c\"]}]}",
        "$CATEGORY: a/b\n\n::n:: What? {=a#x ~%50%b ####c}\n\nTrue? {T}\n\nN {#1:2}\n",
        "<assessmentItem identifier=\"i\" title=\"t\">\n<itemBody><p>Q?</p>\n</itemBody>\n</assessmentItem>\n",
        "# T\n\n## Why?\n\n**Answer:** so\n\n- a\n  - b\n\n| Question | Answer |\n|---|---|\n| a? | b |\n\n<details><summary>x?</summary>\n\ny\n\n</details>\n",
        "---\ntitle: T\n---\n\n1. ### a\n\n    b\n\n    #### c\n\n    - d\n\n    [top](#top)\n\n2. ### e?\n\n- [ ] f\n- [x] g\n\n**h? ⭐**\n\ni\n",
        "# T\n\n## S\n\n### a\nb?\n\n### c\nd?\n```\ne\n```\n### f\ng? [[h](http://i)]\n\n### j\nk?\n\n# U\n\n```\nl\n```\n",
    ];

    private static readonly Gen<string> Piece = Gen.OneOf(
        Gen.String[Gen.Char, 0, 20],
        Gen.OneOf(
            "Q1: x", "Follow-up: x", "Direct answer: y", "Deep answer:", "- z", "  • “a” — b", "Answer:", "Answer:x.Red flag answer: y", "Follow-up Q&A Chain:Q: a A: b", "[debug] - x", "[design]", "Chapter 1 — x", "1.1 y",
            "1. (Core) x", "Expected depth: (1) a (2) b", "Red flag: x", "¶", "Tags: a · source: b; c", "Answer outline: - A. - B: - C.", "Q: \"x\"", "Related cross-cutting:Related module: x", "| a | b |", "|---|---|", "flowchart TD\nA --> B",
            "Jump to section\n- a", "```", "~~~", "50Ka50K a 5", "“", "\\(", "{", "}", "=", "~", "#", "\"", "\t", ",", "\0", "<", "&lt;", "\u2028", "\uFEFF", "\n", "\n\n", "\r\n", "**", "> ", "1) ", "1. ### ", "- [x] ", "---\n", "⭐", "[a](#b)", "[[a](b)]", "#### ", "::", "$CATEGORY:", "#html:true"));

    [Theory]
    [InlineData(null)]
    [InlineData("probe-bank")]
    [InlineData("depth-bank")]
    [InlineData("tagged-list")]
    [InlineData("deep-dive")]
    [InlineData("outline-bank")]
    [InlineData("markdown")]
    [InlineData("csv")]
    [InlineData("anki-text")]
    [InlineData("quizlet")]
    [InlineData("opentdb")]
    [InlineData("gift")]
    [InlineData("qti")]
    [InlineData("anki")]
    public void Pieces_of_banks_in_any_order_are_read_or_refused(string? format) =>
        Piece.Array[0, 25].Sample(pieces => AssertSane(string.Concat(pieces), format), iter: format is null ? 1_000 : 2_000);

    [Fact]
    public void A_bank_with_lost_doubled_or_garbled_lines_is_read_or_refused() =>
        Gen.Select(Gen.OneOf(Banks), GivenGarbage.Edits).Sample((bank, edits) => AssertSane(Encoding.UTF8.GetString(GivenGarbage.Garble(bank, edits)), null), iter: 2_000);

    [Fact]
    public void Random_bytes_are_refused_or_read_and_never_an_accident() =>
        Gen.Select(Gen.Byte.Array[0, 300], Gen.OneOf("x.txt", "x.csv", "x.apkg", "x.md", "x.gift")).Sample(
            (bytes, path) =>
            {
                Assert.True(Read(bytes, path) is BankReading.Read or BankReading.Refused { Message.Length: > 10 });
                Assert.True(Read((byte[])[.. "PK\u0003\u0004"u8, .. bytes], path) is BankReading.Refused { Message.Length: > 10 });
            },
            iter: 2_000);

    private static void AssertSane(string text, string? format)
    {
        var reading = Read(Encoding.UTF8.GetBytes(text), format: format);
        if (reading is BankReading.Refused refused)
        {
            Assert.NotEmpty(refused.Message);
            return;
        }

        var bank = ((BankReading.Read)reading).Document;
        var lines = text.TrimStart('\uFEFF').Split('\n');
        var written = Enumerable.Range(1, lines.Length).Where(line => lines[line - 1].Trim().Length > 0).ToHashSet();
        var (used, furniture, unread) = (Lines(bank.Used), Lines(bank.Furniture), Lines(bank.Unread));
        Assert.Empty(used.Intersect(furniture).Concat(used.Intersect(unread)).Concat(furniture.Intersect(unread)));
        Assert.Empty(written.Except(used).Except(furniture).Except(unread));
        Assert.All(used.Concat(furniture).Concat(unread), line => Assert.InRange(line, 1, lines.Length));
        Assert.All(bank.Warnings, warning => Assert.InRange(warning.Line, 1, lines.Length));
        Assert.All(bank.Questions, question => Assert.NotEmpty(question.Draft.Stem));
        Assert.Equal(bank.Questions.Length, bank.Questions.Select(question => question.Draft.Key).Distinct().Count());
    }

    private static HashSet<int> Lines(IEnumerable<LineRange> ranges) => [.. ranges.SelectMany(range => Enumerable.Range(range.From, range.To - range.From + 1))];
}
