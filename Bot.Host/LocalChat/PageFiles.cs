using System.Collections.Frozen;
using System.Reflection;

namespace Bot.Host.LocalChat;

/// <summary>The files of the page, from the program itself. They hold no data.</summary>
internal sealed class PageFiles
{
    private const string Prefix = "page/";

    private static readonly FrozenDictionary<string, string> ContentTypes = new Dictionary<string, string>
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
    }.ToFrozenDictionary();

    private readonly FrozenDictionary<string, byte[]> _files = ReadAll();

    /// <summary>Serves a file; the names are fixed when the program is built.</summary>
    public IResult Serve(string name) =>
        _files.TryGetValue(name, out var file)
            ? Results.Bytes(file, ContentTypes[Path.GetExtension(name)])
            : Results.NotFound();

    private static FrozenDictionary<string, byte[]> ReadAll()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(name => name[Prefix.Length..], name => Read(assembly, name));
    }

    private static byte[] Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var file = new byte[stream.Length];
        stream.ReadExactly(file);
        return file;
    }
}
