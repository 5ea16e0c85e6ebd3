using System.Collections.Immutable;

namespace Bot.Core.Import.Yaml;

/// <summary>
/// A pack as it lies on disk: its own file, <c>NAME.yaml</c>, and the one of exemplars beside it, <c>NAME.exemplars.yaml</c>, if there is one.
/// The latter is part of the pack and never a pack itself.
/// </summary>
public sealed record PackFile
{
    private const string Mark = ".exemplars";

    private static readonly ImmutableArray<string> Extensions = [".yaml", ".yml"];

    private PackFile(string path, string? exemplarsPath)
    {
        Path = path;
        ExemplarsPath = exemplarsPath;
    }

    /// <summary>Gets the path of the pack's own file.</summary>
    public string Path { get; }

    /// <summary>Gets the path of the file of exemplars.</summary>
    /// <value><see langword="null"/> when there is none.</value>
    public string? ExemplarsPath { get; }

    /// <summary>Tells by a file's name whether it holds exemplars.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="pack">The path of the pack that they belong to, whether or not that is there.</param>
    /// <returns><see langword="false"/> for any other file.</returns>
    public static bool IsExemplars(string path, out string pack)
    {
        var extension = System.IO.Path.GetExtension(path);
        var name = path[..^extension.Length];
        var isMarked = IsYaml(path) && name.EndsWith(Mark, StringComparison.Ordinal);
        pack = isMarked ? name[..^Mark.Length] + extension : path;
        return isMarked;
    }

    /// <summary>Gets the path at which a pack's exemplars lie, if it has any.</summary>
    /// <param name="pack">The path of the pack's own file.</param>
    /// <returns><c>NAME.exemplars.yaml</c> beside <c>NAME.yaml</c>.</returns>
    public static string ExemplarsOf(string pack)
    {
        var extension = System.IO.Path.GetExtension(pack);
        return pack[..^extension.Length] + Mark + extension;
    }

    /// <summary>Finds what belongs to a pack.</summary>
    /// <param name="path">The path of the pack's own file.</param>
    /// <returns>The pack, not read yet.</returns>
    public static PackFile At(string path) =>
        new(path, IsYaml(path) && ExemplarsOf(path) is var exemplars && File.Exists(exemplars) ? exemplars : null);

    /// <summary>Finds the packs of a folder.</summary>
    /// <param name="folder">The folder; what lies in folders below is left alone.</param>
    /// <returns>The packs by name. Exemplars whose pack is missing count as one, so that reading it can tell.</returns>
    public static IReadOnlyList<PackFile> ListIn(string folder) =>
    [
        .. Directory.EnumerateFiles(folder)
            .Where(IsYaml)
            .Select(path => IsExemplars(path, out var pack) ? pack : path)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(At),
    ];

    /// <summary>Reads the pack with its exemplars.</summary>
    /// <returns>The pack, or what is wrong with its files.</returns>
    /// <exception cref="IOException">A file cannot be opened or read.</exception>
    public PackReading Read()
    {
        if (ExemplarsPath is null)
        {
            using var alone = File.OpenRead(Path);
            return YamlPackReader.Read(Path, alone);
        }

        if (!File.Exists(Path))
        {
            return new PackReading.Faulty([new PackFault(ExemplarsPath, 1, 1, "", $"The pack of these exemplars is missing: {Path}.", "Put it there, or take this file away.")]);
        }

        using var content = File.OpenRead(Path);
        using var exemplars = File.OpenRead(ExemplarsPath);
        return YamlPackReader.Read(Path, content, ExemplarsPath, exemplars);
    }

    private static bool IsYaml(string path) => Extensions.Contains(System.IO.Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);
}
