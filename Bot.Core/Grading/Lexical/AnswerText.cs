namespace Bot.Core.Grading.Lexical;

/// <summary>An answer, cut up for comparison with the criteria of one request.</summary>
internal sealed class AnswerText
{
    private const int ShortestCopy = 4;
    private const double CopiedFrom = 0.6;
    private const double SubstantialFrom = 5;

    private readonly string _original;
    private readonly int[] _termAt;
    private readonly double _statement;
    private readonly double[] _statements;
    private readonly bool[] _copied;
    private readonly HashSet<(string, string, string)> _ofTheStem;

    public AnswerText(string original, TermText text, IReadOnlyList<Window> windows, TermText stem, Lexicon lexicon)
    {
        _original = original;
        Text = text;
        var sentences = windows.Where(window => window.Kind == WindowKind.Sentence).ToArray();
        _statements = [.. sentences.Select(sentence => Manner.Statement(text.Tokens, (sentence.From, sentence.To)))];
        _statement = Manner.Statement(text.Tokens, sentences.Select(sentence => (sentence.From, sentence.To)));
        _ofTheStem = [.. Triples(stem.Tokens, 0, stem.Tokens.Count)];
        _copied = [.. sentences.Select(sentence => IsCopied(sentence.From, sentence.To))];
        Windows = [.. windows.Where(window => !_copied[window.Sentence] && !(window.Kind == WindowKind.Pair && _copied[window.Sentence + 1]))];
        IsCopy = sentences.Length > 0 && sentences.Where(sentence => _copied[sentence.Sentence]).Sum(sentence => sentence.To - sentence.From) * 2 > text.Tokens.Count;

        _termAt = new int[text.Tokens.Count + 1];
        foreach (var term in text.Terms)
            _termAt[term.Token + 1]++;
        for (var i = 1; i < _termAt.Length; i++)
            _termAt[i] += _termAt[i - 1];

        var ordinals = text.Terms.Select(term => lexicon.Find(term.Concept)).ToArray();
        Words = new AnswerWords(
            ordinals,
            [.. text.Terms.Select((term, i) => ordinals[i] >= 0 ? lexicon.Weight(ordinals[i]) : lexicon.WeightOfOther(term.Concept))],
            [.. text.Terms.Select(term => term.Polarity)]);
        IsSubstantial = text.Terms
            .Where((_, i) => ordinals[i] < 0 || !lexicon.IsOfTheStem(ordinals[i]))
            .Select(term => term.Concept).Distinct(StringComparer.Ordinal).Count() >= SubstantialFrom;
    }

    public TermText Text { get; }

    public AnswerWords Words { get; }

    /// <summary>The windows that are the member's own words.</summary>
    public IReadOnlyList<Window> Windows { get; }

    /// <summary>Whether more than half of the answer repeats the question.</summary>
    public bool IsCopy { get; }

    /// <summary>Whether enough is said that leaving something out means anything.</summary>
    public bool IsSubstantial { get; }

    public (int From, int To) TermsOf(int from, int to) => (_termAt[from], _termAt[to]);

    /// <summary>How much a window reads as a statement, 0 to 1.</summary>
    public double StatementOf(Window window) => window.Kind switch
    {
        WindowKind.Pair => Math.Min(_statement, (_statements[window.Sentence] + _statements[window.Sentence + 1]) / 2),
        WindowKind.Whole => _statement,
        _ => Math.Min(_statement, _statements[window.Sentence]),
    };

    public string Quote(Window window) => _original[Text.Tokens[window.From].Start..Text.Tokens[window.To - 1].End];

    /// <summary>Whether a sentence repeats the question: three of five of its triples of words at least stand there too.</summary>
    /// <param name="from">The sentence's first token.</param>
    /// <param name="to">Its last, exclusive.</param>
    public bool IsCopied(int from, int to)
    {
        if (to - from < ShortestCopy)
            return false;
        var triples = Triples(Text.Tokens, from, to).ToArray();
        return triples.Count(_ofTheStem.Contains) >= CopiedFrom * triples.Length;
    }

    private static IEnumerable<(string, string, string)> Triples(IReadOnlyList<Token> tokens, int from, int to)
    {
        for (var i = from; i + 2 < to; i++)
            yield return (tokens[i].Stem, tokens[i + 1].Stem, tokens[i + 2].Stem);
    }
}
