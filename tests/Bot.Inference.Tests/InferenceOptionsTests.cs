using Bot.Inference.Devices;

namespace Bot.Inference.Tests;

public sealed class InferenceOptionsTests
{
    private readonly InferenceOptionsRules _rules = new();

    [Theory]
    [InlineData("lexical")]
    [InlineData("redflag-small")]
    [InlineData("/opt/models/minilm")]
    public void A_model_may_be_named_whether_it_is_there_or_not(string model) =>
        Assert.True(_rules.Validate(null, new InferenceOptions { Model = model }).Succeeded);

    [Theory]
    [InlineData(" ", InferenceDevice.Auto, "Inference:Model is blank. Name a model that \"redflag model list\" shows, or leave the setting out.")]
    [InlineData("lexical", (InferenceDevice)7, "Inference:Device is 7; it has to be auto, cpu or cuda.")]
    public void What_can_name_no_model_and_no_device_is_refused(string model, InferenceDevice device, string said) =>
        Assert.Equal(said, Assert.Single(_rules.Validate(null, new InferenceOptions { Model = model, Device = device }).Failures!));
}
