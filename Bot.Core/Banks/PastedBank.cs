using System.Collections.Immutable;
using System.Text;
using Bot.Core.Import;
using Bot.Core.Import.Yaml;
using Bot.Core.Questions;

namespace Bot.Core.Banks;

/// <summary>A bank that somebody pasted: read, and not stored.</summary>
internal abstract record PastedBank
{
    private const string Yaml = "yaml";

    private PastedBank()
    {
    }

    /// <summary>Lists the formats that text can have.</summary>
    public static ImmutableArray<string> Formats(BankReaders readers) => [Yaml, .. readers.Formats.Where(format => format != "anki")];

    /// <summary>Reads it. The text is data: nothing in it is acted on.</summary>
    /// <param name="readers">Read what is no pack of ours.</param>
    /// <param name="text">The text.</param>
    /// <param name="format">One of the formats, or <see langword="null"/> to recognise it.</param>
    /// <param name="pack">The pack to be made; a pack of ours names itself.</param>
    public static PastedBank Read(BankReaders readers, string text, string? format, PackName pack)
    {
        if (format == Yaml || (format is null && text.TrimStart().StartsWith("pack:", StringComparison.Ordinal)))
        {
            using var reader = new StringReader(text);
            return YamlPackReader.Read("pasted", reader) switch
            {
                PackReading.Read read => new Ours(read.Pack),
                PackReading.Faulty faulty => new Refused([.. faulty.Faults.Select(fault => fault.ToString())]),
                _ => throw new InvalidOperationException("A pack is read or faulty."),
            };
        }

        return readers.Read(pack.Value, Encoding.UTF8.GetBytes(text), format, pack) switch
        {
            BankReading.Read read => new Foreign(read.Document),
            BankReading.Refused refused => new Refused(
                [refused.IsUnrecognised ? $"{refused.Message} If it is one, say which with /bank import format: {string.Join(", ", Formats(readers))}." : refused.Message]),
            _ => throw new InvalidOperationException("A bank is read or refused."),
        };
    }

    /// <summary>A pack of ours.</summary>
    internal sealed record Ours(PackDraft Pack) : PastedBank;

    /// <summary>A bank of another format.</summary>
    internal sealed record Foreign(BankDocument Document) : PastedBank;

    /// <summary>It cannot be read.</summary>
    internal sealed record Refused(ImmutableArray<string> Faults) : PastedBank;
}
