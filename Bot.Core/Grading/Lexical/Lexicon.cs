using F23.StringSimilarity;

namespace Bot.Core.Grading.Lexical;

/// <summary>The words that matter to one request, each with an ordinal and a weight.</summary>
/// <remarks>
/// A word weighs log(1 + N ÷ n) ÷ log(1 + N), where n of the rubric's N criteria contain it: what stands in every criterion tells
/// them apart least. Words of the question count for a fraction, and so do words that say little. A word of the answer that is one
/// typing error away from a word of the rubric (six letters at least, the first one right) is taken for it.
/// </remarks>
internal sealed class Lexicon
{
    private const int ShortestMistyped = 6;

    private readonly Dictionary<string, int> _ordinals = new(StringComparer.Ordinal);
    private readonly List<double> _weights = [];
    private readonly List<bool> _inStem = [];
    private readonly HashSet<string> _stem;
    private readonly Dictionary<string, int> _frequency;
    private readonly int _criteria;
    private readonly LexicalOptions _options;
    private readonly Dictionary<string, int> _answered = new(StringComparer.Ordinal);
    private ILookup<char, string>? _mistypable;

    public Lexicon(TermText stem, IReadOnlyCollection<TermText> criteria, LexicalOptions options)
    {
        _options = options;
        _criteria = Math.Max(1, criteria.Count);
        _stem = stem.Terms.Select(term => term.Concept).ToHashSet(StringComparer.Ordinal);
        _frequency = criteria
            .SelectMany(text => text.Terms.Select(term => term.Concept).Distinct(StringComparer.Ordinal))
            .GroupBy(concept => concept, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
    }

    public int Count => _weights.Count;

    /// <summary>What a word counts that the rubric does not know.</summary>
    public double WeightOfOther(string concept) => EnglishWords.Light.Contains(concept) ? _options.LightWordWeight : 1;

    public double Weight(int ordinal) => _weights[ordinal];

    public bool IsOfTheStem(int ordinal) => _inStem[ordinal];

    public bool IsOfTheStem(string concept) => _stem.Contains(concept);

    /// <summary>Adds the words of a criterion or an exemplar.</summary>
    public Profile Add(TermText text)
    {
        var terms = text.Terms
            .GroupBy(term => Ordinal(term.Concept))
            .Select(group => (group.Key, group.First().Polarity));
        return new Profile([.. terms.Select(term => (term.Key, term.Polarity, _weights[term.Key]))], this);
    }

    /// <summary>Finds a word of the answer.</summary>
    /// <returns>Its ordinal, or −1 when the rubric does not know it.</returns>
    public int Find(string concept)
    {
        if (!_answered.TryGetValue(concept, out var ordinal))
            _answered[concept] = ordinal = _ordinals.TryGetValue(concept, out var known) ? known : FindMistyped(concept);
        return ordinal;
    }

    private int Ordinal(string concept)
    {
        if (_ordinals.TryGetValue(concept, out var ordinal))
            return ordinal;
        _ordinals[concept] = _weights.Count;
        var frequency = Math.Max(1, _frequency.GetValueOrDefault(concept));
        var inStem = _stem.Contains(concept);
        _weights.Add(
            Math.Log(1 + ((double)_criteria / frequency)) / Math.Log(1 + _criteria)
            * (inStem ? _options.QuestionWordWeight : 1)
            * (EnglishWords.Light.Contains(concept) ? _options.LightWordWeight : 1));
        _inStem.Add(inStem);
        return _weights.Count - 1;
    }

    private int FindMistyped(string concept)
    {
        if (concept.Length < ShortestMistyped || !concept.All(char.IsAsciiLetter))
            return -1;
        _mistypable ??= _ordinals.Keys.Where(known => known.Length >= ShortestMistyped - 1 && known[0] != '=').ToLookup(known => known[0]);
        var distance = new Damerau();
        foreach (var known in _mistypable[concept[0]])
        {
            if (Math.Abs(known.Length - concept.Length) <= 1 && distance.Distance(known, concept) <= 1)
                return _ordinals[known];
        }

        return -1;
    }
}
