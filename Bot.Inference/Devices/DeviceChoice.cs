using Microsoft.Extensions.Logging;
using Microsoft.ML.OnnxRuntime;

namespace Bot.Inference.Devices;

/// <summary>Chooses the device on which a model runs, by trying. What it settled on is said in the log.</summary>
/// <param name="providers">What there is.</param>
/// <param name="wanted">What is set.</param>
/// <param name="logger">The log.</param>
internal sealed partial class DeviceChoice(IExecutionProviders providers, InferenceDevice wanted, ILogger<DeviceChoice> logger)
{
    /// <summary>The provider that runs graphs on CUDA.</summary>
    public const string Cuda = "CUDAExecutionProvider";

    /// <summary>Opens a model on the device that is set, or on the one that takes its place.</summary>
    /// <typeparam name="T">What is opened.</typeparam>
    /// <param name="model">The model's name, for the log.</param>
    /// <param name="open">Opens it on CUDA or on the CPU; on CUDA it may fail.</param>
    /// <returns>What was opened, and on which device: <see cref="InferenceDevice.Cpu"/> or <see cref="InferenceDevice.Cuda"/>.</returns>
    public (T Opened, InferenceDevice Device) Open<T>(string model, Func<InferenceDevice, T> open)
    {
        if (wanted is not InferenceDevice.Cpu && TryCuda(model, open, out var opened))
        {
            return (opened, InferenceDevice.Cuda);
        }

        var there = open(InferenceDevice.Cpu);
        Log.OnCpu(logger, model);
        return (there, InferenceDevice.Cpu);
    }

    private bool TryCuda<T>(string model, Func<InferenceDevice, T> open, out T opened)
    {
        opened = default!;
        if (!providers.Names.Contains(Cuda, StringComparer.Ordinal))
        {
            if (wanted is InferenceDevice.Cuda)
            {
                Log.NotBuiltForCuda(logger, model);
            }

            return false;
        }

        try
        {
            opened = open(InferenceDevice.Cuda);
            Log.OnCuda(logger, model);
            return true;
        }
        catch (Exception exception) when (exception is OnnxRuntimeException or DllNotFoundException or EntryPointNotFoundException)
        {
            Log.CudaFailed(logger, wanted is InferenceDevice.Cuda ? LogLevel.Warning : LogLevel.Information, model, exception.Message);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "The model {Model} runs on the CPU.")]
        public static partial void OnCpu(ILogger logger, string model);

        [LoggerMessage(2, LogLevel.Information, "The model {Model} runs on CUDA.")]
        public static partial void OnCuda(ILogger logger, string model);

        [LoggerMessage(3, LogLevel.Warning, "The model {Model} cannot run on CUDA, as Inference:Device asks: this Redflag was built without it. Build it with -p:OnnxRuntimeFlavor=Gpu, or set Inference:Device to auto or cpu.")]
        public static partial void NotBuiltForCuda(ILogger logger, string model);

        [LoggerMessage(EventId = 4, Message = "No CUDA device took the model {Model}: {Reason}")]
        public static partial void CudaFailed(ILogger logger, LogLevel level, string model, string reason);
    }
}
