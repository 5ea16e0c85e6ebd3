using System.Globalization;
using System.IO.Compression;

namespace Bot.Core.Import;

/// <summary>
/// A zip archive that was not trusted: names that lead out of a folder are refused, and no more is unpacked than is allowed, whatever
/// the archive says about its sizes. Nothing is written to disk under a name from the archive.
/// </summary>
internal sealed class Archive : IDisposable
{
    private readonly ZipArchive zip;
    private readonly ImportOptions options;
    private long unpacked;

    /// <summary>Opens an archive.</summary>
    /// <exception cref="BankFormatException">It is broken, has too many files or names that lead elsewhere.</exception>
    public Archive(ReadOnlyMemory<byte> bytes, ImportOptions options)
    {
        this.options = options;
        try
        {
            zip = new ZipArchive(new MemoryStream(bytes.ToArray(), writable: false), ZipArchiveMode.Read);
            if (zip.Entries.Count > options.MostArchiveFiles)
            {
                throw new BankFormatException(string.Create(CultureInfo.InvariantCulture, $"The archive has {zip.Entries.Count} files; {options.MostArchiveFiles} are allowed (setting Import:MostArchiveFiles)."));
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or ArgumentException or IOException)
        {
            throw new BankFormatException("The archive is broken.", exception);
        }

        if (zip.Entries.FirstOrDefault(entry => LeadsOut(entry.FullName)) is { } bad)
        {
            throw new BankFormatException($"The archive names a file outside itself ({Lines.FoundText.Quote(bad.FullName)}) and is not read.");
        }
    }

    public IEnumerable<string> Names => zip.Entries.Select(entry => entry.FullName);

    /// <summary>Unpacks a file.</summary>
    /// <returns><see langword="null"/> when there is none of that name.</returns>
    public byte[]? Read(string name) => zip.GetEntry(name) is { } entry ? Unpack(entry.Open) : null;

    /// <summary>Reads a stream to its end, within what is still allowed.</summary>
    public byte[] Unpack(Func<Stream> open)
    {
        try
        {
            using var stream = open();
            using var content = new MemoryStream();
            var buffer = new byte[81_920];
            for (var count = stream.Read(buffer); count > 0; count = stream.Read(buffer))
            {
                unpacked += count;
                if (unpacked > options.MostUnpackedBytes)
                {
                    throw new BankFormatException(string.Create(CultureInfo.InvariantCulture, $"The archive unpacks to more than {options.MostUnpackedBytes} bytes (setting Import:MostUnpackedBytes)."));
                }

                content.Write(buffer, 0, count);
            }

            return content.ToArray();
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or NotSupportedException or ZstdSharp.ZstdException)
        {
            throw new BankFormatException("A file of the archive is broken, or locked with a password.", exception);
        }
    }

    public void Dispose() => zip.Dispose();

    private static bool LeadsOut(string name) =>
        name.StartsWith('/') || name.Contains('\\', StringComparison.Ordinal) || name.Contains(':', StringComparison.Ordinal) || name.Split('/').Contains("..");
}
