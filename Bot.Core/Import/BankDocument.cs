using System.Collections.Immutable;
using Bot.Core.Questions;

namespace Bot.Core.Import;

/// <summary>All that was read from one bank, and an account of its lines: each that is not blank is used, known furniture or unread.</summary>
public sealed record BankDocument
{
    /// <summary>Gets what the bank says of itself, as it would be stored.</summary>
    public required PackInfo Info { get; init; }

    /// <summary>Gets the name of the format.</summary>
    public required string Format { get; init; }

    /// <summary>Gets how sure it is that the file has this format.</summary>
    /// <value>0 to 1; 1 where somebody said so.</value>
    public required double Confidence { get; init; }

    /// <summary>Gets the title in the text.</summary>
    public string? Title { get; init; }

    /// <summary>Gets the broadest sections, in order.</summary>
    public ImmutableArray<string> Sections { get; init; } = [];

    /// <summary>Gets the numbers that the bank claims.</summary>
    public ImmutableArray<BankClaim> Claims { get; init; } = [];

    /// <summary>Gets the questions, in order.</summary>
    public ImmutableArray<BankQuestion> Questions { get; init; } = [];

    /// <summary>Gets the terms to know cold.</summary>
    public ImmutableArray<BankConcept> Concepts { get; init; } = [];

    /// <summary>Gets short prompts for quick replies.</summary>
    public ImmutableArray<string> RapidFire { get; init; } = [];

    /// <summary>Gets what companies stress.</summary>
    public ImmutableArray<CompanyEmphasis> CompanyEmphasis { get; init; } = [];

    /// <summary>Gets scenarios that join several works.</summary>
    public ImmutableArray<BankScenario> Scenarios { get; init; } = [];

    /// <summary>Gets works and addresses; shown, never opened.</summary>
    public ImmutableArray<string> References { get; init; } = [];

    /// <summary>Gets drawings that are text.</summary>
    public ImmutableArray<BankDiagram> Diagrams { get; init; } = [];

    /// <summary>Gets what the bank says about itself and its use.</summary>
    public ImmutableArray<BankNote> Notes { get; init; } = [];

    /// <summary>Gets what a person should look at, those of the questions included, by line.</summary>
    public ImmutableArray<BankWarning> Warnings { get; init; } = [];

    /// <summary>Gets the lines that something was read from.</summary>
    public ImmutableArray<LineRange> Used { get; init; } = [];

    /// <summary>Gets the lines that belong to the page around the bank: tables of contents, navigation, rules.</summary>
    public ImmutableArray<LineRange> Furniture { get; init; } = [];

    /// <summary>Gets the lines that nothing was made of.</summary>
    public ImmutableArray<LineRange> Unread { get; init; } = [];

    /// <summary>Gives the bank as a pack to be stored.</summary>
    /// <returns>The pack.</returns>
    public PackDraft ToPack() => new(Info, [.. Questions.Select(question => question.Draft)]);

    /// <summary>Recognises the questions of a bank that was imported before: they keep their stored keys although their titles or their order changed.</summary>
    /// <param name="stored">The pack as it is stored, retired questions included.</param>
    /// <returns>The bank with the stored keys; a proposal that was accepted stays accepted.</returns>
    public BankDocument WithKeysOf(PackDraft stored) => StoredQuestions.Recognise(this, stored);

    /// <summary>Takes the proposed key points of questions that have none for their rubric.</summary>
    /// <returns>The bank, with nothing proposed any more where it was taken.</returns>
    public BankDocument AcceptProposals() => this with
    {
        Questions = [.. Questions.Select(question => question with { Draft = RubricProposal.Accept(question.Draft) })],
    };
}
