using System.Collections.Immutable;

namespace Bot.Inference.Pairs;

/// <summary>Turns what was measured of each criterion into calibrated probabilities.</summary>
/// <remarks>Safe for many callers at once.</remarks>
internal interface ICombiner
{
    /// <summary>Gets the names of the features, in the order in which they have to stand.</summary>
    ImmutableArray<string> Features { get; }

    /// <summary>Combines the features of criteria.</summary>
    /// <param name="criteria">One row of <see cref="Features"/> a criterion.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>One a criterion, in their order.</returns>
    Task<IReadOnlyList<Combined>> CombineAsync(IReadOnlyList<ImmutableArray<float>> criteria, CancellationToken cancellationToken);
}

/// <summary>What an answer does with a criterion.</summary>
/// <param name="AtLeastPartly">The probability that it covers the key point at least partly; of a red flag, that it raises it.</param>
/// <param name="Covered">The probability that it covers the key point in full; of a red flag, that it raises it.</param>
internal readonly record struct Combined(double AtLeastPartly, double Covered);
