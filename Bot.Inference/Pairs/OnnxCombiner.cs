using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Bot.Inference.Devices;
using Bot.Inference.Graphs;
using Bot.Inference.Models;
using Microsoft.ML.OnnxRuntime;

namespace Bot.Inference.Pairs;

/// <summary>The graph that combines features, on the CPU: it is small, and many callers may run it at once.</summary>
internal sealed class OnnxCombiner : ICombiner, IDisposable
{
    private const int Columns = 2;

    private readonly OnnxGraph _graph;

    private OnnxCombiner(OnnxGraph graph, ImmutableArray<string> features) => (_graph, Features) = (graph, features);

    public ImmutableArray<string> Features { get; }

    /// <summary>Loads the graph of a model.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "The graph is disposed of with this.")]
    public static OnnxCombiner Load(ModelFolder model, CombinerPlan plan) => new(
        OnnxGraph.Load(
            model, plan.Graph, InferenceDevice.Cpu, [("combiner.input", plan.Input, typeof(float))], ("combiner.output", plan.Output), Columns),
        plan.Features);

    public Task<IReadOnlyList<Combined>> CombineAsync(IReadOnlyList<ImmutableArray<float>> criteria, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<IReadOnlyList<Combined>>(cancellationToken)
            : Task.FromResult(Combine(criteria));

    public void Dispose() => _graph.Dispose();

    private IReadOnlyList<Combined> Combine(IReadOnlyList<ImmutableArray<float>> criteria)
    {
        if (criteria.Count == 0)
        {
            return [];
        }

        var features = new float[criteria.Count * Features.Length];
        for (var i = 0; i < criteria.Count; i++)
        {
            if (criteria[i].Length != Features.Length)
                throw new ArgumentException($"A criterion has {criteria[i].Length} features instead of {Features.Length}.", nameof(criteria));
            criteria[i].CopyTo(features, i * Features.Length);
        }

        using var input = OrtValue.CreateTensorValueFromMemory(features, [criteria.Count, Features.Length]);
        var output = _graph.Run([input]);
        return output.Length == criteria.Count * Columns
            ? [.. output.Chunk(Columns).Select(row => new Combined(Check(row[0]), Check(row[1])))]
            : throw new InvalidOperationException($"The graph gave {output.Length} numbers for {criteria.Count} criteria of {Columns}.");
    }

    // A sum may be a rounding error beyond its range.
    private static double Check(float probability) =>
        float.IsFinite(probability) ? Math.Clamp(probability, 0, 1) : throw new InvalidOperationException($"The graph gave {probability} for a criterion.");
}
