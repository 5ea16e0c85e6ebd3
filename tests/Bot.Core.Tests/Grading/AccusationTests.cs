using Bot.Core.Grading.Lexical;
using Bot.Core.Questions;

namespace Bot.Core.Tests.Grading;

public sealed class AccusationTests
{
    [Theory]
    [InlineData("Recommends compression without a check of recall", FlagSort.Omission, "compression", "check of recall")]
    [InlineData("Describes both encodings without a pair of sentences", FlagSort.Omission, "both encodings", "pair of sentences")]
    [InlineData("Proposes the pipeline without saying how its quality is measured", null, "the pipeline", "how its quality is measured")]
    [InlineData("Writes the mask without a word on padded positions", null, "Writes the mask", "padded positions")]
    [InlineData("Writes the mask without a word about padded positions", FlagSort.Omission, "Writes the mask", "padded positions")]
    [InlineData("Explains that scores are scaled without naming the softmax", null, "scores are scaled", "softmax")]
    [InlineData("Only mentions recall but never precision", null, "recall", "precision")]
    [InlineData("Says nothing about padding", null, null, "padding")]
    [InlineData("Says nothing on padding", FlagSort.Omission, null, "padding")]
    [InlineData("The answer does not mention padding.", null, null, "padding")]
    [InlineData("Says how recall is measured", FlagSort.Omission, null, "how recall is measured")]
    public void What_is_left_out_is_told_from_what_is_covered(string text, FlagSort? sort, string? covered, string missing) =>
        Assert.Equal(new Accusation.LeavesOut(covered, missing), Assert.Single(Accusation.Read(text, sort)));

    [Theory]
    [InlineData("Claims that a model runs well without further work", "a model runs well without further work")]
    [InlineData("Recommends compression without a check of recall", "compression without a check of recall")]
    public void A_claim_that_something_works_without_another_is_a_claim(string text, string claim) =>
        Assert.Equal(new Accusation.Says(claim, Absolutely: false), Assert.Single(Accusation.Read(text, null)));

    [Fact]
    public void Alternatives_are_accusations_of_their_own_unless_the_text_is_read_as_one()
    {
        const string Text = "Says tokens are words or does not mention subwords";

        Assert.Equal(
            [new Accusation.Says("tokens are words", Absolutely: false), new Accusation.LeavesOut(null, "subwords")],
            Accusation.Read(Text, null));
        Assert.Equal(new Accusation.Says("tokens are words or does not mention subwords", Absolutely: false), Accusation.ReadAsOne(Text, null));
    }

    [Theory]
    [InlineData("Explains that tokens are pieces.", "tokens are pieces")]
    [InlineData("The answer notes why scores are scaled", "scores are scaled")]
    [InlineData("Tokens are pieces", "Tokens are pieces")]
    [InlineData("Names “byte pairs”", "byte pairs")]
    [InlineData("Names .", "Names ")]
    public void What_a_key_point_asks_for_is_taken_out_of_it(string text, string told) => Assert.Equal(told, Accusation.ToldBy(text));
}
