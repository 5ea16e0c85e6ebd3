using Bot.Core.Grading;
using Bot.Inference.Devices;
using Bot.Inference.Models;

namespace Bot.Inference;

/// <summary>What judges answers in this run, and why it does.</summary>
public sealed class GraderInUse : IAsyncDisposable
{
    private readonly OpenModel? _model;

    private GraderInUse(IAnswerGrader grader, OpenModel? model, string? fault, bool isBroken) =>
        (Grader, _model, Fault, IsBroken) = (grader, model, fault, isBroken);

    /// <summary>Gets what judges.</summary>
    public IAnswerGrader Grader { get; }

    /// <summary>Gets the device on which it runs; <see langword="null"/> of what needs no model.</summary>
    public InferenceDevice? Device => _model?.Device;

    /// <summary>Gets why the baseline stands in for a model; <see langword="null"/> when it does not.</summary>
    public string? Fault { get; }

    /// <summary>Gets a value indicating whether the model that is set is there and cannot be used, or was named and is missing.</summary>
    public bool IsBroken { get; }

    /// <summary>A grader that was set and needs no model.</summary>
    /// <param name="grader">It.</param>
    /// <returns>What judges.</returns>
    public static GraderInUse Chosen(IAnswerGrader grader) => new(grader, model: null, fault: null, isBroken: false);

    /// <summary>A model.</summary>
    /// <param name="model">It; disposed of with this.</param>
    /// <returns>What judges.</returns>
    public static GraderInUse Of(OpenModel model) => new(model.Grader, model, fault: null, isBroken: false);

    /// <summary>A grader that stands in for a model.</summary>
    /// <param name="fault">Why.</param>
    /// <param name="grader">It.</param>
    /// <param name="isBroken">Whether something has to be mended.</param>
    /// <returns>What judges.</returns>
    public static GraderInUse InPlaceOf(string fault, IAnswerGrader grader, bool isBroken) => new(grader, model: null, fault, isBroken);

    /// <summary>Gives the model's memory back.</summary>
    /// <returns>A task that ends when that is done.</returns>
    public ValueTask DisposeAsync() => _model?.DisposeAsync() ?? ValueTask.CompletedTask;
}
