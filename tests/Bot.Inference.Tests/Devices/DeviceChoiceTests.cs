using Bot.Inference.Devices;
using Bot.Inference.Tests.Stage;

namespace Bot.Inference.Tests.Devices;

public sealed class DeviceChoiceTests
{
    private const string Cpu = "CPUExecutionProvider";

    private readonly WrittenLog<DeviceChoice> _log = new();
    private readonly List<InferenceDevice> _tried = [];

    [Theory]
    [InlineData(InferenceDevice.Auto, false, false, InferenceDevice.Cpu, "Information: The model nli@1 runs on the CPU.")]
    [InlineData(InferenceDevice.Auto, true, true, InferenceDevice.Cuda, "Information: The model nli@1 runs on CUDA.")]
    [InlineData(InferenceDevice.Auto, true, false, InferenceDevice.Cpu, "Information: No CUDA device took the model nli@1: libcudart.so is missing.", "Information: The model nli@1 runs on the CPU.")]
    [InlineData(InferenceDevice.Cpu, true, true, InferenceDevice.Cpu, "Information: The model nli@1 runs on the CPU.")]
    [InlineData(InferenceDevice.Cuda, true, true, InferenceDevice.Cuda, "Information: The model nli@1 runs on CUDA.")]
    [InlineData(InferenceDevice.Cuda, true, false, InferenceDevice.Cpu, "Warning: No CUDA device took the model nli@1: libcudart.so is missing.", "Information: The model nli@1 runs on the CPU.")]
    [InlineData(
        InferenceDevice.Cuda,
        false,
        false,
        InferenceDevice.Cpu,
        "Warning: The model nli@1 cannot run on CUDA, as Inference:Device asks: this Redflag was built without it. Build it with -p:OnnxRuntimeFlavor=Gpu, or set Inference:Device to auto or cpu.",
        "Information: The model nli@1 runs on the CPU.")]
    public void The_device_that_is_set_and_answers_is_used_and_said(InferenceDevice wanted, bool isBuiltForCuda, bool answers, InferenceDevice used, params string[] said)
    {
        var (opened, device) = Choose(wanted, isBuiltForCuda, answers);

        Assert.Equal((used, $"opened on {used}"), (device, opened));
        Assert.Equal(said, _log.Lines);
    }

    [Fact]
    public void A_device_that_is_not_wanted_or_not_there_is_not_tried()
    {
        Choose(InferenceDevice.Cpu, isBuiltForCuda: true, answers: true);
        Choose(InferenceDevice.Auto, isBuiltForCuda: false, answers: true);

        Assert.Equal([InferenceDevice.Cpu, InferenceDevice.Cpu], _tried);
    }

    [Fact]
    public void A_model_that_is_broken_is_broken_on_every_device()
    {
        var choice = new DeviceChoice(new Played([DeviceChoice.Cuda, Cpu]), InferenceDevice.Auto, _log);

        Assert.Throws<InvalidDataException>(() => choice.Open<string>("nli@1", _ => throw new InvalidDataException("It is no graph.")));
    }

    private (string Opened, InferenceDevice Device) Choose(InferenceDevice wanted, bool isBuiltForCuda, bool answers) =>
        new DeviceChoice(new Played(isBuiltForCuda ? [DeviceChoice.Cuda, Cpu] : [Cpu]), wanted, _log).Open("nli@1", device =>
        {
            _tried.Add(device);
            return device is InferenceDevice.Cuda && !answers ? throw new DllNotFoundException("libcudart.so is missing.") : $"opened on {device}";
        });

    private sealed record Played(IReadOnlyList<string> Names) : IExecutionProviders
    {
        public Version Version => ModelDraft.Runtime;
    }
}
