using F23.StringSimilarity;

namespace Bot.Core.Import.Yaml;

/// <summary>Finds what an author probably meant, for as long as looking is cheap: a file of nothing but mistakes gets no guesses in the end.</summary>
internal sealed class Spelling
{
    private const double NearEnough = 0.55;

    private readonly NormalizedLevenshtein levenshtein = new();
    private long left = 50_000_000;

    /// <summary>Finds the text that is most like another one, whatever the case of their letters.</summary>
    /// <returns><see langword="null"/> when none is near enough.</returns>
    public string? FindNearest(string text, IEnumerable<string> candidates)
    {
        string? nearest = null;
        var best = 0.0;
        foreach (var candidate in candidates)
        {
            // Texts of very different lengths are never near, and need not be compared.
            var (shorter, longer) = (Math.Min(text.Length, candidate.Length), Math.Max(text.Length, candidate.Length));
            if (shorter < NearEnough * longer || (left -= (long)shorter * longer) < 0)
            {
                continue;
            }

            var likeness = 1 - levenshtein.Distance(candidate.ToLowerInvariant(), text.ToLowerInvariant());
            if (likeness >= NearEnough && likeness > best)
            {
                (nearest, best) = (candidate, likeness);
            }
        }

        return nearest;
    }
}
