using Microsoft.ML.OnnxRuntime;

namespace Bot.Inference.Devices;

/// <summary>What the runtime can run graphs on.</summary>
internal interface IExecutionProviders
{
    /// <summary>Gets the names of the providers that the runtime was built with; whether a device answers is not said.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Gets the version of the runtime.</summary>
    Version Version { get; }
}

/// <summary>What ONNX Runtime says of itself.</summary>
internal sealed class OnnxProviders : IExecutionProviders
{
    public IReadOnlyList<string> Names => OrtEnv.Instance().GetAvailableProviders();

    public Version Version => Version.Parse(OrtEnv.Instance().GetVersionString().Split('-')[0]);
}
