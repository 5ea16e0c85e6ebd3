using System.Collections.Immutable;
using Bot.Core.Grading;
using Bot.Core.Tests;
using Bot.Inference.Models;
using Bot.Inference.Pairs;
using Bot.Inference.Small;
using Bot.Inference.Tokens;

namespace Bot.Inference.Tests.Small;

public sealed class SmallModelKindTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("redflag-model-");
    private readonly SmallModelKind _kind = new(new LexicalGrader(new LexicalOptions()));

    public SmallModelKindTests()
    {
        File.Copy(Repository.PathTo("models", "redflag-small", "vocab.txt"), PathTo("vocab.txt"));
        Write("vectors.bin", Recorded.Vectors());
    }

    [Fact]
    public void A_grader_is_made_of_vocabulary_and_vectors() => Assert.Equal("redflag-small@1", Open("odds", "recall").Model);

    [Fact]
    public void Vectors_of_another_vocabulary_are_refused()
    {
        Write("vectors.bin", Recorded.Vectors(rows: 100));

        Assert.Equal($"{PathTo("vectors.bin")} has 100 vectors for the 14000 pieces of the vocabulary. Install the model again", Refusal());
    }

    [Fact]
    public void A_file_that_is_no_file_of_vectors_is_refused()
    {
        File.WriteAllText(PathTo("vectors.bin"), "what?");

        Assert.Equal($"{PathTo("vectors.bin")} cannot be read: The file of vectors is cut short. Install the model again", Refusal());
    }

    [Theory]
    [InlineData("the\nof\n", "A vocabulary begins with the lines [PAD] [UNK] [CLS] [SEP] [MASK]")]
    [InlineData("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\na\n", "A line of the vocabulary stands there twice")]
    public void A_file_that_is_no_vocabulary_is_refused(string content, string why)
    {
        File.WriteAllText(PathTo("vocab.txt"), content);

        Assert.Equal($"{PathTo("vocab.txt")} cannot be read: {why}. Install the model again", Refusal());
    }

    [Fact]
    public void A_combiner_that_wants_to_know_more_is_refused() =>
        Assert.Equal(
            $"{PathTo("model.json")}: combiner.features cannot be served: The feature \"shoeSize\" is not measured by this version. Upgrade Redflag, or choose another model",
            Refusal("odds", "shoeSize"));

    public void Dispose() => _folder.Delete(recursive: true);

    private string Refusal(params string[] features) => Assert.Throws<ModelException>(() => Open(features)).Message;

    private IAnswerGrader Open(params string[] features) =>
        _kind.Open(new ModelFolder(_folder.FullName, Manifest()), new ModelGraphs(new Idle(), new Idle { Features = [.. features] }));

    private string PathTo(string file) => Path.Combine(_folder.FullName, file);

    private void Write(string file, MemoryStream content) => File.WriteAllBytes(PathTo(file), content.ToArray());

    private static ModelManifest Manifest() => new()
    {
        Name = "redflag-small",
        Version = "1",
        Licence = "MIT",
        Kind = ModelManifest.Small,
        Files = [],
        Tokenizer = new TokenizerPlan { Kind = TokenizerKind.Redflag, Vocabulary = "vocab.txt", Unknown = 1 },
        Pairs = new PairGraphPlan
        {
            Graph = "judge.onnx",
            Ids = "ids",
            Output = "logits",
            Labels = [],
            StatementFirst = true,
            Longest = 160,
            Start = [2],
            Between = [3],
            End = [3],
            Padding = 0,
        },
        Vectors = "vectors.bin",
        KeyPointDoubt = new DoubtBand(0.4, 0.6),
        RedFlagDoubt = new DoubtBand(0.4, 0.6),
        Windows = Recorded.Limits,
    };

    /// <summary>Graphs that nobody runs.</summary>
    private sealed class Idle : IPairModel, ICombiner
    {
        public ImmutableArray<string> Features { get; init; } = [];

        public Task<IReadOnlyList<PairLogits>> JudgeAsync(IReadOnlyList<TokenPair> pairs, CancellationToken cancellationToken) => throw new InvalidOperationException("Nobody runs it.");

        public Task<IReadOnlyList<Combined>> CombineAsync(IReadOnlyList<ImmutableArray<float>> criteria, CancellationToken cancellationToken) => throw new InvalidOperationException("Nobody runs it.");
    }
}
