using System.ComponentModel.DataAnnotations;

namespace Bot.Core.Drills;

/// <summary>How scheduled drills run.</summary>
public sealed class DrillOptions
{
    /// <summary>Gets or sets how late a daily question may still be posted.</summary>
    /// <value>Zero to one day. The default is two hours.</value>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan DailyGrace { get; set; } = TimeSpan.FromHours(2);

    /// <summary>Gets or sets how long a daily question takes answers that count, when its schedule does not fire again before.</summary>
    /// <value>One minute to one day. The default is one day.</value>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan DailyWindow { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Gets or sets the shortest time that a schedule may leave between two questions.</summary>
    /// <value>One minute to one day. The default is five minutes.</value>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan ShortestInterval { get; set; } = TimeSpan.FromMinutes(5);
}
