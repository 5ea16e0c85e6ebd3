using Bot.Core.Tests.Architecture;

namespace Bot.Inference.Tests.Architecture;

public sealed class InferenceConventions() : AssemblyConventions(typeof(InferenceOptions).Assembly, "Bot.Inference");
