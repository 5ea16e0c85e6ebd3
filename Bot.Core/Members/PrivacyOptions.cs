using System.ComponentModel.DataAnnotations;

namespace Bot.Core.Members;

/// <summary>What is kept of members, for how long, and whether they are told.</summary>
public sealed class PrivacyOptions
{
    /// <summary>Gets or sets a value indicating whether new members are told what is stored of them.</summary>
    /// <value>The default is <see langword="true"/>. Off is for groups that are told in another way; /privacy show says it all the same.</value>
    public bool Notice { get; set; } = true;

    /// <summary>Gets or sets how long the words of answers are kept, with their feedback and the words that decided a verdict. Scores and points stay.</summary>
    /// <value>One day to ten years. The default is 365 days; a workspace may set its own.</value>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan KeepAnswers { get; set; } = TimeSpan.FromDays(365);

    /// <summary>Gets or sets how long handled events and sent messages are kept.</summary>
    /// <value>One day to one year. The default is 30 days.</value>
    [Range(typeof(TimeSpan), "1.00:00:00", "365.00:00:00")]
    public TimeSpan KeepEvents { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Gets or sets the most bytes that /privacy export puts into a message.</summary>
    /// <value>One kilobyte to 50 megabytes. The default is 8 megabytes, which every platform takes.</value>
    [Range(1_024, 52_428_800)]
    public int LargestExport { get; set; } = 8 * 1024 * 1024;
}
