namespace Bot.Core.Grading.Lexical;

/// <summary>A content word or phrase of a text, as it is matched.</summary>
/// <param name="Concept">The stem, or the concept that the thesaurus knows it by.</param>
/// <param name="Polarity">Whether the text asserts it; the opposite of a concept counts as its denial.</param>
/// <param name="Token">Its first token.</param>
/// <param name="Length">How many tokens it has.</param>
internal readonly record struct Term(string Concept, Polarity Polarity, int Token, int Length);

/// <summary>A text in terms.</summary>
internal sealed class TermText
{
    private TermText(IReadOnlyList<Token> tokens, Polarity[] polarities, Term[] terms) => (Tokens, Polarities, Terms) = (tokens, polarities, terms);

    public IReadOnlyList<Token> Tokens { get; }

    /// <summary>The polarity of each token.</summary>
    public Polarity[] Polarities { get; }

    public Term[] Terms { get; }

    public static TermText Of(string text, Thesaurus thesaurus) => Of(Tokenizer.Cut(text), thesaurus);

    public static TermText Of(IReadOnlyList<Token> tokens, Thesaurus thesaurus)
    {
        var polarity = PolarityMarker.Mark(tokens);
        var terms = new List<Term>();
        for (var i = 0; i < tokens.Count;)
        {
            var (length, concept, opposite) = thesaurus.Find(tokens, i);
            if (length > 0)
                terms.Add(new Term(concept, opposite ? Opposite(polarity[i]) : polarity[i], i, length));
            else if (!EnglishWords.Function.Contains(tokens[i].Word) && !PolarityMarker.IsCue(tokens[i].Word))
                terms.Add(new Term(tokens[i].Stem, polarity[i], i, 1));
            i += Math.Max(1, length);
        }

        return new TermText(tokens, polarity, [.. terms]);
    }

    /// <summary>The same text with fewer terms.</summary>
    public TermText Without(Func<Term, bool> unwanted) => new(Tokens, Polarities, [.. Terms.Where(term => !unwanted(term))]);

    private static Polarity Opposite(Polarity polarity) => polarity switch
    {
        Polarity.Affirmed => Polarity.Denied,
        Polarity.Denied => Polarity.Affirmed,
        _ => polarity,
    };
}
