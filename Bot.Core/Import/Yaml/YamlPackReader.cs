using System.Text;

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
    public static PackReading Read(string path, Stream content)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[81920];
        for (int count; bytes.Length <= SourceText.MostBytes && (count = content.Read(buffer)) > 0;)
        {
            bytes.Write(buffer, 0, count);
        }

        if (bytes.Length > SourceText.MostBytes)
        {
            return TooLarge(path);
        }

        var all = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
        if (!SourceText.TryDecode(all, out var source))
        {
            var isUtf16 = all.StartsWith<byte>([0xFF, 0xFE]) || all.StartsWith<byte>([0xFE, 0xFF]);
            var faults = new FaultList(path, source);
            faults.Add(source.Text.Length, "", isUtf16 ? "The file is UTF-16, not UTF-8." : "The file is not UTF-8 from here on.", "Save it as UTF-8.");
            return faults.ToReading();
        }

        return Read(path, source);
    }

    /// <summary>Reads a pack that is text already.</summary>
    /// <param name="path">How to name the text in faults.</param>
    /// <param name="content">The text; at most 5 MB in UTF-8.</param>
    /// <returns>The pack, or what is wrong with the text.</returns>
    public static PackReading Read(string path, TextReader content)
    {
        var text = new StringBuilder();
        var buffer = new char[8192];
        for (int count; text.Length <= SourceText.MostBytes && (count = content.Read(buffer)) > 0;)
        {
            text.Append(buffer, 0, count);
        }

        var all = text.ToString();
        return Encoding.UTF8.GetByteCount(all) > SourceText.MostBytes
            ? TooLarge(path)
            : Read(path, new SourceText(all.StartsWith('\uFEFF') ? all[1..] : all));
    }

    private static PackReading Read(string path, SourceText source)
    {
        var faults = new FaultList(path, source);
        var root = new YamlTreeReader(source, faults).Read();
        if (root is not null)
        {
            new ShapeCheck(faults).Check(root, PackFormat.Pack, "");
            if (root is YamlNode.Mapping mapping)
            {
                new KeyCheck(faults).Check(mapping);
                if (faults.IsEmpty)
                {
                    return new PackReading.Read(PackBuilder.Build(mapping));
                }
            }
        }

        return faults.ToReading();
    }

    private static PackReading.Faulty TooLarge(string path) =>
        new([new PackFault(path, 1, 1, "", "The file is larger than 5 MB.", "Divide it into several packs.")]);
}
