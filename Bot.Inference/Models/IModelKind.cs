using Bot.Core.Grading;
using Bot.Inference.Pairs;

namespace Bot.Inference.Models;

/// <summary>Makes graders of models of one kind.</summary>
internal interface IModelKind
{
    /// <summary>Gets the kind, as manifests name it.</summary>
    string Name { get; }

    /// <summary>Makes the grader of a model.</summary>
    /// <param name="model">The model; its files are what its manifest says.</param>
    /// <param name="graphs">Its graphs, loaded; they outlive the grader.</param>
    /// <exception cref="ModelException">One of its files cannot be read.</exception>
    IAnswerGrader Open(ModelFolder model, ModelGraphs graphs);
}

/// <summary>The graphs of a model.</summary>
/// <param name="Pairs">Judges pairs.</param>
/// <param name="Combiner">Combines features; <see langword="null"/> where the manifest has none.</param>
internal sealed record ModelGraphs(IPairModel Pairs, ICombiner? Combiner);
