namespace Bot.Core.Grading.Lexical;

/// <summary>Cuts a text into words, numbers and formulas, and remembers where each stood.</summary>
internal static class Tokenizer
{
    private const int LongestFormula = 24;

    /// <param name="original">The text as it was written.</param>
    /// <param name="limit">How many characters of it are read.</param>
    public static List<Token> Cut(string original, int limit = int.MaxValue)
    {
        var folding = Folding.Of(original, limit);
        var text = folding.Text;
        var tokens = new List<Token>();
        var before = Boundary.Sentence;
        for (var i = 0; i < text.Length;)
        {
            if (!StartsToken(text, i))
            {
                before = Stronger(before, BoundaryAt(text, i, tokens));
                i++;
                continue;
            }

            var end = EndOfToken(text, i);
            var word = text[i..end].Replace("'", "", StringComparison.Ordinal);
            var formula = EndOfFormula(text, word, end);
            if (formula > end)
                (word, end) = (text[i..formula].Replace(" ", "", StringComparison.Ordinal).Replace("*", "", StringComparison.Ordinal), formula);
            else if (text[i..end].EndsWith("'s", StringComparison.Ordinal))
                word = word[..^1];
            tokens.Add(new Token(word, EnglishStemmer.Stem(word), folding.OriginOf(i).Start, folding.OriginOf(end - 1).End, before));
            before = Boundary.None;
            i = end;
        }

        return tokens;
    }

    private static bool StartsToken(string text, int i) => char.IsLetterOrDigit(text[i]);

    private static Boundary Stronger(Boundary one, Boundary other) => one > other ? one : other;

    private static int EndOfToken(string text, int i)
    {
        for (i++; i < text.Length; i++)
        {
            var inside = i + 1 < text.Length && char.IsLetterOrDigit(text[i + 1]) && text[i] switch
            {
                '\'' => char.IsLetter(text[i - 1]) && char.IsLetter(text[i + 1]),
                '_' or '^' => true,
                '.' or ',' => char.IsDigit(text[i - 1]) && char.IsDigit(text[i + 1]) && (text[i] == '.' || IsThousands(text, i)),
                _ => false,
            };
            if (!char.IsLetterOrDigit(text[i]) && !inside)
                return text[i] == '%' && char.IsDigit(text[i - 1]) ? i + 1 : i;
        }

        return i;
    }

    // "4,096" is one number, "1,2" are two.
    private static bool IsThousands(string text, int comma)
    {
        var digits = 0;
        while (comma + 1 + digits < text.Length && char.IsDigit(text[comma + 1 + digits]))
            digits++;
        return digits == 3;
    }

    // O(n^2) and sqrt(d_k) are one token; the bracket has to follow at once.
    private static int EndOfFormula(string text, string name, int end)
    {
        if (name is not ("o" or "θ" or "ω" or "sqrt" or "log" or "exp") || end >= text.Length || text[end] != '(')
            return end;
        var depth = 0;
        for (var i = end; i < text.Length && i < end + LongestFormula && text[i] != '\n'; i++)
        {
            depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0)
                return i + 1;
        }

        return end;
    }

    private static Boundary BoundaryAt(string text, int i, List<Token> tokens)
    {
        var next = i + 1 < text.Length ? text[i + 1] : '\n';
        return text[i] switch
        {
            '\n' or '\r' or '!' or '?' or '。' or '！' or '？' => Boundary.Sentence,
            '.' => char.IsLetterOrDigit(next) || IsAbbreviation(tokens) ? Boundary.None : Boundary.Sentence,
            ';' or '–' or ':' or '|' => Boundary.Clause,
            '-' => next == ' ' && i > 0 && text[i - 1] == ' ' ? Boundary.Clause : Boundary.None,
            ',' or '(' or ')' or '[' or ']' or '、' or '，' => Boundary.Comma,
            _ => Boundary.None,
        };
    }

    private static bool IsAbbreviation(List<Token> tokens) =>
        tokens.Count > 0 && tokens[^1].Word is "g" or "e" or "vs" or "approx" or "eq" or "fig" or "cf" or "resp";
}
