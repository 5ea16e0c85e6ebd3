using System.Diagnostics.CodeAnalysis;
using Bot.Inference.Devices;
using Bot.Inference.Models;
using Microsoft.ML.OnnxRuntime;

namespace Bot.Inference.Graphs;

/// <summary>A graph, loaded once and run by many; its inputs and outputs are what the manifest says.</summary>
internal sealed class OnnxGraph : IDisposable
{
    private const int MostThreads = 4;

    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly string[] _inputs;
    private readonly string[] _outputs;

    private OnnxGraph(InferenceSession session, string[] inputs, string output) => (_session, _inputs, _outputs) = (session, inputs, [output]);

    /// <summary>Loads a graph.</summary>
    /// <param name="model">The model.</param>
    /// <param name="graph">The file of the graph.</param>
    /// <param name="device"><see cref="InferenceDevice.Cpu"/> or <see cref="InferenceDevice.Cuda"/>.</param>
    /// <param name="inputs">The fields of the manifest that name its inputs, with what they name and the type of its elements, in the order in which they are given to <see cref="Run"/>.</param>
    /// <param name="output">The field that names its output, with what it names.</param>
    /// <param name="columns">How many columns the output has to have.</param>
    /// <exception cref="ModelException">The file is no graph, or not one with these inputs and this output.</exception>
    /// <exception cref="OnnxRuntimeException">The device does not answer.</exception>
    [SuppressMessage("Reliability", "CA2000", Justification = "The session is disposed of with the graph, and where that comes to nothing.")]
    public static OnnxGraph Load(
        ModelFolder model,
        string graph,
        InferenceDevice device,
        IReadOnlyList<(string Field, string Name, Type Type)> inputs,
        (string Field, string Name) output,
        int columns)
    {
        var file = model.PathTo(graph);
        using var options = Options(device);
        InferenceSession session;
        try
        {
            session = new InferenceSession(file, options);
        }
        catch (OnnxRuntimeException exception) when (device is InferenceDevice.Cpu)
        {
            throw new ModelException(file, null, $"is no graph that this runtime can run: {exception.Message.ReplaceLineEndings(" ").TrimEnd('.', ' ')}", "Install the model again, or upgrade Redflag", exception);
        }

        try
        {
            Check(Path.Combine(model.Path, ManifestReader.FileName), graph, session, inputs, output, columns);
            return new OnnxGraph(session, [.. inputs.Select(input => input.Name)], output.Name);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Runs it. Safe for many threads at once.</summary>
    /// <param name="inputs">The inputs, in the order of <see cref="Load"/>.</param>
    /// <returns>The output, row by row.</returns>
    public float[] Run(IReadOnlyCollection<OrtValue> inputs)
    {
        using var outputs = _session.Run(_run, _inputs, inputs, _outputs);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }

    public void Dispose()
    {
        _run.Dispose();
        _session.Dispose();
    }

    // Threads that spin would take the processors from the rest of the bot; batches are small, so one operator at a time.
    private static SessionOptions Options(InferenceDevice device)
    {
        var options = new SessionOptions
        {
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            IntraOpNumThreads = Math.Clamp(Environment.ProcessorCount, 1, MostThreads),
            InterOpNumThreads = 1,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        options.AddSessionConfigEntry("session.inter_op.allow_spinning", "0");
        if (device is not InferenceDevice.Cuda)
        {
            return options;
        }

        try
        {
            options.AppendExecutionProvider_CUDA();
            return options;
        }
        catch
        {
            options.Dispose();
            throw;
        }
    }

    private static void Check(
        string manifest,
        string graph,
        InferenceSession session,
        IReadOnlyList<(string Field, string Name, Type Type)> inputs,
        (string Field, string Name) output,
        int columns)
    {
        foreach (var (field, name, type) in inputs)
        {
            if (!session.InputMetadata.TryGetValue(name, out var input))
                throw Fault(field, $"is \"{name}\", which the graph {graph} does not have: it takes {string.Join(", ", session.InputNames)}");
            if (input.ElementType != type)
                throw Fault(field, $"is \"{name}\", of which the graph {graph} wants elements of type {input.ElementType?.Name}, not {type.Name}");
        }

        if (session.InputNames.Except(inputs.Select(input => input.Name)).FirstOrDefault() is { } left)
            throw Fault(inputs[0].Field[..inputs[0].Field.LastIndexOf('.')], $"does not name \"{left}\", which the graph {graph} wants");
        if (!session.OutputMetadata.TryGetValue(output.Name, out var result))
            throw Fault(output.Field, $"is \"{output.Name}\", which the graph {graph} does not have: it gives {string.Join(", ", session.OutputNames)}");
        if (result.ElementType != typeof(float) || result.Dimensions is not [_, var width] || (width > 0 && width != columns))
            throw Fault(output.Field, $"is \"{output.Name}\", of which the graph {graph} gives [{string.Join(", ", result.Dimensions)}] of {result.ElementType?.Name}, not [rows, {columns}] of Single");

        ModelException Fault(string field, string fault) =>
            new(manifest, field, fault, "Correct the manifest as docs/models.md describes it");
    }
}
