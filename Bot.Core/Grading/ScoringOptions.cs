using System.ComponentModel.DataAnnotations;
using Bot.Core.Questions;

namespace Bot.Core.Grading;

/// <summary>What judgements are worth. The only place where points and cut scores are set.</summary>
public sealed class ScoringOptions
{
    /// <summary>Gets or sets the score from which an answer is strong.</summary>
    /// <value>Above <see cref="MixedFrom"/>, at most 100. The default is 75.</value>
    [Range(0, 100)]
    public double StrongFrom { get; set; } = 75;

    /// <summary>Gets or sets the score from which an answer is mixed; below it is weak.</summary>
    /// <value>0 to 100, below <see cref="StrongFrom"/>. The default is 40.</value>
    [Range(0, 100)]
    public double MixedFrom { get; set; } = 40;

    /// <summary>Gets or sets what a raised minor red flag costs.</summary>
    /// <value>0 to 100 points. The default is 10.</value>
    [Range(0, 100)]
    public double MinorFlagCost { get; set; } = 10;

    /// <summary>Gets or sets what a raised major red flag costs.</summary>
    /// <value>0 to 100 points, at least <see cref="MinorFlagCost"/>. The default is 25.</value>
    [Range(0, 100)]
    public double MajorFlagCost { get; set; } = 25;

    /// <summary>Gets or sets what a raised fatal red flag costs.</summary>
    /// <value>0 to 100 points, at least <see cref="MajorFlagCost"/>. The default is 50.</value>
    [Range(0, 100)]
    public double FatalFlagCost { get; set; } = 50;

    /// <summary>Tells what a raised red flag costs.</summary>
    /// <param name="severity">How much the flag weighs.</param>
    /// <returns>Points, 0 to 100.</returns>
    public double CostOf(Severity severity) => severity switch
    {
        Severity.Minor => MinorFlagCost,
        Severity.Major => MajorFlagCost,
        Severity.Fatal => FatalFlagCost,
        _ => throw new ArgumentOutOfRangeException(nameof(severity), severity, "A severity is minor, major or fatal."),
    };
}
