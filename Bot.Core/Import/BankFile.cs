using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Bot.Core.Import.Lines;

namespace Bot.Core.Import;

/// <summary>A file that is to be imported.</summary>
internal sealed class BankFile
{
    private readonly Lazy<ImmutableArray<BankLine>> lines;

    private BankFile(string path, ReadOnlyMemory<byte> bytes, string? text)
    {
        (Path, Bytes, Text) = (path, bytes, text);
        lines = new(() => BankLine.Split(Text ?? ""));
    }

    /// <summary>Gets how messages name the file.</summary>
    public string Path { get; }

    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Gets the file as text.</summary>
    /// <value><see langword="null"/> for an archive.</value>
    public string? Text { get; }

    public ImmutableArray<BankLine> Lines => lines.Value;

    /// <summary>Gets a value indicating whether the file is a zip archive.</summary>
    public bool IsArchive => Bytes.Span.StartsWith("PK\u0003\u0004"u8);

    public bool Has(string extension) => Path.EndsWith(extension, StringComparison.OrdinalIgnoreCase);

    /// <summary>Takes a file's bytes: an archive, or text in UTF-8 with or without a byte order mark.</summary>
    /// <exception cref="BankFormatException">The text has another encoding.</exception>
    public static BankFile Of(string path, ReadOnlyMemory<byte> bytes)
    {
        var span = bytes.Span;
        if (span.StartsWith("PK\u0003\u0004"u8))
        {
            return new BankFile(path, bytes, null);
        }

        if (span is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            throw new BankFormatException("The file is UTF-16. Save it as UTF-8.");
        }

        if (span.StartsWith("SQLite format 3\0"u8))
        {
            throw new BankFormatException("The file is a database. Export the deck from Anki as .apkg, and import that.");
        }

        if (span is [0x89, (byte)'P', (byte)'N', (byte)'G', ..] or [0xFF, 0xD8, 0xFF, ..])
        {
            throw new BankFormatException("The file is a picture. Write its text into a text file, and import that.");
        }

        if (span.StartsWith("%PDF-"u8))
        {
            throw new BankFormatException("The file is a PDF. Copy its text into a text file, and import that.");
        }

        span = span.StartsWith("\uFEFF"u8) ? span[3..] : span;
        var characters = new char[span.Length];
        if (Utf8.ToUtf16(span, characters, out var read, out var written, replaceInvalidSequences: false) != OperationStatus.Done)
        {
            var line = span[..read].Count((byte)'\n') + 1;
            throw new BankFormatException(string.Create(
                CultureInfo.InvariantCulture,
                $"Line {line} is not UTF-8 (byte 0x{span[read]:X2}): the file was saved in another encoding, such as Windows-1252. Save it as UTF-8."));
        }

        var text = new string(characters, 0, written);
        return text.Contains('\0', StringComparison.Ordinal)
            ? throw new BankFormatException("The file has zero bytes in it: it is UTF-16 without a mark, or no text at all. Save it as UTF-8.")
            : new BankFile(path, bytes, text);
    }

    /// <summary>Takes a text that came out of another file.</summary>
    public static BankFile OfText(string path, string text) => new(path, Encoding.UTF8.GetBytes(text), text);

    public bool IsBlank() => Text is not null && string.IsNullOrWhiteSpace(Text);
}
