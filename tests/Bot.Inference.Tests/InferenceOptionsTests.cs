namespace Bot.Inference.Tests;

public sealed class InferenceOptionsTests
{
    private readonly InferenceOptionsRules _rules = new();

    [Theory]
    [InlineData("lexical")]
    [InlineData("Lexical")]
    public void The_baseline_may_be_named(string model) =>
        Assert.True(_rules.Validate(null, new InferenceOptions { Model = model }).Succeeded);

    [Fact]
    public void A_model_that_there_is_not_is_refused_with_the_one_that_there_is()
    {
        var verdict = _rules.Validate(null, new InferenceOptions { Model = "minilm" });

        Assert.Equal("Inference:Model is \"minilm\"; there is only \"lexical\". Leave the setting out.", Assert.Single(verdict.Failures!));
    }
}
