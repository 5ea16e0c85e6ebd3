using System.ComponentModel.DataAnnotations;

namespace Bot.Core.Grading;

/// <summary>What judgements are worth. The only place where points and cut scores are set.</summary>
public sealed class ScoringOptions
{
    /// <summary>Gets or sets the score from which an answer is strong.</summary>
    /// <value>Above <see cref="MixedFrom"/>, at most 100. The default is 75.</value>
    [Range(0, 100)]
    public double StrongFrom { get; set; } = 75;

    /// <summary>Gets or sets the score from which an answer is mixed; below it is weak.</summary>
    /// <value>0 to 100. The default is 40.</value>
    [Range(0, 100)]
    public double MixedFrom { get; set; } = 40;

    /// <summary>Gets or sets what a raised minor red flag costs.</summary>
    /// <value>0 to 100 points. The default is 10.</value>
    [Range(0, 100)]
    public double MinorFlagCost { get; set; } = 10;

    /// <summary>Gets or sets what a raised major red flag costs.</summary>
    /// <value>0 to 100 points. The default is 25.</value>
    [Range(0, 100)]
    public double MajorFlagCost { get; set; } = 25;

    /// <summary>Gets or sets what a raised fatal red flag costs.</summary>
    /// <value>0 to 100 points. The default is 50.</value>
    [Range(0, 100)]
    public double FatalFlagCost { get; set; } = 50;
}
