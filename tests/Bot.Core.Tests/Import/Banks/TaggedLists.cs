using static Bot.Core.Tests.Import.Banks.GivenBanks;

namespace Bot.Core.Tests.Import.Banks;

public sealed class TaggedLists
{
    private static readonly string[] Expected =
    [
        "Conceptual: Why is a seek slow?",
        "Tradeoff: Compare one large disk with many small ones — when each?",
        "Debug: A disk clicks and latency triples. What do you check first? Say why.",
        "Estimation: How long does a cell live at 10 writes a day?",
        "Design: Design a wear-levelling scheme.",
    ];

    [Fact]
    public void A_tag_on_the_next_line_belongs_to_the_question_before_it()
    {
        var bank = Document(TaggedList);

        Assert.Equal("tagged-list", bank.Format);
        Assert.Equal(Expected, bank.Questions.Select(question => $"{question.Draft.Kind}: {question.Draft.Stem}"));
        Assert.DoesNotContain(bank.Warnings, warning => warning.Code is "no-tag" or "stray-tag");
        Assert.Empty(bank.Unread);
    }

    [Theory]
    [InlineData("- {0} `[{1}]`")]
    [InlineData("- {0} [{1}]")]
    [InlineData("- [{1}] {0}")]
    [InlineData("1. {0}\n[{1}]")]
    [InlineData("[{1}] - {0}")]
    public void Wherever_the_tags_stand_the_result_is_the_same(string form)
    {
        var lines = Expected.Take(3).Select(text => string.Format(System.Globalization.CultureInfo.InvariantCulture, form, text[(text.IndexOf(": ", StringComparison.Ordinal) + 2)..], text[..text.IndexOf(':', StringComparison.Ordinal)].ToLowerInvariant()));

        var bank = Document("# Storage\n\n## Chapter 1 — Disks\n### 1.1 Spinning\n" + string.Join('\n', lines));

        Assert.Equal("tagged-list", bank.Format);
        Assert.Equal(Expected.Take(3), bank.Questions.Select(question => $"{question.Draft.Kind}: {question.Draft.Stem}"));
    }

    [Fact]
    public void Bare_questions_have_no_rubric_and_none_is_invented()
    {
        var bank = Document(TaggedList);

        Assert.All(bank.Questions, question => Assert.False(question.Draft.Rubric.CanBeGraded));
        Assert.All(bank.Questions, question => Assert.Empty(question.Draft.Material.ProposedKeyPoints));
        Assert.All(bank.Questions, question => Assert.Contains(question.Warnings, warning => warning.Code == "no-rubric"));
    }

    [Fact]
    public void Totals_are_claims_and_tables_are_references()
    {
        var bank = Document(TaggedList);

        Assert.Equal([("Total: 5 questions", 5, 5), ("Conceptual: ~2", 2, 1), ("Debug: ~1", 1, 1)], bank.Claims.Select(claim => (claim.Text, claim.Claimed, claim.Found)));
        Assert.Equal(["On Disks, 1999"], bank.References);
    }

    [Fact]
    public void Chapters_sections_and_levels_are_kept()
    {
        var bank = Document(TaggedList);

        Assert.Equal(
            [("Chapter 1 — Disks/1.1 Spinning", 1, null), ("Chapter 1 — Disks/1.1 Spinning", 2, null), ("Chapter 1 — Disks/1.1 Spinning", 3, null), ("Chapter 1 — Disks/1.2 Flash (Advanced)", 1, "Advanced"), ("Chapter 1 — Disks/1.2 Flash (Advanced)", 2, "Advanced")],
            bank.Questions.Select(question => (string.Join('/', question.Draft.Topic.Path), question.Number!.Value, question.Draft.Level?.Written)));
    }

    [Fact]
    public void A_tag_too_many_is_told()
    {
        var bank = Document(TaggedList.Replace("[debug]\n", "[debug]\n[coding]\n", StringComparison.Ordinal));

        Assert.Contains(bank.Warnings, warning => warning is { Code: "stray-tag", Line: 10 });
        Assert.Equal(Expected, bank.Questions.Select(question => $"{question.Draft.Kind}: {question.Draft.Stem}"));
    }
}
