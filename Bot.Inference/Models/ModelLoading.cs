using System.Diagnostics.CodeAnalysis;
using Bot.Core.Grading;
using Bot.Inference.Devices;
using Bot.Inference.Pairs;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Bot.Inference.Models;

/// <summary>Loads models.</summary>
/// <param name="folder">Where they lie.</param>
/// <param name="options">Which is set.</param>
/// <param name="providers">What there is to run them on.</param>
/// <param name="devices">Chooses among it.</param>
/// <param name="kinds">Make graders of them.</param>
/// <param name="baseline">Judges where none can be loaded.</param>
/// <param name="logger">The log.</param>
internal sealed partial class ModelLoading(
    ModelsFolder folder,
    IOptions<InferenceOptions> options,
    IExecutionProviders providers,
    DeviceChoice devices,
    IEnumerable<IModelKind> kinds,
    LexicalGrader baseline,
    ILogger<ModelLoading> logger)
{
    /// <summary>Loads the model that is set. Where that cannot be, the baseline takes its place; the log says so once.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "An edge: whatever is wrong with a model, the baseline judges in its place, and the log and the start-up say so.")]
    public GraderInUse LoadChosen()
    {
        var chosen = options.Value.Model;
        if (string.Equals(chosen, InferenceOptions.Lexical, StringComparison.OrdinalIgnoreCase))
        {
            return GraderInUse.Chosen(baseline);
        }

        var path = folder.Find(chosen);
        if (chosen == InferenceOptions.Default && !Directory.Exists(path))
        {
            Log.NotInstalled(logger, path, baseline.Model);
            return GraderInUse.InPlaceOf($"no model is installed: {path} is missing", baseline, isBroken: false);
        }

        try
        {
            return GraderInUse.Of(Open(path));
        }
        catch (ModelException exception)
        {
            Log.Unusable(logger, exception.Message, baseline.Model);
            return GraderInUse.InPlaceOf(exception.Message, baseline, isBroken: true);
        }
        catch (Exception exception)
        {
            Log.Failed(logger, exception, path, baseline.Model);
            return GraderInUse.InPlaceOf($"{path} could not be loaded: {exception.GetType().Name}; the log says more", baseline, isBroken: true);
        }
    }

    /// <summary>Loads a model.</summary>
    /// <param name="path">Its folder.</param>
    /// <exception cref="ModelException">It cannot be used.</exception>
    [SuppressMessage("Reliability", "CA2000", Justification = "They are disposed of with the model.")]
    public OpenModel Open(string path)
    {
        var model = ModelFolder.Open(path, VersionOfTheRuntime());
        var kind = kinds.SingleOrDefault(kind => kind.Name == model.Manifest.Kind)
            ?? throw new ModelException(Path.Combine(path, ManifestReader.FileName), "kind", $"is \"{model.Manifest.Kind}\", for which this Redflag has no grader", "Upgrade Redflag, or choose another model");
        var (graph, device) = devices.Open<IPairGraph>(model.Manifest.Id, device => OnnxPairGraph.Load(model, device));
        var pairs = new PairBatcher(graph);
        OnnxCombiner? combiner = null;
        try
        {
            combiner = model.Manifest.Combiner is { } plan ? OnnxCombiner.Load(model, plan) : null;
            return new OpenModel(kind.Open(model, new ModelGraphs(pairs, combiner)), device, async () =>
            {
                await pairs.DisposeAsync();
                combiner?.Dispose();
            });
        }
        catch
        {
            combiner?.Dispose();
            pairs.Close();
            throw;
        }
    }

    /// <summary>Reads what a model says of itself, without looking at its other files.</summary>
    /// <param name="path">Its folder.</param>
    /// <exception cref="ModelException">It has no manifest, or one with a fault.</exception>
    public ModelManifest Describe(string path) => ManifestReader.Read(path, VersionOfTheRuntime());

    private Version VersionOfTheRuntime()
    {
        try
        {
            return providers.Version;
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException or TypeInitializationException)
        {
            throw new ModelException(
                "ONNX Runtime",
                null,
                $"does not load on this machine: {(exception.InnerException ?? exception).Message.ReplaceLineEndings(" ").TrimEnd('.')}",
                "It needs a 64-bit Linux with glibc, Windows, or macOS; elsewhere set Inference:Model to lexical",
                exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The model cannot be used, so {Baseline} judges, which only compares words. {Fault}")]
        public static partial void Unusable(ILogger logger, string fault, string baseline);

        [LoggerMessage(2, LogLevel.Warning, "No model is installed: {Path} is missing. {Baseline} judges, which only compares words.")]
        public static partial void NotInstalled(ILogger logger, string path, string baseline);

        [LoggerMessage(3, LogLevel.Error, "The model {Path} could not be loaded, so {Baseline} judges, which only compares words.")]
        public static partial void Failed(ILogger logger, Exception exception, string path, string baseline);
    }
}
