using System.Text.Json.Nodes;
using Bot.Inference.Tests.Stage;

namespace Bot.Host.Tests.Commands;

public sealed class ModelCommandTests : IDisposable
{
    private readonly CommandLine _line = new();
    private readonly ModelDraft _model = ModelDraft.CrossEncoder();

    public void Dispose()
    {
        _model.Dispose();
        _line.Dispose();
    }

    [Fact]
    public async Task The_model_that_is_set_is_marked_among_those_that_are_installed()
    {
        var outcome = await RunAsync(_model.Write(), "list");

        Assert.Equal((0, ""), (outcome.Exit, outcome.Error));
        Assert.Contains($"* small-nli@2, cross-encoder, 0.0 MB, Apache-2.0, {_model.Folder}{Environment.NewLine}", outcome.Output, StringComparison.Ordinal);
        Assert.EndsWith($"* is what Inference:Model names. \"redflag model verify\" tries it.{Environment.NewLine}", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_model_that_is_set_the_baseline_is_named()
    {
        var outcome = await RunAsync("lexical", "list");

        Assert.Equal((0, ""), (outcome.Exit, outcome.Error));
        Assert.EndsWith($"No installed model is set: the baseline judges, which compares words.{Environment.NewLine}", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_are_told_of_models_as_json()
    {
        var outcome = await RunAsync(_model.Write(), "list", "--json");

        var model = JsonNode.Parse(outcome.Output)!["models"]!.AsArray().Single(model => (bool)model!["isChosen"]!)!.AsObject();
        Assert.Equal(["folder", "id", "kind", "size", "licence", "isChosen", "fault"], model.Select(field => field.Key));
        Assert.Equal((_model.Folder, "small-nli@2", "cross-encoder", null), ((string)model["folder"]!, (string)model["id"]!, (string)model["kind"]!, (string?)model["fault"]));
    }

    [Fact]
    public async Task A_model_that_is_whole_and_judges_is_right()
    {
        var outcome = await RunAsync("lexical", "verify", _model.Write());

        Assert.Equal((0, ""), (outcome.Exit, outcome.Error));
        Assert.Matches(
            $@"\Asmall-nli@2, cross-encoder, 0\.0 MB, Apache-2\.0, {_model.Folder}: its files are whole, and it judged a sample on the CPU in [\d,]+ ms\r?\n\z", outcome.Output);
    }

    [Fact]
    public async Task A_model_that_was_changed_is_wrong_and_the_file_is_named()
    {
        var vocabulary = Path.Combine(_model.Write(), "vocab.txt");
        await File.AppendAllTextAsync(vocabulary, "more", TestContext.Current.CancellationToken);

        var outcome = await RunAsync(_model.Folder, "verify", _model.Folder);
        var told = await RunAsync(_model.Folder, "verify", _model.Folder, "--json");

        var fault = $"{vocabulary} has 54 bytes instead of the 50 of its manifest. It is incomplete or was changed; install the model again";
        Assert.Equal(new(1, "", $"Wrong: {fault}{Environment.NewLine}"), outcome);
        Assert.Equal((1, ""), (told.Exit, told.Error));
        Assert.Equal((false, fault), ((bool)JsonNode.Parse(told.Output)!["ok"]!, (string)JsonNode.Parse(told.Output)!["models"]![0]!["detail"]!));
    }

    [Fact]
    public async Task A_model_that_cannot_judge_is_wrong_and_says_why()
    {
        var folder = _model.With("onnx/model.onnx", SampleGraphs.Sums([.. Enumerable.Repeat(float.NaN, 30)])).Write();

        var outcome = await RunAsync("lexical", "verify", folder);

        Assert.Equal((1, ""), (outcome.Exit, outcome.Output));
        Assert.Contains(": its files are whole, but it could not judge a sample: The graph gave NaN for a pair. ", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_is_not_there_is_wrong()
    {
        var outcome = await RunAsync("lexical", "verify", "gpt");

        Assert.Equal((1, ""), (outcome.Exit, outcome.Output));
        Assert.Matches(@"\AWrong: .*gpt is missing\. ", outcome.Error);
    }

    [Fact]
    public async Task A_wrong_setting_is_told_before_anything_is_looked_at()
    {
        var outcome = await _line.RunProcessAsync(new Dictionary<string, string> { ["REDFLAG__Inference__Device"] = "tpu" }, "model", "list");

        Assert.Equal(new(1, "", $"Setting wrong: Inference:Device is \"tpu\", which is none of auto, cpu, cuda.{Environment.NewLine}"), outcome);
    }

    [Fact]
    public async Task Answers_are_graded_by_the_model_that_is_set_and_else_by_the_baseline_which_says_so()
    {
        var folder = _model.Write();
        const string Line = """{"id":1,"stem":"What is a token?","keyPoints":["a token is a piece of text"],"answer":"It is a piece of text."}""";

        var right = await GradeAsync(Line, folder);
        await File.AppendAllTextAsync(Path.Combine(folder, "vocab.txt"), "more", TestContext.Current.CancellationToken);
        var broken = await GradeAsync(Line, folder);

        Assert.Equal((0, "", "small-nli@2"), (right.Exit, right.Error, (string)JsonNode.Parse(right.Output)!["model"]!));
        Assert.Equal((0, "lexical@1"), (broken.Exit, (string)JsonNode.Parse(broken.Output)!["model"]!));
        Assert.StartsWith($"lexical@1 judges, which only compares words, because {Path.Combine(folder, "vocab.txt")} has 54 bytes", broken.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bot_whose_model_cannot_be_used_starts_and_says_who_judges()
    {
        Directory.CreateDirectory(_model.Folder);
        var settings = new Dictionary<string, string> { ["REDFLAG__LocalChat__Port"] = "0", ["REDFLAG__Inference__Model"] = _model.Folder };

        using var bot = await _line.ServeAsync(settings);
        bot.Kill();

        var outcome = await _line.RunProcessAsync(settings, "check", "--json", "--data", _line.Data);
        var grader = JsonNode.Parse(outcome.Output)!["checks"]!.AsArray().Single(check => (string)check!["name"]! == "Grader")!;
        Assert.Equal("wrong", (string)grader["state"]!);
        Assert.StartsWith($"the model cannot be used. {Path.Combine(_model.Folder, "model.json")} is missing. ", (string)grader["detail"]!, StringComparison.Ordinal);
    }

    private async Task<CommandLine.Outcome> RunAsync(string model, params string[] arguments)
    {
        var outcome = await _line.RunProcessAsync(new Dictionary<string, string> { ["REDFLAG__Inference__Model"] = model }, ["model", .. arguments, "--data", _line.Data]);

        Assert.False(Directory.Exists(_line.Data));
        return outcome;
    }

    private Task<CommandLine.Outcome> GradeAsync(string line, string model) =>
        _line.FeedProcessAsync(new Dictionary<string, string> { ["REDFLAG__Inference__Model"] = model }, line, "grade");
}
