using System.Text.RegularExpressions;

namespace Bot.Core.Import.Lines;

/// <summary>Cuts prose into sentences.</summary>
internal static partial class Sentences
{
    public static IReadOnlyList<string> Cut(string text)
    {
        var sentences = new List<string>();
        var start = 0;
        foreach (var match in End.EnumerateMatches(text))
        {
            var end = match.Index + match.Length;
            if (!Abbreviated.IsMatch(text[start..end].TrimEnd()))
            {
                sentences.Add(text[start..end].Trim());
                start = end;
            }
        }

        sentences.Add(text[start..].Trim());
        return [.. sentences.Where(sentence => sentence.Length > 0)];
    }

    [GeneratedRegex(@"[.!?][""”’)\]]*\s+(?=[""“‘(\[]*[\p{Lu}\d])")]
    private static partial Regex End { get; }

    [GeneratedRegex(@"(?:\b(?:e\.g|i\.e|vs|cf|etc|al|approx|resp|Fig|Eq|No|Dr|Mr|Mrs|St|Vol)|\b\p{Lu})\.$")]
    private static partial Regex Abbreviated { get; }
}
