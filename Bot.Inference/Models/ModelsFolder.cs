namespace Bot.Inference.Models;

/// <summary>The folder in which models lie, each in a folder of its own.</summary>
/// <param name="Path">Its full path; it may be missing.</param>
public sealed record ModelsFolder(string Path)
{
    /// <summary>Finds the folder of the model that a setting or an argument means.</summary>
    /// <param name="model">The name of a folder in here or, with a slash, a path from the current directory.</param>
    /// <returns>The full path of a folder that may be missing.</returns>
    public string Find(string model) =>
        model.AsSpan().IndexOfAny('/', '\\') >= 0 || System.IO.Path.IsPathRooted(model)
            ? System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(model))
            : System.IO.Path.Combine(Path, model);

    /// <summary>Lists the folders of models.</summary>
    /// <returns>Full paths, in the order of their names.</returns>
    public IEnumerable<string> List() =>
        Directory.Exists(Path) ? Directory.GetDirectories(Path).Order(StringComparer.Ordinal) : [];
}
