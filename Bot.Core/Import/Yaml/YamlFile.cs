using System.Text;

namespace Bot.Core.Import.Yaml;

/// <summary>A file that was read and compared with the shape that it should have.</summary>
internal sealed class YamlFile
{
    private YamlFile(string path, FaultList faults, YamlNode.Mapping? root)
    {
        Path = path;
        Faults = faults;
        Root = root;
    }

    /// <summary>Gets what the file is called in faults.</summary>
    public string Path { get; }

    /// <summary>Gets what is wrong with it so far.</summary>
    public FaultList Faults { get; }

    /// <summary>Gets its fields.</summary>
    /// <value><see langword="null"/> when they could not be read, or when it is no file of this kind at all; there is a fault then.</value>
    public YamlNode.Mapping? Root { get; }

    /// <summary>Reads a file as it is stored: UTF-8, with or without a byte order mark, at most 5 MB.</summary>
    public static YamlFile Read(string path, Stream content, Shape.Fields shape)
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
            return new YamlFile(path, faults, root: null);
        }

        return Read(path, source, shape);
    }

    /// <summary>Reads a file that is text already; at most 5 MB in UTF-8.</summary>
    public static YamlFile Read(string path, TextReader content, Shape.Fields shape)
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
            : Read(path, new SourceText(all.StartsWith('\uFEFF') ? all[1..] : all), shape);
    }

    private static YamlFile Read(string path, SourceText source, Shape.Fields shape)
    {
        var faults = new FaultList(path, source);
        var root = new YamlTreeReader(source, faults, shape.All[0].Name).Read();
        if (root is null || IsOfTheOtherKind(root, shape, faults))
        {
            return new YamlFile(path, faults, root: null);
        }

        new ShapeCheck(faults).Check(root, shape, "");
        return new YamlFile(path, faults, root as YamlNode.Mapping);
    }

    /// <summary>Says in one fault that exemplars were taken for a pack or a pack for exemplars, instead of one for every field.</summary>
    private static bool IsOfTheOtherKind(YamlNode node, Shape.Fields shape, FaultList faults)
    {
        if (node is not YamlNode.Mapping root || root.Find(shape.All[0].Name) is not null)
        {
            return false;
        }

        if (shape == PackFormat.Pack && root.Find("exemplarsOf") is YamlNode.Scalar { Text: var pack } exemplars)
        {
            faults.Add(exemplars.At, "exemplarsOf", $"The file holds exemplars of the pack {FaultList.Quote(pack)}, and is no pack.", "Name it after the pack's file, NAME.exemplars.yaml beside NAME.yaml, and import that one.");
            return true;
        }

        if (shape == PackFormat.ExemplarsFile && root.Find("pack") is { } name)
        {
            faults.Add(name.At, "pack", "The file is a pack, although its name says that it holds exemplars of one.", "Give it a name that does not end in .exemplars.yaml, or begin it with \"exemplarsOf: …\".");
            return true;
        }

        return false;
    }

    private static YamlFile TooLarge(string path)
    {
        var faults = new FaultList(path, new SourceText(""));
        faults.Add(0, "", "The file is larger than 5 MB.", "Divide the pack into several.");
        return new YamlFile(path, faults, root: null);
    }
}
