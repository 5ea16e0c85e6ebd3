using System.Collections.Frozen;
using System.Globalization;

namespace Bot.Core.Grading.Lexical;

/// <summary>A figure with its magnitude and unit.</summary>
/// <param name="Value">The value in the smallest unit of its kind: bytes, seconds, percent; or the bare count.</param>
/// <param name="Kind">What is counted: "bytes", "seconds", "percent", "times", or nothing in particular.</param>
internal readonly record struct Figure(double Value, string Kind)
{
    private const double Tolerance = 0.03;

    /// <summary>Tells whether another figure says the same: the same kind, and 3 % off at most, so that 4k is 4,096 and 128k is 131,072. "Times" may be a ratio or a count.</summary>
    public bool IsSaidBy(Figure other) =>
        (Kind == other.Kind || IsCount(Kind) && IsCount(other.Kind)) && Math.Abs(Value - other.Value) <= Tolerance * Math.Max(Math.Abs(Value), Math.Abs(other.Value));

    private static bool IsCount(string kind) => kind is "" or "times";
}

/// <summary>Reads the figures of a text.</summary>
/// <remarks>
/// <para>
/// "4k", "4,096", "4 thousand", "~4 GB", "15%", "15 percent", "3x", "three". The first of k, m, b, t or thousand, million, billion,
/// trillion scales; a unit of bytes, time, percent or times makes the kind. Units are decimal: the difference to 1,024 lies within the
/// tolerance up to a megabyte, and beyond it GB and GiB are taken for the same. A range has two figures.
/// </para>
/// <para>
/// A number to mention counts as said when any of its figures is said, whatever is said about it. A figure that belongs to a name
/// ("Llama 3", "GPT-4", "H100") counts only when the text has no other.
/// </para>
/// </remarks>
internal static class Figures
{
    private static readonly FrozenDictionary<string, double> Magnitudes = new (string Word, double Value)[]
    {
        ("k", 1e3), ("thousand", 1e3), ("m", 1e6), ("mn", 1e6), ("million", 1e6), ("b", 1e9), ("bn", 1e9), ("billion", 1e9),
        ("t", 1e12), ("trillion", 1e12), ("hundred", 1e2),
    }.ToFrozenDictionary(pair => pair.Word, pair => pair.Value, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, (double Factor, string Kind)> Units = new (string Word, (double Factor, string Kind) Value)[]
    {
        ("byte", (1, "bytes")), ("bytes", (1, "bytes")), ("kb", (1e3, "bytes")), ("kib", (1e3, "bytes")), ("mb", (1e6, "bytes")), ("mib", (1e6, "bytes")),
        ("gb", (1e9, "bytes")), ("gib", (1e9, "bytes")), ("gig", (1e9, "bytes")), ("gigs", (1e9, "bytes")), ("gigabyte", (1e9, "bytes")), ("gigabytes", (1e9, "bytes")),
        ("megabytes", (1e6, "bytes")), ("kilobytes", (1e3, "bytes")), ("tb", (1e12, "bytes")), ("tib", (1e12, "bytes")), ("terabytes", (1e12, "bytes")),
        ("ns", (1e-9, "seconds")), ("us", (1e-6, "seconds")), ("µs", (1e-6, "seconds")), ("ms", (1e-3, "seconds")), ("millisecond", (1e-3, "seconds")), ("milliseconds", (1e-3, "seconds")),
        ("s", (1, "seconds")), ("sec", (1, "seconds")), ("secs", (1, "seconds")), ("second", (1, "seconds")), ("seconds", (1, "seconds")),
        ("min", (60, "seconds")), ("mins", (60, "seconds")), ("minute", (60, "seconds")), ("minutes", (60, "seconds")), ("h", (3600, "seconds")), ("hour", (3600, "seconds")), ("hours", (3600, "seconds")),
        ("day", (86400, "seconds")), ("days", (86400, "seconds")),
        ("%", (1, "percent")), ("percent", (1, "percent")), ("pct", (1, "percent")),
        ("x", (1, "times")), ("times", (1, "times")), ("fold", (1, "times")),
    }.ToFrozenDictionary(pair => pair.Word, pair => pair.Value, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, double> Spelled = new (string Word, double Value)[]
    {
        ("two", 2), ("three", 3), ("four", 4), ("five", 5), ("six", 6), ("seven", 7), ("eight", 8), ("nine", 9), ("ten", 10), ("eleven", 11),
        ("twelve", 12), ("sixteen", 16), ("twenty", 20), ("thirty", 30), ("forty", 40), ("fifty", 50), ("sixty", 60), ("seventy", 70), ("eighty", 80), ("ninety", 90),
    }.ToFrozenDictionary(pair => pair.Word, pair => pair.Value, StringComparer.Ordinal);

    public static IReadOnlyList<Figure> Of(IReadOnlyList<Token> tokens)
    {
        var (figures, named) = (new List<Figure>(), new List<Figure>());
        for (var i = 0; i < tokens.Count; i++)
        {
            if (IsListMark(tokens, i) || Read(tokens, i) is not { } figure)
                continue;
            (IsOfAName(tokens, i) ? named : figures).Add(figure);
        }

        return figures.Count > 0 ? figures : named;
    }

    private static Figure? Read(IReadOnlyList<Token> tokens, int at)
    {
        var word = tokens[at].Word;
        var digits = 0;
        while (digits < word.Length && (char.IsAsciiDigit(word[digits]) || (word[digits] is '.' or ',' && digits > 0)))
            digits++;
        double value;
        if (digits == 0)
        {
            if (!Spelled.TryGetValue(word, out value))
                return null;
            digits = word.Length;
        }
        else if (!double.TryParse(word.AsSpan(0, digits).ToString().Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value))
        {
            return null;
        }

        // "4k", "4 k", "4 million GB", "4gb", "4x": at most one magnitude and one unit follow, glued on or as words.
        var (scale, kind, rest, next) = (1.0, "", word[digits..], at + 1);
        for (var part = 0; part < 2; part++)
        {
            var glued = rest.Length > 0;
            if (!glued)
            {
                if (next >= tokens.Count || tokens[next].Before > Boundary.None)
                    break;
                rest = tokens[next++].Word;
            }

            if (scale == 1 && kind.Length == 0 && Magnitudes.TryGetValue(rest, out var magnitude))
                scale = magnitude;
            else if (Units.TryGetValue(rest, out var unit))
                (scale, kind) = (scale * unit.Factor, unit.Kind);
            else if (glued)
                return null;
            else
                break;
            rest = "";
            if (kind.Length > 0)
                break;
        }

        return new Figure(value * scale, kind);
    }

    // "1. First …", "2) Then …".
    private static bool IsListMark(IReadOnlyList<Token> tokens, int at) =>
        tokens[at].Before == Boundary.Sentence && tokens[at].Word.Length <= 2 && at + 1 < tokens.Count && tokens[at + 1].Before > Boundary.None;

    private static bool IsOfAName(IReadOnlyList<Token> tokens, int at) =>
        at > 0 && tokens[at].Before == Boundary.None && Names.Contains(tokens[at - 1].Word);

    private static readonly FrozenSet<string> Names = new[]
    {
        "llama", "gpt", "claude", "gemini", "gemma", "qwen", "mistral", "phi", "t", "v", "version", "python", "http", "ipv", "layer", "step", "figure", "chapter", "level", "deepseek", "falcon", "palm",
    }.ToFrozenSet(StringComparer.Ordinal);
}
