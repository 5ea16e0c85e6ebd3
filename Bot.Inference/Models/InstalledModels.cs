using Microsoft.Extensions.Options;

namespace Bot.Inference.Models;

/// <summary>The models that are installed, and the one that is set.</summary>
public sealed class InstalledModels
{
    private readonly ModelsFolder _folder;
    private readonly InferenceOptions _options;
    private readonly ModelLoading _loading;

    internal InstalledModels(ModelsFolder folder, IOptions<InferenceOptions> options, ModelLoading loading) =>
        (_folder, _options, _loading) = (folder, options.Value, loading);

    /// <summary>Lists them, without reading more of each than its manifest.</summary>
    /// <returns>Those in the folder of models, and the one that is set wherever it lies, even if it is missing.</returns>
    public IReadOnlyList<InstalledModel> List()
    {
        var chosen = string.Equals(_options.Model, InferenceOptions.Lexical, StringComparison.OrdinalIgnoreCase) ? null : _folder.Find(_options.Model);
        var isMissing = chosen is not null && _options.Model == InferenceOptions.Default && !Directory.Exists(chosen);
        return [.. _folder.List().Concat(chosen is null || isMissing ? [] : [chosen]).Distinct().Select(folder => Describe(folder, isChosen: folder == chosen))];
    }

    /// <summary>Finds one.</summary>
    /// <param name="model">The name of its folder or, with a slash, its path.</param>
    /// <returns>It, even if it is missing.</returns>
    public InstalledModel Find(string model)
    {
        var folder = _folder.Find(model);
        return List().FirstOrDefault(installed => installed.Folder == folder) ?? Describe(folder, isChosen: false);
    }

    /// <summary>Loads one, after a look at every byte of it.</summary>
    /// <param name="model">The model.</param>
    /// <returns>It, ready to judge.</returns>
    /// <exception cref="ModelException">It cannot be used.</exception>
    public OpenModel Open(InstalledModel model) => _loading.Open(model.Folder);

    private InstalledModel Describe(string folder, bool isChosen)
    {
        try
        {
            var manifest = _loading.Describe(folder);
            return new InstalledModel(folder, manifest.Id, manifest.Kind, manifest.Size, manifest.Licence, isChosen, Fault: null);
        }
        catch (ModelException exception)
        {
            return new InstalledModel(folder, Id: null, Kind: null, Size: null, Licence: null, isChosen, exception.Message);
        }
    }
}

/// <summary>A model as its manifest describes it.</summary>
/// <param name="Folder">The full path of its folder.</param>
/// <param name="Id">The name that verdicts carry, <c>name@version</c>.</param>
/// <param name="Kind">What reads it.</param>
/// <param name="Size">The size of its files in bytes.</param>
/// <param name="Licence">The licence of its weights.</param>
/// <param name="IsChosen">Whether the settings name it.</param>
/// <param name="Fault">What is wrong with its manifest; the others but the folder are then <see langword="null"/>.</param>
public sealed record InstalledModel(string Folder, string? Id, string? Kind, long? Size, string? Licence, bool IsChosen, string? Fault);
