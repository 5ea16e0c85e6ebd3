using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Bot.Core.Import.Lines;

/// <summary>
/// A line of a bank, freed of what a way of writing adds: Markdown's heading marks, emphasis around a label, list marks, anchors behind
/// headings. The same words in a scraped page and in clean Markdown give the same <see cref="Text"/>.
/// </summary>
internal sealed partial record BankLine
{
    /// <summary>The length from which a line counts as blank to readers that go by lines: it is none of a person, and would only cost time.</summary>
    public const int Longest = 20_000;

    private BankLine(int number, string raw) => (Number, Raw) = (number, raw);

    /// <summary>Gets the line's number; the first is 1.</summary>
    public int Number { get; }

    /// <summary>Gets the line as it is, without its end.</summary>
    public string Raw { get; }

    /// <summary>Gets the level of a Markdown heading, else 0.</summary>
    public int Heading { get; private init; }

    /// <summary>Gets a value indicating whether an anchor sign stands behind the line, as it does behind headings of rendered pages.</summary>
    public bool IsAnchored { get; private init; }

    /// <summary>Gets a value indicating whether the line is set off as a bullet.</summary>
    public bool IsBullet { get; private init; }

    /// <summary>Gets the number in front of a numbered line.</summary>
    public int? Ordinal { get; private init; }

    /// <summary>Gets how many blanks stand before the line; a tab counts as four.</summary>
    public int Indent { get; private init; }

    /// <summary>Gets a value indicating whether the line opens or closes a block of code.</summary>
    public bool IsFence { get; private init; }

    /// <summary>Gets a value indicating whether the line stands in a block of code.</summary>
    public bool IsCode { get; private init; }

    /// <summary>Gets the words without a list mark.</summary>
    public string Text { get; private init; } = "";

    /// <summary>Gets the words with the number of a numbered line, but without a bullet.</summary>
    public string Whole { get; private init; } = "";

    public bool IsBlank => Whole.Length == 0;

    /// <summary>Gets a value indicating whether the line is an entry of a list.</summary>
    public bool IsListed => IsBullet || Ordinal is not null;

    /// <summary>Gets a value indicating whether the line only draws something: a rule, or the fence around code.</summary>
    public bool IsDrawing => !IsCode && !IsBlank && (IsFence || Drawn.IsMatch(Raw));

    public static ImmutableArray<BankLine> Split(string text)
    {
        var lines = ImmutableArray.CreateBuilder<BankLine>();
        var fence = "";
        foreach (var raw in text.Split('\n'))
        {
            var line = Read(lines.Count + 1, raw.TrimEnd('\r', ' ', '\t'), ref fence);
            lines.Add(line);
        }

        return lines.ToImmutable();
    }

    /// <summary>Gives the line with other words.</summary>
    public BankLine With(string raw)
    {
        var fence = IsCode ? "`" : "";
        return Read(Number, raw, ref fence);
    }

    /// <summary>Takes off the emphasis around a label or around a whole line.</summary>
    public static string Plain(string text)
    {
        foreach (var mark in Marks)
        {
            if (text.StartsWith(mark, StringComparison.Ordinal) && text.IndexOf(mark, mark.Length, StringComparison.Ordinal) is var end && end > mark.Length)
            {
                var (inner, rest) = (text[mark.Length..end], text[(end + mark.Length)..]);
                return inner.EndsWith(':') || rest.Length == 0 || rest.StartsWith(':') ? inner + rest : text;
            }
        }

        return text;
    }

    private static BankLine Read(int number, string raw, ref string fence)
    {
        if (raw.Length > Longest)
        {
            return new BankLine(number, raw) { IsCode = fence.Length > 0 };
        }

        var trimmed = raw.Trim();
        var found = Fence.Match(trimmed);
        if (fence.Length == 0 && found.Success)
        {
            fence = found.Value[..1];
            return new BankLine(number, raw) { IsFence = true, Text = trimmed, Whole = trimmed };
        }

        if (fence.Length > 0)
        {
            var closes = found.Success && found.Value[..1] == fence && trimmed.Trim(fence[0]).Length == 0;
            fence = closes ? "" : fence;
            return new BankLine(number, raw) { IsFence = closes, IsCode = !closes, Text = trimmed, Whole = trimmed };
        }

        var heading = HeadingMarks.Match(trimmed);
        var body = heading.Success ? trimmed[heading.Length..].TrimEnd('#').TrimEnd() : trimmed;
        var anchor = Anchor.Match(body);
        body = Plain(anchor.Success ? body[..anchor.Index].TrimEnd() : body);
        var mark = Mark.Match(body);
        var (isBullet, ordinal) = (mark.Groups["bullet"].Success, mark.Groups["number"]);
        var text = mark.Success ? Plain(body[mark.Length..].TrimStart()) : body;
        return new BankLine(number, raw)
        {
            Heading = heading.Success ? heading.ValueSpan.Trim().Length : 0,
            IsAnchored = anchor.Success,
            IsBullet = isBullet,
            Ordinal = ordinal.Success ? int.Parse(ordinal.Value, CultureInfo.InvariantCulture) : null,
            Indent = raw.TakeWhile(c => c is ' ' or '\t').Sum(c => c == '\t' ? 4 : 1),
            Text = text,
            Whole = isBullet ? text : body,
        };
    }

    private static readonly ImmutableArray<string> Marks = ["**", "__", "*", "_"];

    [GeneratedRegex(@"^(`{3,}|~{3,})")]
    private static partial Regex Fence { get; }

    [GeneratedRegex(@"^#{1,6}(?=\s)\s+")]
    private static partial Regex HeadingMarks { get; }

    [GeneratedRegex(@"\s*(¶|\[[¶#]\]\([^)\s]*\)|\{#[\w-]+\}|(?<=\S)\s#)$")]
    private static partial Regex Anchor { get; }

    [GeneratedRegex(@"^(?:(?<bullet>[-*+•‣◦▪])|(?<number>\d{1,4})[.)])(?=\s|$)")]
    private static partial Regex Mark { get; }

    [GeneratedRegex(@"^\s*([-*_=]\s*){3,}$")]
    private static partial Regex Drawn { get; }
}
