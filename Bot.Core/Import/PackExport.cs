using System.Text;
using Bot.Core.Import.Anki;
using Bot.Core.Import.Markdown;
using Bot.Core.Import.Tables;
using Bot.Core.Import.Yaml;
using Bot.Core.Questions;

namespace Bot.Core.Import;

/// <summary>
/// Writes packs for other programs and for people. Whatever the form, importing the file gives the same questions with the same keys; only
/// YAML also holds what the pack says of itself, such as its licence.
/// </summary>
public static class PackExport
{
    /// <summary>Gets the forms in which a pack can be written.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["yaml", "csv", "markdown", "anki"];

    /// <summary>Writes a pack.</summary>
    /// <param name="pack">The pack.</param>
    /// <param name="format">One of the <see cref="Formats"/>.</param>
    /// <param name="now">The moment that a deck bears.</param>
    /// <returns>The bytes of the file.</returns>
    /// <exception cref="ArgumentException">There is no such form.</exception>
    public static byte[] Write(PackDraft pack, string format, DateTimeOffset now) => format switch
    {
        "yaml" => Encoding.UTF8.GetBytes(YamlPackWriter.Write(pack)),
        "csv" => Encoding.UTF8.GetBytes(CsvPackWriter.Write(pack)),
        "markdown" => Encoding.UTF8.GetBytes(MarkdownPackWriter.Write(pack)),
        "anki" => AnkiPackageWriter.Write(pack, now),
        _ => throw new ArgumentException($"There is no form \"{format}\".", nameof(format)),
    };
}
