using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Bot.Core.Import.Lines;

namespace Bot.Core.Import.Informal;

/// <summary>A line of a <see cref="TaggedListReader"/>'s bank: tags, a question, or both.</summary>
/// <param name="Before">The tag before the question, or alone on the line.</param>
/// <param name="Question">The question.</param>
/// <param name="Behind">The tag behind the question.</param>
internal sealed partial record TaggedLine(string? Before, string? Question, string? Behind)
{
    public ImmutableArray<string> Tags => [.. new[] { Before, Behind }.OfType<string>()];

    public static TaggedLine Read(BankLine line)
    {
        var text = line.Raw.Length > BankLine.Longest ? "" : line.Raw.Trim();
        var before = First.Match(text);
        var rest = before.Success ? text[before.Length..] : text;
        var bullet = Bullet.Match(rest);
        if (!bullet.Success)
        {
            return before.Success && rest.Length == 0 ? new TaggedLine(before.Groups["tag"].Value, null, null) : new TaggedLine(null, null, null);
        }

        rest = rest[bullet.Length..].Trim();
        var inner = before.Success ? Match.Empty : First.Match(rest);
        before = inner.Success ? inner : before;
        rest = inner.Success ? rest[inner.Length..].Trim() : rest;
        var behind = Last.Match(rest);
        rest = BankLine.Plain(behind.Success ? rest[..behind.Index].TrimEnd() : rest);
        return new TaggedLine(
            before.Success ? before.Groups["tag"].Value : null,
            rest.Length > 0 ? rest : null,
            behind.Success ? behind.Groups["tag"].Value : null);
    }

    [GeneratedRegex(@"^[*_`]*\[(?<tag>[A-Za-z][A-Za-z -]{2,19})\](?!\()[*_`]*\s*")]
    private static partial Regex First { get; }

    [GeneratedRegex(@"\s*[*_`]*\[(?<tag>[A-Za-z][A-Za-z -]{2,19})\][*_`]*$")]
    private static partial Regex Last { get; }

    [GeneratedRegex(@"^(?:[-*+•]|\d{1,4}[.)])\s+")]
    private static partial Regex Bullet { get; }
}
