namespace Bot.Core.Import.Yaml;

/// <summary>
/// Reads question packs in YAML, strictly: an unknown field, a wrong word or a text in the wrong place is a fault with its line,
/// and all faults of a file are told at once (a syntax error ends the reading where it stands). <c>docs/packs.md</c> describes the format.
/// </summary>
/// <remarks>
/// Every single value is text where text is wanted: <c>yes</c>, <c>no</c>, <c>1.10</c> and <c>2026-05-31</c> need no quotes. A field without
/// a value, or with <c>~</c> or <c>null</c>, is absent. Empty lines before a text and white space behind it are not part of it.
/// Nothing in a file is acted on: no address is opened, no type is constructed.
/// </remarks>
public static class YamlPackReader
{
    /// <summary>Reads a file as it is stored: UTF-8, with or without a byte order mark, at most 5 MB.</summary>
    /// <param name="path">How to name the file in faults; it is not opened.</param>
    /// <param name="content">The file's bytes; read to the end, or to where it is clear that the file is too large.</param>
    /// <returns>The pack, or what is wrong with the file.</returns>
    public static PackReading Read(string path, Stream content) => Finish(YamlFile.Read(path, content, PackFormat.Pack), exemplars: null);

    /// <summary>Reads a pack that is text already.</summary>
    /// <param name="path">How to name the text in faults.</param>
    /// <param name="content">The text; at most 5 MB in UTF-8.</param>
    /// <returns>The pack, or what is wrong with the text.</returns>
    public static PackReading Read(string path, TextReader content) => Finish(YamlFile.Read(path, content, PackFormat.Pack), exemplars: null);

    /// <summary>Reads a pack whose exemplars stand in a file of their own. <see cref="PackFile"/> finds the two.</summary>
    /// <param name="path">How to name the pack's file in faults.</param>
    /// <param name="content">The bytes of the pack's file.</param>
    /// <param name="exemplarsPath">How to name the file of exemplars in faults.</param>
    /// <param name="exemplars">The bytes of the file of exemplars; what is true of the pack's is true of it.</param>
    /// <returns>The pack with the exemplars in its criteria, or what is wrong with the two files.</returns>
    public static PackReading Read(string path, Stream content, string exemplarsPath, Stream exemplars) =>
        Finish(YamlFile.Read(path, content, PackFormat.Pack), YamlFile.Read(exemplarsPath, exemplars, PackFormat.ExemplarsFile));

    private static PackReading Finish(YamlFile pack, YamlFile? exemplars)
    {
        if (pack.Root is { } root)
        {
            new KeyCheck(pack.Faults).Check(root);
            if (pack.Faults.IsEmpty && exemplars?.Root is { } companion)
            {
                new ExemplarsCheck(pack, exemplars.Faults).Check(companion);
            }

            if (pack.Faults.IsEmpty && exemplars is null or { Faults.IsEmpty: true })
            {
                return new PackReading.Read(PackBuilder.Build(root, exemplars?.Root));
            }
        }

        return new PackReading.Faulty([.. pack.Faults.ToFaults(), .. exemplars?.Faults.ToFaults() ?? []]);
    }
}
