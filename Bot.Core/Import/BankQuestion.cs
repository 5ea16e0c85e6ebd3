using System.Collections.Immutable;
using Bot.Core.Questions;

namespace Bot.Core.Import;

/// <summary>A question as it was found in a bank, with where it stood.</summary>
public sealed record BankQuestion
{
    /// <summary>Gets the question as it would be stored.</summary>
    public required QuestionDraft Draft { get; init; }

    /// <summary>Gets the number in the text, else the place among the questions.</summary>
    /// <value><see langword="null"/> for a question below another one.</value>
    public int? Number { get; init; }

    /// <summary>Gets the key of the question that this one belongs to.</summary>
    public QuestionKey? Parent { get; init; }

    /// <summary>Gets a value indicating whether the stem was made up from the answer, for want of one in the text.</summary>
    public bool IsTitleInferred { get; init; }

    /// <summary>Gets the lines that the question was read from; several ranges when it was interrupted.</summary>
    public ImmutableArray<LineRange> Lines { get; init; } = [];

    /// <summary>Gets what a person should look at.</summary>
    public ImmutableArray<BankWarning> Warnings { get; init; } = [];
}
