namespace Bot.Core.Import.Lines;

/// <summary>Quotation marks, straight and curly.</summary>
internal static class Quoted
{
    private const string Marks = "\"“”„";

    /// <summary>Takes off the quotes around a whole text; quotes inside stay.</summary>
    public static string Strip(string text)
    {
        text = text.Trim();
        return text.Length > 1 && IsMark(text[0]) && IsMark(text[^1]) && !HasPairInside(text) ? text[1..^1].Trim() : text;
    }

    /// <summary>Tells whether a quotation is opened and not closed, which shows that something behind it is missing.</summary>
    public static bool IsOpen(string text) => text.Count(IsMark) % 2 == 1;

    public static bool IsMark(char c) => Marks.Contains(c, StringComparison.Ordinal);

    /// <summary>Lists what stands in quotes.</summary>
    public static IReadOnlyList<string> All(string text)
    {
        var found = new List<string>();
        for (var i = 0; i < text.Length; i++)
        {
            if (IsMark(text[i]) && text.AsSpan(i + 1).IndexOfAny(Marks) is var length && length > 0)
            {
                found.Add(text.Substring(i + 1, length).Trim());
                i += length + 1;
            }
        }

        return found;
    }

    /// <summary>Tells of “a” and “b” that the first mark does not belong to the last.</summary>
    private static bool HasPairInside(string text)
    {
        var inside = text[1..^1].Count(IsMark);
        return inside % 2 == 0 && inside > 0 && text[1..^1].AsSpan().IndexOfAny("”\"") is var close && close >= 0
            && text[1..^1].AsSpan().IndexOfAny("“„") is var open && (open < 0 || close < open)
            && (text[close + 1] == '”' || close + 2 >= text.Length - 1 || !char.IsLetterOrDigit(text[close + 2]));
    }
}
