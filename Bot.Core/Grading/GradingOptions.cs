using System.ComponentModel.DataAnnotations;

namespace Bot.Core.Grading;

/// <summary>How answers are taken up for grading.</summary>
public sealed class GradingOptions
{
    /// <summary>Gets or sets how long one attempt at an answer may take before it is stopped and another begins.</summary>
    /// <value>One second to ten minutes. The default is one minute.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(1);
}
