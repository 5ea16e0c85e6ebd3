using System.Text.Json.Nodes;
using Bot.Inference.Devices;
using Bot.Inference.Models;
using Bot.Inference.Pairs;
using Bot.Inference.Tests.Stage;

namespace Bot.Inference.Tests.Pairs;

public sealed class OnnxPairGraphTests : IDisposable
{
    private readonly ModelDraft _draft = ModelDraft.CrossEncoder();

    public void Dispose() => _draft.Dispose();

    [Fact]
    public void The_columns_of_the_output_are_read_as_the_manifest_names_them()
    {
        using var graph = OnnxPairGraph.Load(_draft.Open(), InferenceDevice.Cpu);

        // Token 5 adds 15, 16 and 17, [CLS] and [SEP] 6, 7, 8 and 9, 10, 11; what stands in the second text counts ten times.
        var logits = Assert.Single(graph.Judge([PlayedPairs.Pair([4], [5])], 16));

        Assert.Equal(new PairLogits(Entails: 16 + 7 + 10 + (10 * (13 + 10)), Neutral: 17 + 8 + 11 + (10 * (14 + 11)), Contradicts: 15 + 6 + 9 + (10 * (12 + 9))), logits);
    }

    [Theory]
    [InlineData("[\"entails\"]", 1, 0f, float.NegativeInfinity)]
    [InlineData("[\"neutral\",\"entails\"]", 2, 0f, float.NegativeInfinity)]
    public void A_graph_with_fewer_columns_leaves_open_what_it_does_not_say(string labels, int columns, float neutral, float contradicts)
    {
        using var draft = ModelDraft.CrossEncoder();
        draft.With("onnx/model.onnx", SampleGraphs.Sums([.. Enumerable.Range(0, 10 * columns).Select(i => i % columns == columns - 1 ? 1f : 0f)], columns)).Set("pairs.labels", JsonNode.Parse(labels));
        using var graph = OnnxPairGraph.Load(draft.Open(), InferenceDevice.Cpu);

        var logits = Assert.Single(graph.Judge([PlayedPairs.Pair([], [])], 16));

        Assert.Equal(new PairLogits(Entails: 1 + 1 + 10, neutral, contradicts), logits);
    }

    [Theory]
    [InlineData("pairs.inputs.ids", "\"ids\"", "pairs.inputs.ids", "is \"ids\", which the graph onnx/model.onnx does not have: it takes input_ids, attention_mask, token_type_ids")]
    [InlineData("pairs.inputs.segments", null, "pairs.inputs", "does not name \"token_type_ids\", which the graph onnx/model.onnx wants")]
    [InlineData("pairs.inputs.asked", "\"input_ids\"", "pairs.inputs.asked", "is \"input_ids\", of which the graph onnx/model.onnx wants elements of type Int64, not Single")]
    [InlineData("pairs.output", "\"scores\"", "pairs.output", "is \"scores\", which the graph onnx/model.onnx does not have: it gives logits")]
    [InlineData("pairs.labels", "[\"entails\",\"neutral\"]", "pairs.output", "is \"logits\", of which the graph onnx/model.onnx gives [-1, 3] of Single, not [rows, 2] of Single")]
    public void A_manifest_that_does_not_fit_its_graph_is_told_what_the_graph_has(string path, string? value, string field, string said)
    {
        var model = _draft.Set(path, value is null ? null : JsonNode.Parse(value)).Open();

        var fault = Assert.Throws<ModelException>(() => OnnxPairGraph.Load(model, InferenceDevice.Cpu));

        Assert.Equal((Path.Combine(model.Path, "model.json"), field), (fault.File, fault.Field));
        Assert.Contains($": {field} {said}. ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_graph_is_named()
    {
        var model = _draft.With("onnx/model.onnx", [1, 2, 3]).Open();

        var fault = Assert.Throws<ModelException>(() => OnnxPairGraph.Load(model, InferenceDevice.Cpu));

        Assert.StartsWith($"{Path.Combine(model.Path, "onnx", "model.onnx")} is no graph that this runtime can run: ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_graph_that_gives_no_number_is_not_believed()
    {
        using var draft = ModelDraft.CrossEncoder();
        using var graph = OnnxPairGraph.Load(draft.With("onnx/model.onnx", SampleGraphs.Sums([.. Enumerable.Repeat(float.NaN, 30)])).Open(), InferenceDevice.Cpu);

        Assert.Throws<InvalidOperationException>(() => graph.Judge([PlayedPairs.Pair([4], [5])], 16));
    }

    [Fact]
    public async Task A_combiner_gives_probabilities_in_the_order_of_the_criteria()
    {
        using var draft = ModelDraft.Small();
        var model = draft.Open();
        using var combiner = OnnxCombiner.Load(model, model.Manifest.Combiner!);

        var combined = await combiner.CombineAsync([[0.25f, 0.125f], [1.00001f, 0]], TestContext.Current.CancellationToken);

        Assert.Equal([new Combined(0.25, 0.125), new Combined(1, 0)], combined);
        Assert.Empty(await combiner.CombineAsync([], TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<ArgumentException>(() => combiner.CombineAsync([[0.25f]], TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<InvalidOperationException>(() => combiner.CombineAsync([[float.NaN, 0]], TestContext.Current.CancellationToken));
    }
}
