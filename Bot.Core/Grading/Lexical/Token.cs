namespace Bot.Core.Grading.Lexical;

/// <summary>A word, number or formula of a text.</summary>
/// <param name="Word">Folded, in lower case, without apostrophes: "doesn't" is "doesnt".</param>
/// <param name="Stem">Its stem; numbers and formulas are their own.</param>
/// <param name="Start">Where it starts in the original text.</param>
/// <param name="End">Where it ends there, exclusive.</param>
/// <param name="Before">What separates it from the token before.</param>
internal sealed record Token(string Word, string Stem, int Start, int End, Boundary Before);

/// <summary>What stands between two tokens, from the weakest to the strongest.</summary>
internal enum Boundary
{
    /// <summary>A space, a hyphen, a slash, quotes.</summary>
    None,

    /// <summary>A comma or a bracket.</summary>
    Comma,

    /// <summary>A semicolon, a colon, a dash.</summary>
    Clause,

    /// <summary>A full stop, a question or exclamation mark, a new line.</summary>
    Sentence,
}
