using static Bot.Core.Tests.Import.Banks.GivenBanks;

namespace Bot.Core.Tests.Import.Banks;

public sealed class ProbeBanks
{
    [Fact]
    public void A_copied_page_is_recognised_and_each_question_is_read_once_although_its_title_stands_there_three_times()
    {
        var bank = Document(ProbeBank);

        Assert.Equal(("probe-bank", "Caching Interview Notes"), (bank.Format, bank.Title));
        Assert.True(bank.Confidence > 0.9);
        Assert.Equal(
            [(1, null), (null, "bank/how-does-a-write-back-cache-work"), (2, null), (3, null), (4, null), (5, null)],
            bank.Questions.Select(question => (question.Number, question.Parent?.ToString())));
        Assert.Equal(["Warm-up Questions", "Hard Questions"], bank.Sections);
        Assert.Empty(bank.Unread);
        Assert.Equal([(1, 10)], bank.Furniture.Select(range => (range.From, range.To)));
    }

    [Fact]
    public void Parts_are_read_by_their_lead_in()
    {
        var question = Document(ProbeBank).Questions[0].Draft;

        Assert.Equal(["Whether the write path is understood."], question.Material.Probes);
        Assert.Equal("Writes go to the cache first and reach the store later.", question.Material.ShortAnswer);
        Assert.Equal("A write marks its line as dirty. | Dirty lines are flushed when they are evicted.", Texts(question.Rubric.KeyPoints));
        Assert.Equal("1>Why not write at once? | 4>What is lost when a machine dies?", Texts(question.Material.FollowUps));
        Assert.Equal("\"It is just faster\" without a word on lost writes. | Forgetting the flush.", Texts(question.Rubric.RedFlags));
    }

    [Fact]
    public void A_heading_inside_a_question_neither_ends_it_nor_moves_it()
    {
        var bank = Document(ProbeBank);

        var stampede = bank.Questions[2];
        Assert.Equal(["Warm-up Questions"], stampede.Draft.Topic.Path);
        Assert.Equal(["Diagnosis under load."], stampede.Draft.Material.Probes);
        Assert.Equal("All keys expire at once and every request goes to the store.", stampede.Draft.Material.ShortAnswer);
        Assert.Contains(stampede.Warnings, warning => warning is { Code: "misplaced-heading", Line: 47 });
        Assert.Equal(["Hard Questions"], bank.Questions[3].Draft.Topic.Path);
    }

    [Fact]
    public void An_interrupted_question_goes_on_behind_what_interrupts_it()
    {
        var bank = Document(ProbeBank);

        var last = bank.Questions[^1];
        Assert.Equal("Give a decision for a cache that never forgets, then name one price.", last.Draft.Material.ShortAnswer);
        Assert.Equal(2, last.Lines.Length);
        Assert.Contains(last.Warnings, warning => warning.Code == "misplaced-lines");
        Assert.Equal(["One use of a bloom filter."], bank.RapidFire);
        Assert.Equal(["Shop: cares about peaks.; asks for numbers.", "Bank: wants no lost writes."], bank.CompanyEmphasis.Select(company => $"{company.Company}: {string.Join("; ", company.Points)}"));
        Assert.Equal(["caching-basics.md"], bank.References);
        Assert.Equal([("What to look at first.", "mermaid", 4)], bank.Diagrams.Select(diagram => (diagram.Caption, diagram.Kind, diagram.Text.Split('\n').Length)));
    }

    [Fact]
    public void Boilerplate_is_found_without_a_list_of_words_and_never_scored()
    {
        var bank = Document(ProbeBank);

        var disagree = bank.Questions[3];
        Assert.Equal("generic: State the goal.", Texts(disagree.Draft.Rubric.KeyPoints));
        Assert.Equal("generic: Naming a product without saying what it is for.", Texts(disagree.Draft.Rubric.RedFlags));
        Assert.Equal("generic: >Which number would make you roll back?", Texts(disagree.Draft.Material.FollowUps));
        Assert.Contains(disagree.Warnings, warning => warning.Code == "generic" && warning.Message.StartsWith("In the short answer", StringComparison.Ordinal));
        Assert.False(disagree.Draft.Rubric.CanBeGraded);
        Assert.DoesNotContain(bank.Questions[0].Warnings, warning => warning.Code == "generic");
    }

    [Fact]
    public void Where_the_bank_does_not_say_what_counts_key_points_are_proposed_from_what_it_does_say()
    {
        var bank = Document(ProbeBank);

        Assert.Equal(["A delayed flush merges writes to the same line.", "The store then sees one large write."], bank.Questions[1].Draft.Material.ProposedKeyPoints);
        Assert.Equal(["Name who writes and who reads the entry.", "Say how long they may disagree."], bank.Questions[3].Draft.Material.ProposedKeyPoints);
        Assert.Empty(bank.Questions[4].Draft.Material.ProposedKeyPoints);
        Assert.Contains(bank.Questions[4].Warnings, warning => warning.Code == "no-rubric");
        Assert.False(bank.Questions[1].Draft.Rubric.CanBeGraded);
        Assert.True(bank.AcceptProposals().Questions[1].Draft.Rubric.CanBeGraded);
        Assert.Empty(bank.AcceptProposals().Questions[1].Draft.Material.ProposedKeyPoints);
    }

    [Fact]
    public void Ranges_of_numbers_are_claims()
    {
        var bank = Document(ProbeBank);

        Assert.Equal([("Warm-up: Q1 to Q2", 2, 2), ("Hard: Q3 to Q5", 3, 3)], bank.Claims.Select(claim => (claim.Text, claim.Claimed, claim.Found)));
    }

    [Fact]
    public void Clean_Markdown_gives_the_same_question()
    {
        var copied = Document(ProbeBank).Questions[0].Draft;
        var bank = Document(ProbeMarkdown);
        var clean = bank.Questions[0].Draft;

        Assert.Equal(("probe-bank", 2), (bank.Format, bank.Questions.Length));
        Assert.Equal((copied.Key, copied.Stem, copied.Material.ShortAnswer), (clean.Key, clean.Stem, clean.Material.ShortAnswer));
        Assert.Equal((Texts(copied.Rubric.KeyPoints), Texts(copied.Material.FollowUps)), (Texts(clean.Rubric.KeyPoints), Texts(clean.Material.FollowUps)));
        Assert.Equal("Sample code or pseudocode", clean.Material.AnswerBlocks[^1].Heading);
        Assert.Equal("# Outline\n1) Check the input", clean.Material.AnswerBlocks[^1].Text);
        Assert.Equal(["Hard Questions"], bank.Questions[1].Draft.Topic.Path);
        Assert.Empty(bank.Unread);
    }

    [Fact]
    public void Line_ends_of_Windows_and_a_byte_order_mark_change_nothing()
    {
        var plain = Document(ProbeBank);
        var windows = Document("\uFEFF" + ProbeBank.ReplaceLineEndings("\r\n") + "\r\n");

        Assert.Equal(plain.Questions.Select(question => (question.Draft.Stem, Texts(question.Draft.Rubric.KeyPoints), Codes(question))), windows.Questions.Select(question => (question.Draft.Stem, Texts(question.Draft.Rubric.KeyPoints), Codes(question))));
    }
}
