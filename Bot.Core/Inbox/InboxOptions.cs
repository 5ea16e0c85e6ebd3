using System.ComponentModel.DataAnnotations;

namespace Bot.Core.Inbox;

/// <summary>How stored events are handled.</summary>
public sealed class InboxOptions
{
    /// <summary>Gets or sets how many stored events may wait for a handler before an adapter has to wait.</summary>
    /// <value>1 to 100,000. The default is 1,000. A full queue delays; it never drops.</value>
    [Range(1, 100_000)]
    public int QueueLength { get; set; } = 1_000;

    /// <summary>Gets or sets how many events are handled at the same time.</summary>
    /// <value>1 to 64. The default is 4.</value>
    [Range(1, 64)]
    public int Handlers { get; set; } = 4;
}
