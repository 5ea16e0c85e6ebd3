using Bot.Core.Grading;
using Bot.Inference.Devices;

namespace Bot.Inference.Models;

/// <summary>A model that is loaded and can judge.</summary>
public sealed class OpenModel : IAsyncDisposable
{
    private readonly Func<ValueTask> _close;

    internal OpenModel(IAnswerGrader grader, InferenceDevice device, Func<ValueTask> close) => (Grader, Device, _close) = (grader, device, close);

    /// <summary>Gets what judges.</summary>
    public IAnswerGrader Grader { get; }

    /// <summary>Gets the device on which it runs.</summary>
    /// <value><see cref="InferenceDevice.Cpu"/> or <see cref="InferenceDevice.Cuda"/>.</value>
    public InferenceDevice Device { get; }

    /// <summary>Gives the graphs' memory back, once what waits is judged.</summary>
    /// <returns>A task that ends when that is done.</returns>
    public ValueTask DisposeAsync() => _close();
}
