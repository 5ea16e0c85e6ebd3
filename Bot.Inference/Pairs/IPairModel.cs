using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Bot.Inference.Pairs;

/// <summary>Judges what a window of an answer says about a statement.</summary>
/// <remarks>Safe for many callers at once; pairs of all callers that wait are judged together.</remarks>
internal interface IPairModel
{
    /// <summary>Judges pairs.</summary>
    /// <param name="pairs">The pairs, any number of them.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>One judgement a pair, in their order. It depends on its pair alone, not on what is judged beside it.</returns>
    Task<IReadOnlyList<PairLogits>> JudgeAsync(IReadOnlyList<TokenPair> pairs, CancellationToken cancellationToken);
}

/// <summary>A statement and a window of an answer, as tokens.</summary>
/// <param name="Statement">The ids of the statement's tokens, without special ones.</param>
/// <param name="Window">The ids of the window's tokens, without special ones.</param>
/// <param name="Asked">The ids of the tokens that the question is made of.</param>
internal sealed record TokenPair(ImmutableArray<int> Statement, ImmutableArray<int> Window, FrozenSet<int> Asked);

/// <summary>What a model makes of a pair, before it is a probability.</summary>
/// <param name="Entails">Speaks for the window saying what the statement says.</param>
/// <param name="Neutral">Speaks for the window saying nothing about it.</param>
/// <param name="Contradicts">Speaks for the window saying the opposite.</param>
internal readonly record struct PairLogits(float Entails, float Neutral, float Contradicts);
