namespace Bot.Core.Import.Duplicates;

/// <summary>How much the words of a collection of texts say: the fewer texts have one, the more.</summary>
internal sealed class WordWeights
{
    private readonly Dictionary<string, double> _weights;

    public WordWeights(IEnumerable<IEnumerable<string>> texts)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var all = 0;
        foreach (var words in texts)
        {
            var any = false;
            foreach (var word in words)
            {
                counts[word] = counts.GetValueOrDefault(word) + 1;
                any = true;
            }

            all += any ? 1 : 0;
        }

        _weights = counts.ToDictionary(pair => pair.Key, pair => Math.Log(1 + ((double)all / pair.Value)), StringComparer.Ordinal);
    }

    /// <summary>Gives the words of a text their weights, of length 1 together.</summary>
    public Dictionary<string, double> Weigh(Dictionary<string, double> words)
    {
        var weights = words.ToDictionary(pair => pair.Key, pair => pair.Value * _weights[pair.Key], StringComparer.Ordinal);
        var length = Math.Sqrt(weights.Values.Sum(weight => weight * weight));
        return weights.ToDictionary(pair => pair.Key, pair => pair.Value / length, StringComparer.Ordinal);
    }

    /// <summary>Compares two texts whose words were weighed.</summary>
    /// <returns>0 for no word in common to 1 for the same words.</returns>
    public static double Alike(Dictionary<string, double> one, Dictionary<string, double> other) =>
        one.Sum(pair => other.TryGetValue(pair.Key, out var weight) ? pair.Value * weight : 0);

    /// <summary>Compares two texts.</summary>
    /// <returns>0 for no word in common to 1 for the same words.</returns>
    public double Alike(HashSet<string> one, HashSet<string> other)
    {
        var common = one.Where(other.Contains).Sum(Square);
        return common == 0 ? 0 : common / Math.Sqrt(one.Sum(Square) * other.Sum(Square));
    }

    private double Square(string word) => _weights[word] * _weights[word];
}
