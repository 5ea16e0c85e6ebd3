using Bot.Core.Grading;
using Bot.Core.Questions;

namespace Bot.Core.Tests.Grading;

internal static class GivenAnswers
{
    public static readonly LexicalGrader Grader = new(new LexicalOptions());

    public static GradingRequest Masking(string answer) => new()
    {
        Stem = "What is a causal mask in a decoder, and what goes wrong without it?",
        Rubric = new Rubric
        {
            KeyPoints =
            [
                new KeyPoint { Text = "The causal mask prevents each position from attending to future tokens" },
                new KeyPoint { Text = "Masked scores are set to minus infinity before the softmax, so their weights become zero" },
                new KeyPoint { Text = "Without it, training leaks the label, so the loss looks great but generation fails" },
            ],
            RedFlags =
            [
                new RedFlag { Text = "Claims that the mask is only needed to hide padding" },
                new RedFlag { Text = "Says the mask makes attention linear" },
            ],
            Numbers = [new NumberToMention("about 128k tokens"), new NumberToMention("O(n^2)")],
        },
        Answer = answer,
    };

    public const string StrongAnswer =
        """
        The causal mask prevents a position from attending to future tokens, so every token only sees what came earlier.
        In practice you set the masked scores to -inf before the softmax, which means their weights become zero.
        Without it training leaks the label: the loss looks great, but generation fails badly.
        """;

    public static GradingRequest Flag(string flag, string answer, FlagSort? sort = null, Exemplars? exemplars = null) => new()
    {
        Stem = "Tell me about tokenization.",
        Rubric = new Rubric
        {
            KeyPoints = [new KeyPoint { Text = "Subword units balance vocabulary size against sequence length" }],
            RedFlags = [new RedFlag { Text = flag, Sort = sort, Exemplars = exemplars ?? Exemplars.None }],
        },
        Answer = answer,
    };

    public static GradingRequest Point(string point, string answer, Exemplars? exemplars = null) => new()
    {
        Stem = "Explain it.",
        Rubric = new Rubric { KeyPoints = [new KeyPoint { Text = point, Exemplars = exemplars ?? Exemplars.None }] },
        Answer = answer,
    };

    public static Verdict Judge(GradingRequest request) =>
        Given.Policy.Decide(Grader.AssessAsync(request, CancellationToken.None).GetAwaiter().GetResult());
}
