namespace Bot.Inference.Devices;

/// <summary>Where graphs are to run.</summary>
public enum InferenceDevice
{
    /// <summary>On CUDA where a device answers, else on the CPU.</summary>
    Auto,

    /// <summary>On the CPU.</summary>
    Cpu,

    /// <summary>On CUDA; where none answers, on the CPU after all, with a warning.</summary>
    Cuda,
}
