using System.Collections.Frozen;

namespace Bot.Core.Grading.Lexical;

/// <summary>Words and phrases that mean the same, and pairs of opposites.</summary>
/// <remarks>
/// One group a line, its members separated by commas: <c>bpe, byte pair encoding</c>. Behind <c>&lt;&gt;</c> stand opposites:
/// <c>increase, grow &lt;&gt; decrease, shrink</c>. Lines that start with # are comments. The longest phrase wins.
/// </remarks>
internal sealed class Thesaurus
{
    private readonly FrozenDictionary<string, Phrase[]> _phrases;

    private Thesaurus(IEnumerable<Phrase> phrases) =>
        _phrases = phrases
            .GroupBy(phrase => phrase.Stems[0], StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.OrderByDescending(phrase => phrase.Stems.Length).ToArray(), StringComparer.Ordinal);

    /// <summary>Reads the groups that are built into the program.</summary>
    public static Thesaurus ReadEmbedded()
    {
        using var stream = typeof(Thesaurus).Assembly.GetManifestResourceStream("Bot.Core.Grading.synonyms.txt")
            ?? throw new InvalidOperationException("The embedded synonyms are missing.");
        using var reader = new StreamReader(stream);
        return Read(reader);
    }

    public static Thesaurus Read(TextReader reader)
    {
        var phrases = new List<Phrase>();
        for (var line = reader.ReadLine(); line is not null; line = reader.ReadLine())
        {
            if (line.StartsWith('#') || string.IsNullOrWhiteSpace(line))
                continue;
            var sides = line.Split("<>");
            var concept = "=" + sides[0].Split(',')[0].Trim();
            for (var side = 0; side < sides.Length; side++)
            {
                phrases.AddRange(
                    from member in sides[side].Split(", ")
                    let stems = Tokenizer.Cut(member).Select(token => token.Stem).ToArray()
                    where stems.Length > 0
                    select new Phrase(stems, concept, side > 0));
            }
        }

        return new Thesaurus(phrases);
    }

    /// <summary>Finds the longest phrase that starts at a token.</summary>
    /// <returns>How many tokens it has, 0 when there is none; its concept; whether it stands on the opposite side.</returns>
    public (int Length, string Concept, bool Opposite) Find(IReadOnlyList<Token> tokens, int at)
    {
        if (_phrases.TryGetValue(tokens[at].Stem, out var phrases))
        {
            foreach (var phrase in phrases)
            {
                if (phrase.IsAt(tokens, at))
                    return (phrase.Stems.Length, phrase.Concept, phrase.Opposite);
            }
        }

        return (0, "", false);
    }

    private sealed record Phrase(string[] Stems, string Concept, bool Opposite)
    {
        public bool IsAt(IReadOnlyList<Token> tokens, int at)
        {
            if (at + Stems.Length > tokens.Count)
                return false;
            for (var i = 1; i < Stems.Length; i++)
            {
                if (tokens[at + i].Stem != Stems[i] || tokens[at + i].Before > Boundary.Comma)
                    return false;
            }

            return true;
        }
    }
}
