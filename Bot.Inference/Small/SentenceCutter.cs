namespace Bot.Inference.Small;

/// <summary>Cuts a text, as it was written, into sentences.</summary>
/// <remarks>
/// A sentence ends at white space behind a full stop, a question or an exclamation mark, at a new line, and at a semicolon before
/// white space; one that does not end is cut after <see cref="LongestSentence"/> words. A fragment of one or two words joins the
/// sentence before it. White space around a sentence does not belong to it. The model was trained on sentences cut like this.
/// </remarks>
internal static class SentenceCutter
{
    /// <summary>The words after which a sentence that does not end is cut.</summary>
    public const int LongestSentence = 40;

    private const int ShortestSentence = 3;

    /// <summary>Cuts a text.</summary>
    /// <param name="text">The text; may hold anything.</param>
    /// <returns>The sentences, in their order, without overlap; none when there is nothing but white space.</returns>
    public static List<TextSpan> Cut(string text)
    {
        var sentences = new List<TextSpan>();
        for (var start = 0; start < text.Length;)
        {
            var (end, next) = EndOfSentence(text, start);
            AddWords(WordsOf(text, start, end), sentences);
            start = next;
        }

        return sentences;
    }

    /// <summary>Tells whether a character is white space, the separators of files and records among them.</summary>
    public static bool IsSpace(char character) => char.IsWhiteSpace(character) || character is >= '\x1C' and <= '\x1F';

    private static (int End, int Next) EndOfSentence(string text, int start)
    {
        for (var i = start; i < text.Length; i++)
        {
            if (i > 0 && text[i - 1] is '.' or '!' or '?' && IsSpace(text[i]))
                return (i, SkipSpace(text, i));
            if (text[i] == '\n')
                return (i, SkipNewLines(text, i));
            if (text[i] == ';' && i + 1 < text.Length && IsSpace(text[i + 1]))
                return (i, SkipSpace(text, i + 1));
        }

        return (text.Length, text.Length);
    }

    private static int SkipSpace(string text, int i)
    {
        while (i < text.Length && IsSpace(text[i]))
            i++;
        return i;
    }

    private static int SkipNewLines(string text, int i)
    {
        while (i < text.Length && text[i] == '\n')
            i++;
        return i;
    }

    private static List<TextSpan> WordsOf(string text, int from, int to)
    {
        var words = new List<TextSpan>();
        for (var i = from; i < to;)
        {
            var start = i;
            while (i < to && !IsSpace(text[i]))
                i++;
            if (i > start)
                words.Add(new TextSpan(start, i));
            else
                i++;
        }

        return words;
    }

    private static void AddWords(List<TextSpan> words, List<TextSpan> sentences)
    {
        if (words.Count == 0)
            return;
        for (var first = 0; first < words.Count; first += LongestSentence)
        {
            var last = Math.Min(first + LongestSentence, words.Count) - 1;
            var isFragment = last - first + 1 < ShortestSentence;
            if (isFragment && sentences.Count > 0)
                sentences[^1] = sentences[^1] with { End = words[last].End };
            else
                sentences.Add(new TextSpan(words[first].Start, words[last].End));
        }
    }
}
