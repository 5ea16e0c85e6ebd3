using Bot.Core.Grading;
using Bot.Core.Questions;
using Bot.Inference.CrossEncoders;
using Bot.Inference.Devices;
using Bot.Inference.Models;
using Bot.Inference.Tests.Stage;
using Microsoft.Extensions.Options;

namespace Bot.Inference.Tests.Models;

public sealed class ModelLoadingTests : IDisposable
{
    private readonly ModelDraft _draft = ModelDraft.CrossEncoder();
    private readonly WrittenLog<ModelLoading> _log = new();

    public void Dispose() => _draft.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_model_that_is_set_by_its_name_or_its_path_judges(bool byPath)
    {
        await using var inUse = Loading(byPath ? _draft.Write() + "/" : Path.GetFileName(_draft.Write())).LoadChosen();

        Assert.Equal(("small-nli@2", InferenceDevice.Cpu, null, false), (inUse.Grader.Model, inUse.Device, inUse.Fault, inUse.IsBroken));
        Assert.Equal("small-nli@2", (await JudgeAsync(inUse)).Model);
        Assert.Empty(_log.Lines);
    }

    [Theory]
    [InlineData("lexical")]
    [InlineData("Lexical")]
    public async Task The_baseline_may_be_set_and_is_no_fault(string model)
    {
        await using var inUse = Loading(model).LoadChosen();

        Assert.Equal(("lexical@1", null, null, false), (inUse.Grader.Model, inUse.Device, inUse.Fault, inUse.IsBroken));
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public async Task Where_nothing_is_installed_and_nothing_set_the_baseline_judges_and_the_log_says_so_once()
    {
        await using var inUse = Loading(InferenceOptions.Default).LoadChosen();

        var missing = Path.Combine(_draft.Models, "redflag-small");
        Assert.Equal(("lexical@1", $"no model is installed: {missing} is missing", false), (inUse.Grader.Model, inUse.Fault, inUse.IsBroken));
        Assert.Equal([$"Warning: No model is installed: {missing} is missing. lexical@1 judges, which only compares words."], _log.Lines);
    }

    [Fact]
    public async Task A_model_that_was_named_and_is_missing_is_replaced_by_the_baseline()
    {
        await using var inUse = Loading("gpt").LoadChosen();

        await AssertReplacedAsync(inUse, $"{Path.Combine(_draft.Models, "gpt")} is missing. ");
    }

    [Fact]
    public async Task A_model_that_was_changed_is_replaced_by_the_baseline()
    {
        await File.AppendAllTextAsync(Path.Combine(_draft.Write(), "vocab.txt"), "more", TestContext.Current.CancellationToken);

        await using var inUse = Loading("small-nli").LoadChosen();

        await AssertReplacedAsync(inUse, $"{Path.Combine(_draft.Folder, "vocab.txt")} has 54 bytes instead of the 50 of its manifest. ");
    }

    [Fact]
    public async Task A_model_that_is_too_new_is_replaced_by_the_baseline()
    {
        _draft.Set("format", 2).Write();

        await using var inUse = Loading("small-nli").LoadChosen();

        await AssertReplacedAsync(inUse, $"{Path.Combine(_draft.Folder, "model.json")}: format is 2, too new for this Redflag");
    }

    [Fact]
    public async Task A_vocabulary_of_another_kind_is_named()
    {
        _draft.Set("tokenizer.kind", "unigram").Write();

        await using var inUse = Loading("small-nli").LoadChosen();

        await AssertReplacedAsync(inUse, $"{Path.Combine(_draft.Folder, "vocab.txt")} cannot be read as a vocabulary of this kind: ");
    }

    [Fact]
    public async Task Where_the_runtime_does_not_load_the_baseline_judges()
    {
        _draft.Write();

        await using var inUse = Loading("small-nli", new Unloadable()).LoadChosen();

        await AssertReplacedAsync(inUse, "ONNX Runtime does not load on this machine: libonnxruntime.so is missing. ");
    }

    [Fact]
    public async Task What_nobody_foresaw_is_no_reason_not_to_judge()
    {
        _draft.Write();

        await using var inUse = Loading("small-nli", new Broken()).LoadChosen();

        Assert.Equal(("lexical@1", $"{_draft.Folder} could not be loaded: NotSupportedException; the log says more", true), (inUse.Grader.Model, inUse.Fault, inUse.IsBroken));
        Assert.Equal([$"Error: The model {_draft.Folder} could not be loaded, so lexical@1 judges, which only compares words."], _log.Lines);
    }

    [Fact]
    public void Installed_models_are_listed_with_the_one_that_is_set_and_with_what_is_wrong()
    {
        _draft.Write();
        Directory.CreateDirectory(Path.Combine(_draft.Models, "empty"));
        var models = new InstalledModels(new ModelsFolder(_draft.Models), Options.Create(new InferenceOptions { Model = "small-nli" }), Loading("small-nli"));

        var listed = models.List();

        Assert.Equal(["empty", "small-nli"], listed.Select(model => Path.GetFileName(model.Folder)));
        Assert.StartsWith($"{Path.Combine(_draft.Models, "empty", "model.json")} is missing. ", listed[0].Fault, StringComparison.Ordinal);
        Assert.Equal(("small-nli@2", "cross-encoder", "Apache-2.0", true, null), (listed[1].Id, listed[1].Kind, listed[1].Licence, listed[1].IsChosen, listed[1].Fault));
        Assert.Equal(new FileInfo(Path.Combine(_draft.Folder, "vocab.txt")).Length + new FileInfo(Path.Combine(_draft.Folder, "onnx", "model.onnx")).Length, listed[1].Size);
        Assert.Equal(listed[1], models.Find("small-nli"));
        Assert.Contains("is missing", models.Find("gpt").Fault, StringComparison.Ordinal);
    }

    private ModelLoading Loading(string model, IExecutionProviders? providers = null)
    {
        providers ??= new OnnxProviders();
        var baseline = new LexicalGrader(new LexicalOptions());
        return new ModelLoading(
            new ModelsFolder(_draft.Models),
            Options.Create(new InferenceOptions { Model = model }),
            providers,
            new DeviceChoice(providers, InferenceDevice.Cpu, new WrittenLog<DeviceChoice>()),
            [new CrossEncoderKind(baseline)],
            baseline,
            _log);
    }

    private async Task AssertReplacedAsync(GraderInUse inUse, string fault)
    {
        Assert.Equal(("lexical@1", null, true), (inUse.Grader.Model, inUse.Device, inUse.IsBroken));
        Assert.StartsWith(fault, inUse.Fault, StringComparison.Ordinal);
        Assert.Equal([$"Error: The model cannot be used, so lexical@1 judges, which only compares words. {inUse.Fault}"], _log.Lines);
        Assert.Equal("lexical@1", (await JudgeAsync(inUse)).Model);
    }

    private static Task<Assessment> JudgeAsync(GraderInUse inUse) => inUse.Grader.AssessAsync(
        new GradingRequest { Stem = "What is a token?", Rubric = new Rubric { KeyPoints = [new KeyPoint { Text = "a token is a piece of text" }] }, Answer = "It is a piece of text." },
        TestContext.Current.CancellationToken);

    private sealed class Unloadable : IExecutionProviders
    {
        public IReadOnlyList<string> Names => throw new DllNotFoundException("libonnxruntime.so is missing.");

        public Version Version => throw new DllNotFoundException("libonnxruntime.so is missing.");
    }

    private sealed class Broken : IExecutionProviders
    {
        public IReadOnlyList<string> Names => [];

        public Version Version => throw new NotSupportedException("Nobody foresaw this.");
    }
}
