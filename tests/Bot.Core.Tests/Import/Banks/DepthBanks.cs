using static Bot.Core.Tests.Import.Banks.GivenBanks;

namespace Bot.Core.Tests.Import.Banks;

public sealed class DepthBanks
{
    [Fact]
    public void Claims_are_compared_with_what_is_there()
    {
        var bank = Document(DepthBank);

        Assert.Equal(("depth-bank", "Network Questions"), (bank.Format, bank.Title));
        Assert.Equal([("20+ questions", 20, 4), ("Basics (3 Questions)", 3, 3), ("Design (1 Questions)", 1, 1)], bank.Claims.Select(claim => (claim.Text, claim.Claimed, claim.Found)));
        Assert.Contains(bank.Warnings, warning => warning is { Code: "claim", Message: "\"20+ questions\" claims 20; found were 4." });
        Assert.Empty(bank.Unread);
    }

    [Fact]
    public void Sections_and_subsections_are_told_apart_although_their_levels_are_lost()
    {
        var bank = Document(DepthBank);

        Assert.Equal(["Basics/Addresses", "Basics/Addresses", "Basics/Names", "Design"], bank.Questions.Select(question => string.Join('/', question.Draft.Topic.Path)));
        Assert.Equal(["Core", "Advanced", null, "System Design"], bank.Questions.Select(question => question.Draft.Level?.Written));
    }

    [Fact]
    public void An_enumeration_in_running_text_becomes_key_points()
    {
        var question = Document(DepthBank).Questions[1].Draft;

        Assert.Equal(@"look up all prefixes that match, in O(1) per length | take the longest \( (1) \mid x \) | forward.", Texts(question.Rubric.KeyPoints));
        Assert.Equal(@"Expected depth>The steps are:>look up all prefixes that match, in O(1) per length + take the longest \( (1) \mid x \) + forward. | >Name a trie as data structure.>", Texts(question.Material.AnswerBlocks));
        Assert.Equal("Why not the first match?", Assert.Single(question.Material.FollowUps).Text);
        Assert.Equal("Only mentions \"the table\" without prefixes.", Texts(question.Rubric.RedFlags));
    }

    [Fact]
    public void Prose_is_no_rubric_and_gives_a_proposal()
    {
        var question = Document(DepthBank).Questions[3];

        Assert.Empty(question.Draft.Rubric.KeyPoints);
        Assert.Equal(["Answer from memory, replicate everywhere, and let stale records live a little."], question.Draft.Material.ProposedKeyPoints);
        Assert.Contains(question.Warnings, warning => warning.Code == "rubric-proposed");
    }

    [Fact]
    public void Text_that_is_cut_off_is_flagged_and_escapes_are_taken_off_with_a_trace()
    {
        var question = Document(DepthBank).Questions[2];

        Assert.Contains(question.Warnings, warning => warning is { Code: "truncated", Line: 17 });
        Assert.Contains(question.Warnings, warning => warning is { Code: "unescaped", Line: 19 });
        Assert.Contains(question.Warnings, warning => warning is { Code: "unknown-level", Line: 16 });
        Assert.Equal("Thinks <ttl> is a route.", Texts(question.Draft.Rubric.RedFlags));
    }

    [Fact]
    public void The_table_and_the_scenarios_behind_the_last_question_are_none_of_it()
    {
        var bank = Document(DepthBank);

        Assert.Equal([("Prefix", @"What addresses share: \(a \mid b\)"), ("Anycast", "One address, many machines")], bank.Concepts.Select(concept => (concept.Term, concept.Summary)));
        Assert.Equal(["Split Brain: two halves that both answer: Paper A, Paper B"], bank.Scenarios.Select(scenario => $"{scenario.Title}: {scenario.Description}: {string.Join(", ", scenario.Sources)}"));
        Assert.Equal([(20, 23)], bank.Questions[^1].Lines.Select(range => (range.From - 1, range.To - 1)));
    }

    [Fact]
    public void Clean_Markdown_gives_the_same_questions()
    {
        var bank = Document(
            """
            # Network Questions

            ## Basics (3 Questions)
            ### Addresses

            **1. (Core) What is a subnet?**

            *Expected depth:* A range of addresses with a common prefix.

            *Follow-up:* "What's the mask of a /24?"

            *Red flag:* Cannot say how many addresses a prefix leaves.
            """);

        var question = Assert.Single(bank.Questions).Draft;
        Assert.Equal(("depth-bank", "What is a subnet?", "Core", "Basics/Addresses"), (bank.Format, question.Stem, question.Level?.Written, string.Join('/', question.Topic.Path)));
        Assert.Equal(("What's the mask of a /24?", "Cannot say how many addresses a prefix leaves."), (question.Material.FollowUps[0].Text, question.Rubric.RedFlags[0].Text));
        Assert.Equal("Expected depth>A range of addresses with a common prefix.>", Texts(question.Material.AnswerBlocks));
    }
}
