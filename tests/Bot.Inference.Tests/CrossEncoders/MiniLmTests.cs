using Bot.Core.Grading;
using Bot.Core.Questions;
using Bot.Inference.CrossEncoders;
using Bot.Inference.Devices;
using Bot.Inference.Models;
using Bot.Inference.Pairs;
using Bot.Inference.Tests.Pairs;
using Bot.Inference.Tests.Stage;
using Microsoft.Extensions.Options;

namespace Bot.Inference.Tests.CrossEncoders;

/// <summary>A model of the shape of MiniLM-L6 is put into a folder, set, and judges; its weights mean nothing, so only its ways are looked at.</summary>
public sealed class MiniLmTests : IDisposable
{
    private readonly ModelDraft _draft = ModelDraft.CrossEncoder().With("onnx/model.onnx", SampleGraphs.MiniLm(vocabulary: 10));

    public void Dispose() => _draft.Dispose();

    [Fact]
    public async Task It_plugs_in_by_a_folder_and_a_setting()
    {
        await using var inUse = Load();

        var request = new GradingRequest
        {
            Stem = "What is a token?",
            Rubric = new Rubric
            {
                KeyPoints = [new KeyPoint { Text = "a token is a piece" }, new KeyPoint { Text = "text is tokens", Weight = 2 }],
                RedFlags = [new RedFlag { Text = "Claims that a token is text" }],
            },
            Answer = "A token is a piece. Text is tokens! Is it?",
        };
        var first = await inUse.Grader.AssessAsync(request, TestContext.Current.CancellationToken);
        var second = await inUse.Grader.AssessAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal("small-nli@2", first.Model);
        Assert.Equal([1, 2], first.KeyPoints.Select(point => point.Weight));
        Assert.All(first.KeyPoints, point => Assert.InRange(point.AtLeastPartly, 0.0001, 0.9999));
        Assert.Equal(first.KeyPoints.Select(point => point.Covered), second.KeyPoints.Select(point => point.Covered));
        Assert.Equal(first.RedFlags.Select(flag => flag.Probability), second.RedFlags.Select(flag => flag.Probability));
    }

    [Fact]
    public void What_it_says_of_a_pair_does_not_depend_on_the_pairs_beside_it_nor_on_what_fills_the_row()
    {
        using var graph = OnnxPairGraph.Load(_draft.Open(), InferenceDevice.Cpu);
        var pairs = Enumerable.Range(1, 9).Select(i => PlayedPairs.Pair(Enumerable.Range(0, i).Select(j => 4 + ((i + j) % 6)), [4, 5, 6, 7])).ToList();

        var together = graph.Judge(pairs, 16);

        Assert.Equal(pairs.Count, together.Distinct().Count());
        for (var i = 0; i < pairs.Count; i++)
        {
            var alone = Assert.Single(graph.Judge([pairs[i]], 32));
            Assert.Equal(together[i].Entails, alone.Entails, 0.0005f);
            Assert.Equal(together[i].Neutral, alone.Neutral, 0.0005f);
            Assert.Equal(together[i].Contradicts, alone.Contradicts, 0.0005f);
        }
    }

    private GraderInUse Load()
    {
        _draft.Write();
        var baseline = new LexicalGrader(new LexicalOptions());
        var providers = new OnnxProviders();
        return new ModelLoading(
            new ModelsFolder(_draft.Models),
            Options.Create(new InferenceOptions { Model = "small-nli" }),
            providers,
            new DeviceChoice(providers, InferenceDevice.Auto, new WrittenLog<DeviceChoice>()),
            [new CrossEncoderKind(baseline)],
            baseline,
            new WrittenLog<ModelLoading>()).LoadChosen();
    }
}
