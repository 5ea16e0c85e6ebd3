using System.ComponentModel.DataAnnotations;

namespace Bot.Core.Outbox;

/// <summary>How posts are sent.</summary>
public sealed class OutboxOptions
{
    /// <summary>Gets or sets how many posts are sent at the same time.</summary>
    /// <value>1 to 64. The default is 8.</value>
    [Range(1, 64)]
    public int Senders { get; set; } = 8;

    /// <summary>Gets or sets how long a platform may take for one post; after that its outcome is unknown.</summary>
    /// <value>One second to five minutes. The default is 20 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Gets or sets the wait before a post that was not taken is sent again; it doubles with each try, with jitter.</summary>
    /// <value>One millisecond to one minute. The default is one second.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets the longest wait between two tries.</summary>
    /// <value>One second to one hour. The default is five minutes.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets or sets how long a post is tried before it is given up.</summary>
    /// <value>One minute to seven days. The default is one day.</value>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromDays(1);
}
