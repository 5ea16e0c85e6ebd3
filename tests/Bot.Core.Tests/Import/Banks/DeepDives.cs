using static Bot.Core.Tests.Import.Banks.GivenBanks;

namespace Bot.Core.Tests.Import.Banks;

public sealed class DeepDives
{
    [Fact]
    public void Questions_that_lost_their_headings_are_found_and_named_and_said_to_be_named()
    {
        var bank = Document(DeepDive);

        Assert.Equal(("deep-dive", "Queue Questions (12+ Detailed Q&A)"), (bank.Format, bank.Title));
        Assert.Equal(["Message Queues", "Brokers differ in what they promise", "Retry loop", "The model loops"], bank.Questions.Select(question => question.Draft.Stem));
        Assert.All(bank.Questions, question => Assert.True(question.IsTitleInferred));
        Assert.All(bank.Questions, question => Assert.Contains(question.Warnings, warning => warning.Code == "missing-title"));
        Assert.Equal(["1. Basics", "2. Late"], bank.Sections);
        Assert.Equal([("12+ Detailed Q&A", 12, 4)], bank.Claims.Select(claim => (claim.Text, claim.Claimed, claim.Found)));
        Assert.Empty(bank.Unread);
        Assert.Equal([(1, 1), (3, 3), (5, 5)], bank.Furniture.Select(range => (range.From, range.To)));
    }

    [Fact]
    public void Parts_that_are_glued_to_the_sentence_before_are_taken_off_it()
    {
        var question = Document(DeepDive).Questions[0].Draft;
        var material = question.Material;

        Assert.Equal(["Whether you know why queues exist at all."], material.Probes);
        Assert.Equal(
            ">A queue decouples who sends from who works. It absorbs peaks.> | Core parts>>Producer: Sends and goes on. + Consumer: Takes one at a time. | Trade-off>latency grows with length.> | Why it helps>A peak becomes a backlog.>",
            Texts(material.AnswerBlocks));
        Assert.Equal("“It makes things faster” with no word on ordering.", Texts(question.Rubric.RedFlags));
        Assert.Equal([("“Queues are fast.” — No idea of peaks.", "“They trade latency for safety.” — Knows the price.")], material.WeakStrong.Select(pair => (pair.Weak, pair.Strong)));
        Assert.Equal("A senior runs one; a staff engineer says when there should be none.", material.SeniorStaffLens);
        Assert.Equal("The backlog doubles each hour. Write the plan.", material.WorkSample);
        Assert.Equal(["One-liner: “A queue is a shock absorber.”", "Name the parts."], material.AnswerTemplate);
        Assert.Equal("A shop queued its orders and slept at night.", material.RealWorldExample);
        Assert.Equal([("backpressure", "The way in which the slow tell the fast to wait. Say it once.")], material.BigWords.Select(word => (word.Term, word.Text)));
        Assert.Equal([("Is AMQ: a thing?", "No."), ("Why acknowledge?", "So that nothing is lost.")], material.QaChain.Select(pair => (pair.Question, pair.Answer)));
        Assert.Equal(["“Queues, plainly” — example.org/queues"], material.FurtherReading);
    }

    [Fact]
    public void Sums_that_were_taken_for_formulas_are_mended_with_a_trace()
    {
        var question = Document(DeepDive).Questions[0];

        Assert.Equal(
            "Failure mode>The consumer dies with a message in hand. What now? = It is delivered again after a while. | Cost>What does a queue cost? = Between $50K/month and $90K/month in our shop, $5 of it for the disk.",
            Texts(question.Draft.Material.FollowUps));
        Assert.Contains(question.Warnings, warning => warning is { Code: "repaired-maths", Message: "\"50K/monthand50K/month and \" was read as \"$50K/month and $\"." });
    }

    [Fact]
    public void A_table_that_lost_its_borders_is_kept_as_text_and_flagged()
    {
        var question = Document(DeepDive).Questions[1];

        Assert.Equal(
            ">Brokers differ in what they promise.> | The landscape>BrokerOrderCost\nHareTotalCheap per message\nOxPer keyDear per message> | Rules>>Choose by the promise, not by the name.",
            Texts(question.Draft.Material.AnswerBlocks));
        Assert.Contains(question.Warnings, warning => warning.Code == "flattened-table");
        Assert.Equal(">Which one keeps order? = The one that has one consumer per key.", Texts(question.Draft.Material.FollowUps));
    }

    [Fact]
    public void A_stub_is_said_to_be_one_and_a_trace_keeps_its_lines()
    {
        var bank = Document(DeepDive);

        Assert.Contains(bank.Questions[2].Warnings, warning => warning.Code == "terse");
        Assert.Empty(bank.Questions[2].Draft.Material.ProposedKeyPoints);
        Assert.StartsWith("The model loops>Thought: I need the time.\nAction: clock()\nObservation: noon.", Texts(bank.Questions[3].Draft.Material.AnswerBlocks), StringComparison.Ordinal);
    }

    [Fact]
    public void Clean_Markdown_keeps_its_titles()
    {
        var bank = Document(
            """
            # Queue Questions

            ## 1. Basics
            ### 1. Explain message queues
            **What interviewers are really testing:** Whether you know why queues exist at all.

            **Answer:** A queue decouples who sends from who works for \$50K or less.

            #### Core parts
            - **Producer:** Sends and goes on.
            - Consumer: Takes one at a time.

            **Red flag answer:** “It makes things faster”.

            **Follow-up chain:**
            - **Failure mode:** "The consumer dies. What now?" — It is delivered again.

            ### 2. Compare brokers
            **Answer:** They differ in what they promise.

            | Broker | Order |
            |---|---|
            | Hare | Total |

            **Senior vs Staff lens.** A senior runs one.
            """);

        Assert.Equal(("deep-dive", 2), (bank.Format, bank.Questions.Length));
        Assert.Equal(["Explain message queues", "Compare brokers"], bank.Questions.Select(question => question.Draft.Stem));
        Assert.All(bank.Questions, question => Assert.False(question.IsTitleInferred));
        Assert.Equal(["1. Basics"], bank.Sections);
        Assert.Equal(">A queue decouples who sends from who works for $50K or less.> | Core parts>>Producer: Sends and goes on. + Consumer: Takes one at a time.", Texts(bank.Questions[0].Draft.Material.AnswerBlocks));
        Assert.Equal("A senior runs one.", bank.Questions[1].Draft.Material.SeniorStaffLens);
        Assert.Equal(">They differ in what they promise.\n| Broker | Order |\n|---|---|\n| Hare | Total |>", Texts(bank.Questions[1].Draft.Material.AnswerBlocks));
        Assert.Equal("Failure mode>The consumer dies. What now? = It is delivered again.", Texts(bank.Questions[0].Draft.Material.FollowUps));
    }
}
