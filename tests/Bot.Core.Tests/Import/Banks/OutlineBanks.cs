using Bot.Core.Questions;
using static Bot.Core.Tests.Import.Banks.GivenBanks;

namespace Bot.Core.Tests.Import.Banks;

public sealed class OutlineBanks
{
    [Fact]
    public void Lists_that_were_run_together_on_one_line_are_taken_apart()
    {
        var bank = Document(OutlineBank);
        var question = bank.Questions[0].Draft;

        Assert.Equal(("outline-bank", "Index Questions", "Trees"), (bank.Format, bank.Title, Assert.Single(bank.Sections)));
        Assert.Equal("What does a B-tree index cost?", question.Stem);
        Assert.Equal("Each write touches the index, too. | generic: Two prices: | Space on disk (m - n pages). | Slower inserts. | In 2026 most engines do this.", Texts(question.Rubric.KeyPoints));
        Assert.Equal(["about 1.3x the space", "3-4 levels. Rarely 5."], question.Rubric.Numbers.Select(number => number.Text));
        Assert.Equal(">When is it not used? | >What about (a, b)?", Texts(question.Material.FollowUps));
        Assert.Equal("Saying \"indexes are free\". They aren't. | Indexing everything.", Texts(question.Rubric.RedFlags));
        Assert.Empty(bank.Unread);
    }

    [Fact]
    public void Tags_become_level_frequency_kind_and_origins()
    {
        var bank = Document(OutlineBank);
        var (first, second) = (bank.Questions[0], bank.Questions[1]);

        Assert.Equal(("senior", Frequency.VeryCommon, Kind.Tradeoff), (first.Draft.Level!.Written, first.Draft.Frequency!.Value, first.Draft.Kind!.Value));
        Assert.Equal(["A shop's blog (2026)", "heard twice"], first.Draft.Material.Origins);
        Assert.Equal(["Cost & latency", "Storage"], first.Draft.Topic.CrossCutting);
        Assert.Equal(["db/01_trees/", "db/02_writes/"], first.Draft.Material.Modules);
        Assert.Equal(["odd"], second.Draft.Topic.CrossCutting);
        Assert.Equal(["db/01_trees/"], second.Draft.Material.Modules);
        Assert.Contains(second.Warnings, warning => warning.Code == "unknown-tag");
    }

    [Fact]
    public void Lists_inside_lists_facts_with_a_date_and_numbers_that_are_none_are_flagged()
    {
        var bank = Document(OutlineBank);

        Assert.Contains(bank.Questions[0].Warnings, warning => warning.Code == "list-header");
        Assert.Contains(bank.Questions[0].Warnings, warning => warning.Code == "dated");
        Assert.Empty(bank.Questions[1].Draft.Rubric.Numbers);
        Assert.Contains(bank.Questions[1].Warnings, warning => warning.Code == "no-numbers");
    }

    [Fact]
    public void Clean_Markdown_gives_the_same_question()
    {
        var bank = Document(
            """
            # Index Questions
            ## Trees
            ### Q: "What does a B-tree index cost?"
            **Tags:** senior · very-common · tradeoff · source: A shop's blog (2026); heard twice

            **Answer outline:**
            - Each write touches the index, too.
            - Two prices:
              - Space on disk (m - n pages).
              - Slower inserts.
            - In 2026 most engines do this.
            - **Numbers to drop:**
              - “about 1.3x the space”
              - “3-4 levels. Rarely 5.”

            **Common follow-ups:**
            - "When is it not used?"
            - "What about (a, b)?"

            **Traps:**
            - Saying "indexes are free". They aren't.
            - Indexing everything.
            """);

        var (copied, clean) = (Document(OutlineBank).Questions[0].Draft, Assert.Single(bank.Questions).Draft);
        Assert.Equal("outline-bank", bank.Format);
        Assert.Equal((copied.Key, copied.Stem, copied.Level), (clean.Key, clean.Stem, clean.Level));
        Assert.Equal(copied.Rubric, clean.Rubric);
        Assert.Equal(Texts(copied.Material.FollowUps), Texts(clean.Material.FollowUps));
    }
}
