namespace Bot.Inference.Pairs;

/// <summary>Runs one batch of pairs at a time.</summary>
internal interface IPairGraph : IDisposable
{
    /// <summary>Gets how pairs are laid out.</summary>
    PairGraphPlan Plan { get; }

    /// <summary>Judges a batch. It takes as long as it takes, on the thread of the caller.</summary>
    /// <param name="pairs">At least one pair.</param>
    /// <param name="length">How long rows are.</param>
    /// <returns>One a pair, in their order.</returns>
    IReadOnlyList<PairLogits> Judge(IReadOnlyList<TokenPair> pairs, int length);
}
