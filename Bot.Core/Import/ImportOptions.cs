using System.ComponentModel.DataAnnotations;

namespace Bot.Core.Import;

/// <summary>What a file that is imported may cost. A file that wants more is refused, whatever it is.</summary>
public sealed class ImportOptions
{
    /// <summary>Gets or sets the size of the largest file that is read.</summary>
    /// <value>In bytes, from 1,000 to 1,000,000,000. The default is 20,000,000.</value>
    [Range(1_000, 1_000_000_000)]
    public int MostBytes { get; set; } = 20_000_000;

    /// <summary>Gets or sets how much the files of an archive may hold when they are unpacked, all together.</summary>
    /// <value>In bytes, from 1,000 to 1,000,000,000. The default is 100,000,000.</value>
    [Range(1_000, 1_000_000_000)]
    public int MostUnpackedBytes { get; set; } = 100_000_000;

    /// <summary>Gets or sets how many files an archive may have.</summary>
    /// <value>From 1 to 1,000,000; pictures and sounds of a deck count. The default is 20,000.</value>
    [Range(1, 1_000_000)]
    public int MostArchiveFiles { get; set; } = 20_000;

    /// <summary>Gets or sets how many questions one file may have.</summary>
    /// <value>From 1 to 1,000,000. The default is 20,000.</value>
    [Range(1, 1_000_000)]
    public int MostQuestions { get; set; } = 20_000;
}
