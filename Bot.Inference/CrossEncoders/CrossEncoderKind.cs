using Bot.Core.Grading;
using Bot.Inference.Models;
using Bot.Inference.Tokens;

namespace Bot.Inference.CrossEncoders;

/// <summary>Makes graders of published models that judge a pair of texts.</summary>
/// <param name="baseline">Finds what such a model does not: numbers, language, what is copied.</param>
internal sealed class CrossEncoderKind(LexicalGrader baseline) : IModelKind
{
    public string Name => ModelManifest.CrossEncoder;

    public IAnswerGrader Open(ModelFolder model, ModelGraphs graphs) =>
        new CrossEncoderGrader(model.Manifest, PublishedTokens.Load(model), graphs.Pairs, baseline);
}
