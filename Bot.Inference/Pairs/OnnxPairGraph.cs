using System.Diagnostics.CodeAnalysis;
using Bot.Inference.Devices;
using Bot.Inference.Graphs;
using Bot.Inference.Models;
using Microsoft.ML.OnnxRuntime;

namespace Bot.Inference.Pairs;

/// <summary>A pair graph on ONNX Runtime.</summary>
internal sealed class OnnxPairGraph : IPairGraph
{
    private readonly OnnxGraph _graph;

    private OnnxPairGraph(OnnxGraph graph, PairGraphPlan plan) => (_graph, Plan) = (graph, plan);

    public PairGraphPlan Plan { get; }

    /// <summary>Loads the graph of a model.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "The graph is disposed of with this.")]
    public static OnnxPairGraph Load(ModelFolder model, InferenceDevice device)
    {
        var plan = model.Manifest.Pairs;
        List<(string, string, Type)> inputs = [("pairs.inputs.ids", plan.Ids, typeof(long))];
        if (plan.Mask is { } mask)
            inputs.Add(("pairs.inputs.mask", mask, typeof(long)));
        if (plan.Segments is { } segments)
            inputs.Add(("pairs.inputs.segments", segments, typeof(long)));
        if (plan.Asked is { } asked)
            inputs.Add(("pairs.inputs.asked", asked, typeof(float)));
        return new OnnxPairGraph(OnnxGraph.Load(model, plan.Graph, device, inputs, ("pairs.output", plan.Output), plan.Labels.Length), plan);
    }

    public IReadOnlyList<PairLogits> Judge(IReadOnlyList<TokenPair> pairs, int length)
    {
        var batch = PairBatch.Of(pairs, length, Plan);
        long[] shape = [batch.Rows, batch.Length];
        List<OrtValue> inputs = [];
        try
        {
            inputs.Add(OrtValue.CreateTensorValueFromMemory(batch.Ids, shape));
            if (Plan.Mask is not null)
                inputs.Add(OrtValue.CreateTensorValueFromMemory(batch.Mask, shape));
            if (Plan.Segments is not null)
                inputs.Add(OrtValue.CreateTensorValueFromMemory(batch.Segments, shape));
            if (Plan.Asked is not null)
                inputs.Add(OrtValue.CreateTensorValueFromMemory(batch.Asked, shape));
            return Read(_graph.Run(inputs), pairs.Count);
        }
        finally
        {
            inputs.ForEach(input => input.Dispose());
        }
    }

    public void Dispose() => _graph.Dispose();

    private PairLogits[] Read(float[] output, int rows)
    {
        var columns = Plan.Labels.Length;
        if (output.Length != rows * columns)
            throw new InvalidOperationException($"The graph gave {output.Length} numbers for {rows} pairs of {columns}.");
        var (entails, neutral, contradicts) = (Plan.Labels.IndexOf(PairLabel.Entails), Plan.Labels.IndexOf(PairLabel.Neutral), Plan.Labels.IndexOf(PairLabel.Contradicts));
        var logits = new PairLogits[rows];
        for (var row = 0; row < rows; row++)
        {
            logits[row] = new PairLogits(At(row, entails), neutral < 0 && contradicts < 0 ? 0 : At(row, neutral), At(row, contradicts));
        }

        return logits;

        // A column that the graph does not have is impossible; a graph of a single one weighs it against nothing.
        float At(int row, int column) =>
            column < 0 ? float.NegativeInfinity
            : output[(row * columns) + column] is var logit && float.IsFinite(logit) ? logit
            : throw new InvalidOperationException($"The graph gave {logit} for a pair.");
    }
}
