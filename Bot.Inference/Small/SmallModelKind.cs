using Bot.Core.Grading;
using Bot.Inference.Models;

namespace Bot.Inference.Small;

/// <summary>Makes graders of models such as the one that comes with Redflag.</summary>
/// <param name="words">Reads what words alone tell.</param>
internal sealed class SmallModelKind(LexicalGrader words) : IModelKind
{
    private const string InstallAgain = "Install the model again";

    public string Name => ModelManifest.Small;

    public IAnswerGrader Open(ModelFolder model, ModelGraphs graphs)
    {
        var manifest = model.Manifest;
        var pieces = Read(model.PathTo(manifest.Tokenizer.Vocabulary), WordPieces.Read);
        var file = model.PathTo(manifest.Vectors ?? throw new InvalidOperationException("A manifest of this kind names its vectors."));
        var vectors = Read(file, StaticVectors.Read);
        if (vectors.Rows != pieces.Count)
            throw new ModelException(file, null, $"has {vectors.Rows} vectors for the {pieces.Count} pieces of the vocabulary", InstallAgain);

        var small = new SmallModel
        {
            Id = manifest.Id,
            Pieces = pieces,
            Vectors = vectors,
            Limits = manifest.Windows,
            KeyPointDoubt = manifest.KeyPointDoubt,
            RedFlagDoubt = manifest.RedFlagDoubt,
        };
        var combiner = graphs.Combiner ?? throw new InvalidOperationException("A model of this kind has a combiner.");
        try
        {
            return new RedflagGrader(small, graphs.Pairs, combiner, words);
        }
        catch (InvalidDataException exception)
        {
            throw new ModelException(Path.Combine(model.Path, ManifestReader.FileName), "combiner.features", $"cannot be served: {exception.Message.TrimEnd('.')}", "Upgrade Redflag, or choose another model", exception);
        }
    }

    private static T Read<T>(string path, Func<Stream, T> read)
    {
        try
        {
            using var file = File.OpenRead(path);
            return read(file);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new ModelException(path, null, $"cannot be read: {exception.Message.TrimEnd('.')}", InstallAgain, exception);
        }
    }
}
