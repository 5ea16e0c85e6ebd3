using System.Collections.Immutable;

namespace Bot.Core.Import;

/// <summary>A number that a bank says about itself, beside the one that was counted. The claim is no ground truth.</summary>
/// <param name="Text">The words of the claim.</param>
/// <param name="Claimed">The number in them.</param>
/// <param name="Found">The number that was counted.</param>
public sealed record BankClaim(string Text, int Claimed, int Found);

/// <summary>A term to know cold.</summary>
/// <param name="Term">The term.</param>
/// <param name="Summary">What it means, in a sentence.</param>
public sealed record BankConcept(string Term, string Summary);

/// <summary>What a company wants to hear.</summary>
/// <param name="Company">The company, or the kind of company.</param>
/// <param name="Points">What it stresses.</param>
public sealed record CompanyEmphasis(string Company, ImmutableArray<string> Points);

/// <summary>A scenario that joins several works.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Description">What it is about.</param>
/// <param name="Sources">The works.</param>
public sealed record BankScenario(string Title, string? Description, ImmutableArray<string> Sources);

/// <summary>A drawing that is text.</summary>
/// <param name="Caption">What stands below it.</param>
/// <param name="Kind">The language of the drawing, such as "mermaid".</param>
/// <param name="Text">The drawing's source.</param>
public sealed record BankDiagram(string? Caption, string Kind, string Text);

/// <summary>Something that a bank says about itself, in its own words.</summary>
/// <param name="Heading">The heading, if there is one.</param>
/// <param name="Paragraphs">What stands below it.</param>
public sealed record BankNote(string? Heading, ImmutableArray<string> Paragraphs);

/// <summary>Lines of a file, both included; the first line is 1.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The last.</param>
public readonly record struct LineRange(int From, int To);

/// <summary>Something that a person should look at; the file was read all the same.</summary>
/// <param name="Line">The line; 1 where the file has no lines.</param>
/// <param name="Code">What sort of thing it is, such as "truncated"; <c>docs/import.md</c> lists them.</param>
/// <param name="Message">What was found, and what was made of it.</param>
public sealed record BankWarning(int Line, string Code, string Message);
