using System.Collections.Frozen;

namespace Bot.Core.Import.Lines;

/// <summary>The words with which the parts of a question are introduced, in one format.</summary>
/// <typeparam name="T">What the words stand for.</typeparam>
internal sealed class Labels<T>
    where T : struct, Enum
{
    private const int Longest = 80;

    private readonly FrozenDictionary<string, T> words;

    public Labels(params IEnumerable<(string Words, T Part)> labels) => words = labels.ToFrozenDictionary(pair => Fold(pair.Words), pair => pair.Part);

    /// <summary>Finds the part that a text introduces: "Direct answer: …", also with a remark in parentheses before the colon.</summary>
    /// <param name="text">The text.</param>
    /// <param name="part">The part.</param>
    /// <param name="rest">What stands behind the colon.</param>
    /// <returns><see langword="false"/> when the text begins with no known label.</returns>
    public bool TryRead(string text, out T part, out string rest)
    {
        (part, rest) = (default, "");
        var colon = text.AsSpan(0, Math.Min(text.Length, Longest)).IndexOf(':');
        if (colon <= 0 || !words.TryGetValue(Fold(text[..colon]), out part))
        {
            return false;
        }

        rest = text[(colon + 1)..].Trim();
        return true;
    }

    /// <summary>Finds the part that a line introduces; a Markdown heading needs no colon.</summary>
    public bool TryRead(BankLine line, out T part, out string rest) =>
        TryRead(line.Heading > 0 && !line.Text.Contains(':', StringComparison.Ordinal) ? line.Text + ":" : line.Text, out part, out rest);

    private static string Fold(string text)
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        return (open > 0 ? text[..open] : text).Trim(' ', '*', '_').Replace('’', '\'').ToLowerInvariant();
    }
}
