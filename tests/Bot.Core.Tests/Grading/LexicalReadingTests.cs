using Bot.Core.Grading;
using Bot.Core.Grading.Lexical;
using Bot.Core.Questions;

namespace Bot.Core.Tests.Grading;

public sealed class LexicalReadingTests
{
    private const string Stem = "Why do transformers use scaled dot products in attention?";

    [Fact]
    public void A_stretch_is_told_from_the_question_that_it_repeats()
    {
        const string Answer = "Why do transformers use scaled dot products? Because large scores push the softmax to where its gradient vanishes.";
        var reading = Read(Answer);

        Assert.True(reading.IsCopied(0, 44));
        Assert.False(reading.IsCopied(45, Answer.Length));
        Assert.Empty(reading.Notes);
        Assert.True(reading.IsSubstantial);
    }

    [Fact]
    public void A_stretch_that_denies_a_criterion_is_told_from_one_that_says_it()
    {
        const string Answer = "Large scores do not push the softmax into saturation. Tokens are words. Tokens are not words.";
        var reading = Read(Answer);

        Assert.True(reading.DeniesPoint(0, 0, 53));
        Assert.False(reading.DeniesPoint(0, 54, 71));
        Assert.False(reading.DeniesFlag(0, 54, 71));
        Assert.True(reading.DeniesFlag(0, 72, Answer.Length));
    }

    [Fact]
    public void A_list_of_keywords_is_hardly_a_statement()
    {
        const string Answer = "softmax, scores, saturation, gradient, variance, dot product, key dimension, scaling";
        var reading = Read(Answer);

        Assert.InRange(reading.StatementOf(0, Answer.Length), 0, 0.3);
        Assert.InRange(reading.StatementOf(0, 0, Answer.Length), 0, 0.3);
        Assert.Equal(1, Read("The scores push the softmax into saturation.").StatementOf(0, 44));
    }

    private static LexicalReading Read(string answer) => new LexicalGrader(new LexicalOptions()).Read(
        new GradingRequest
        {
            Stem = Stem,
            Rubric = new Rubric
            {
                KeyPoints = [new KeyPoint { Text = "Large scores push the softmax into saturation" }],
                RedFlags = [new RedFlag { Text = "Claims that tokens are words" }],
            },
            Answer = answer,
        },
        CancellationToken.None);
}
