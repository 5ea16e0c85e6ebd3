using System.Collections.Immutable;
using System.Text;
using System.Text.Unicode;
using Bot.Core.Import;
using Bot.Core.Import.Yaml;
using Bot.Core.Inbox;
using Bot.Core.Questions;

namespace Bot.Core.Banks;

/// <summary>A bank that somebody attached or pasted: read, and not stored.</summary>
internal abstract record SentBank
{
    private const string Yaml = "yaml";
    private const int LongestHead = 4_096;

    private SentBank()
    {
    }

    /// <summary>Lists the formats that it can have.</summary>
    public static ImmutableArray<string> Formats(BankReaders readers) => [Yaml, .. readers.Formats];

    /// <summary>Reads it. It is data: nothing in it is acted on.</summary>
    /// <param name="readers">Read what is no pack of ours.</param>
    /// <param name="sent">What was sent.</param>
    /// <param name="format">One of the formats, or <see langword="null"/> to recognise it.</param>
    /// <param name="pack">The pack to be made; a pack of ours names itself.</param>
    public static SentBank Read(BankReaders readers, KeptFile sent, string? format, PackName pack)
    {
        if (format == Yaml || (format is null && IsOurs(sent.Content.Span)))
        {
            if (!Utf8.IsValid(sent.Content.Span))
            {
                return new Refused(["The file is not UTF-8. Save it as UTF-8."]);
            }

            using var reader = new StringReader(Encoding.UTF8.GetString(sent.Content.Span).TrimStart('\uFEFF'));
            return YamlPackReader.Read(sent.Name, reader) switch
            {
                PackReading.Read read => new Ours(read.Pack),
                PackReading.Faulty faulty => new Refused([.. faulty.Faults.Select(fault => fault.ToString())]),
                _ => throw new InvalidOperationException("A pack is read or faulty."),
            };
        }

        return readers.Read(sent.Name, sent.Content, format, pack) switch
        {
            BankReading.Read read => new Foreign(read.Document),
            BankReading.Refused refused => new Refused(
                [refused.IsUnrecognised ? $"{refused.Message} If it is one, say which with /bank import format: {string.Join(", ", Formats(readers))}." : refused.Message]),
            _ => throw new InvalidOperationException("A bank is read or refused."),
        };
    }

    // Comments may stand before the name.
    private static bool IsOurs(ReadOnlySpan<byte> content) => Encoding.UTF8.GetString(content[..Math.Min(content.Length, LongestHead)]).TrimStart('\uFEFF')
        .Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0 && !line.StartsWith('#'))?.StartsWith("pack:", StringComparison.Ordinal) == true;

    /// <summary>A pack of ours.</summary>
    internal sealed record Ours(PackDraft Pack) : SentBank;

    /// <summary>A bank of another format.</summary>
    internal sealed record Foreign(BankDocument Document) : SentBank;

    /// <summary>It cannot be read.</summary>
    internal sealed record Refused(ImmutableArray<string> Faults) : SentBank;
}
