using System.Collections.Immutable;

namespace Bot.Inference.Pairs;

/// <summary>How a graph wants pairs to be laid out, and what its output means.</summary>
internal sealed record PairGraphPlan
{
    /// <summary>Gets the file.</summary>
    public required string Graph { get; init; }

    /// <summary>Gets the name of the input that takes token ids.</summary>
    public required string Ids { get; init; }

    /// <summary>Gets the name of the input that takes 1 for a token and 0 for padding, if there is one.</summary>
    public string? Mask { get; init; }

    /// <summary>Gets the name of the input that takes 1 for what belongs to the second text, if there is one.</summary>
    public string? Segments { get; init; }

    /// <summary>Gets the name of the input that takes 1 for tokens that the question has too, if there is one.</summary>
    public string? Asked { get; init; }

    /// <summary>Gets the name of the output.</summary>
    public required string Output { get; init; }

    /// <summary>Gets what the columns of the output mean, in their order.</summary>
    public required ImmutableArray<PairLabel> Labels { get; init; }

    /// <summary>Gets a value indicating whether the statement comes before the window.</summary>
    public required bool StatementFirst { get; init; }

    /// <summary>Gets the tokens of a pair at most, special ones included.</summary>
    public required int Longest { get; init; }

    /// <summary>Gets the ids before the first text.</summary>
    public required ImmutableArray<int> Start { get; init; }

    /// <summary>Gets the ids between the texts.</summary>
    public required ImmutableArray<int> Between { get; init; }

    /// <summary>Gets the ids after the second text.</summary>
    public required ImmutableArray<int> End { get; init; }

    /// <summary>Gets the id that fills up.</summary>
    public required int Padding { get; init; }

    /// <summary>Gets a value indicating whether the graph gives a row the same numbers, to the last bit, whatever rows are beside it.</summary>
    public bool IndependentRows { get; init; }

    /// <summary>Gets how many special tokens a pair has.</summary>
    public int Special => Start.Length + Between.Length + End.Length;
}

/// <summary>What a column of a pair graph's output means.</summary>
internal enum PairLabel
{
    /// <summary>The window says what the statement says.</summary>
    Entails,

    /// <summary>It says nothing about it; in a graph of two columns, anything but <see cref="Entails"/>.</summary>
    Neutral,

    /// <summary>It says the opposite.</summary>
    Contradicts,
}
