using Bot.Inference.Models;

namespace Bot.Inference.Small;

/// <summary>What a model of this kind is besides its graphs.</summary>
internal sealed record SmallModel
{
    /// <summary>Gets the name that verdicts carry.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the vocabulary.</summary>
    public required WordPieces Pieces { get; init; }

    /// <summary>Gets a vector for each of its pieces.</summary>
    public required StaticVectors Vectors { get; init; }

    /// <summary>Gets how answers are cut.</summary>
    public required WindowLimits Limits { get; init; }

    /// <summary>Gets between which probabilities a key point is doubtful.</summary>
    public required DoubtBand KeyPointDoubt { get; init; }

    /// <summary>Gets between which probabilities a red flag is doubtful.</summary>
    public required DoubtBand RedFlagDoubt { get; init; }
}
