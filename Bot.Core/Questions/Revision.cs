namespace Bot.Core.Questions;

/// <summary>One state of what a question asks and judges by. Every answer and every verdict refers to one.</summary>
public sealed record Revision
{
    /// <summary>Gets the identifier, a version-7 UUID.</summary>
    public required RevisionId Id { get; init; }

    /// <summary>Gets the ordinal among the question's revisions.</summary>
    /// <value>1 for the first.</value>
    public required int Number { get; init; }

    /// <summary>Gets what is asked.</summary>
    public required string Stem { get; init; }

    /// <summary>Gets what an answer is judged against.</summary>
    public required Rubric Rubric { get; init; }
}

/// <summary>The identifier of a revision.</summary>
/// <param name="Value">A version-7 UUID.</param>
public readonly record struct RevisionId(Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
