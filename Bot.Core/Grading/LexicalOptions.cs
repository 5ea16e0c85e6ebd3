using System.ComponentModel.DataAnnotations;

namespace Bot.Core.Grading;

/// <summary>The constants of <see cref="LexicalGrader"/>. A match is the share of a criterion's weighted words that a window of the answer says.</summary>
/// <remarks>A match becomes a probability by a logistic: P = 1 ÷ (1 + e^(−<see cref="Steepness"/> × (match − centre))).</remarks>
public sealed class LexicalOptions
{
    /// <summary>Gets or sets how fast a probability rises around its centre.</summary>
    /// <value>1 to 50. The default is 12: from 0.23 to 0.77 over a fifth of the range of a match.</value>
    [Range(1.0, 50.0)]
    public double Steepness { get; set; } = 12;

    /// <summary>Gets or sets the match at which a key point is as likely partly covered as missing.</summary>
    /// <value>0 to 1, below <see cref="CoveredFrom"/>. The default is 0.3.</value>
    [Range(0.0, 1.0)]
    public double PartlyFrom { get; set; } = 0.3;

    /// <summary>Gets or sets the match at which a key point is as likely covered in full as not.</summary>
    /// <value>0 to 1. The default is 0.5.</value>
    [Range(0.0, 1.0)]
    public double CoveredFrom { get; set; } = 0.5;

    /// <summary>Gets or sets the match at which a red flag is as likely raised as not. Accusing wrongly is worse than missing, so it is high.</summary>
    /// <value>0 to 1. The default is 0.7.</value>
    [Range(0.0, 1.0)]
    public double RaisedFrom { get; set; } = 0.7;

    /// <summary>Gets or sets the probability from which a criterion is doubtful.</summary>
    /// <value>0 to 1, at most <see cref="DoubtTo"/>. The default is 0.4.</value>
    [Range(0.0, 1.0)]
    public double DoubtFrom { get; set; } = 0.4;

    /// <summary>Gets or sets the probability up to which a criterion is doubtful.</summary>
    /// <value>0 to 1. The default is 0.6.</value>
    [Range(0.0, 1.0)]
    public double DoubtTo { get; set; } = 0.6;

    /// <summary>Gets or sets what a word of the question counts beside a word that the answer had to find itself.</summary>
    /// <value>0 to 1. The default is 0.5.</value>
    [Range(0.0, 1.0)]
    public double QuestionWordWeight { get; set; } = 0.5;

    /// <summary>Gets or sets what a word that says little, such as "use" or "way", counts.</summary>
    /// <value>0 to 1. The default is 0.4.</value>
    [Range(0.0, 1.0)]
    public double LightWordWeight { get; set; } = 0.4;

    /// <summary>Gets or sets what a match over two sentences is worth beside one in a single sentence.</summary>
    /// <value>0 to 1. The default is 0.95.</value>
    [Range(0.0, 1.0)]
    public double PairFactor { get; set; } = 0.95;

    /// <summary>Gets or sets what a match over the whole of a short answer is worth.</summary>
    /// <value>0 to 1. The default is 0.85.</value>
    [Range(0.0, 1.0)]
    public double WholeFactor { get; set; } = 0.85;

    /// <summary>Gets or sets how many windows (clauses, sentences, pairs of sentences) are looked at; what comes after is cut, and a note says so.</summary>
    /// <value>10 to 10,000. The default is 400: some 2,000 words in sentences, at most 8,000 without any punctuation.</value>
    [Range(10, 10_000)]
    public int MaxWindows { get; set; } = 400;
}
