using System.Collections.Immutable;

namespace Bot.Core.Questions;

/// <summary>A part of a deep answer.</summary>
public sealed record AnswerBlock
{
    /// <summary>Gets the part's heading.</summary>
    public string? Heading { get; init; }

    /// <summary>Gets its prose.</summary>
    public string? Text { get; init; }

    /// <summary>Gets its list; the order is the author's and may be a ranking.</summary>
    public ImmutableArray<string> Items { get; init; } = [];
}

/// <summary>A short question with its short answer.</summary>
/// <param name="Question">What is asked.</param>
/// <param name="Answer">What is answered.</param>
public sealed record QuestionAndAnswer(string Question, string Answer);

/// <summary>The same question answered weakly and strongly.</summary>
/// <param name="Weak">The weak answer, when the bank has one.</param>
/// <param name="Strong">The strong answer, when the bank has one.</param>
public sealed record WeakStrong(string? Weak, string? Strong);

/// <summary>A term that impresses only when it is explained.</summary>
/// <param name="Term">The term.</param>
/// <param name="Text">Its plain meaning, and how to use it.</param>
public sealed record BigWord(string Term, string Text);
