using System.Text.RegularExpressions;
using Bot.Core.Questions;

namespace Bot.Core.Grading.Lexical;

/// <summary>What an answer must show, or leave out, to raise a red flag: the flag's text, taken apart.</summary>
internal abstract partial record Accusation
{
    private const RegexOptions Loose = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private static readonly char[] Quotes = [' ', '\'', '"', '“', '”', '.'];

    private Accusation()
    {
    }

    /// <summary>The answer makes a statement; an absolute one when the flag is an overclaim that has an absolute word itself.</summary>
    public sealed record Says(string Claim, bool Absolutely) : Accusation;

    /// <summary>The answer takes two things for one.</summary>
    public sealed record Equates(string One, string Other) : Accusation;

    /// <summary>The answer covers one thing (or, without that, anything at all) and does not mention another that must go with it.</summary>
    public sealed record LeavesOut(string? Covered, string Missing) : Accusation;

    /// <summary>The answer covers one thing and next to nothing else.</summary>
    public sealed record SaysOnly(string Covered) : Accusation;

    /// <summary>Takes a flag's text apart. "Says X or does not mention Y" has two accusations, and either raises the flag.</summary>
    /// <param name="text">The flag's text.</param>
    /// <param name="sort">What the author says it is; inferred from the text when absent.</param>
    public static IReadOnlyList<Accusation> Read(string text, FlagSort? sort) =>
        [.. Alternatives().Split(text.Trim().TrimEnd('.')).Where(part => !string.IsNullOrWhiteSpace(part)).Select(part => ReadOne(part.Trim(), sort))];

    /// <summary>Takes a flag's text apart and keeps its alternatives together.</summary>
    /// <param name="text">The flag's text.</param>
    /// <param name="sort">What the author says it is; inferred from the text when absent.</param>
    public static Accusation ReadAsOne(string text, FlagSort? sort) => ReadOne(text.Trim().TrimEnd('.'), sort);

    /// <summary>What a key point asks for, without the words that ask: "Explains that tokens are pieces" asks for "tokens are pieces".</summary>
    /// <param name="text">The key point's text.</param>
    public static string ToldBy(string text)
    {
        text = text.Trim().TrimEnd('.');
        return Told().Replace(Subject().Replace(text, ""), "").Trim(Quotes) is { Length: > 0 } told ? told : text;
    }

    private static Accusation ReadOne(string text, FlagSort? sort) => sort switch
    {
        FlagSort.Said => (Accusation?)Equation(text) ?? new Says(ClaimOf(text), Absolutely: false),
        FlagSort.Overclaim => Overclaim(text),
        FlagSort.Omission => Omission(text, sure: true) ?? new LeavesOut(null, ClaimOf(text)),
        _ => Omission(text, sure: false) ?? (Accusation?)Equation(text) ?? Overclaim(text),
    };

    private static Says Overclaim(string text)
    {
        var claim = ClaimOf(text);
        return new Says(claim, Tokenizer.Cut(claim).Any(token => EnglishWords.Absolute.Contains(token.Word)));
    }

    // "Claims that it works without a mask" claims something, unless the author is sure that it leaves something out.
    private static Accusation? Omission(string text, bool sure)
    {
        text = Subject().Replace(text, "");
        if (Without().Match(text) is { Success: true } without && (sure || without.Groups["speech"].Success || !Speech().IsMatch(text)))
            return new LeavesOut(Told().Replace(ClaimOf(Only().Replace(without.Groups["x"].Value, "")), ""), without.Groups["y"].Value);
        if (NotMentioned().Match(text) is { Success: true } missing)
            return new LeavesOut(null, missing.Groups["y"].Value);
        return Only().Match(text) is { Success: true } only ? new SaysOnly(ClaimOf(text[only.Length..])) : null;
    }

    private static Equates? Equation(string text)
    {
        var match = Confusion().Match(Subject().Replace(text, ""));
        return match.Success ? new Equates(match.Groups["x"].Value, match.Groups["y"].Value) : null;
    }

    private static string ClaimOf(string text)
    {
        text = Subject().Replace(text, "");
        return Speech().Replace(text, "").Trim(Quotes) is { Length: > 0 } claim ? claim : text;
    }

    [GeneratedRegex(@"\s+or\s+(?=(?:does not|doesn't|do not|fails?|cannot|can't|says?|claims?|omits?|ignores?|thinks?|believes?|confuses?|never mentions)\b)", Loose)]
    private static partial Regex Alternatives();

    [GeneratedRegex(@"^(?:the\s+)?(?:answer|candidate|response|learner|member|author|applicant|person)\s+", Loose)]
    private static partial Regex Subject();

    [GeneratedRegex(@"^(?:says?|saying|claims?|claiming|thinks?|thinking|believes?|believing|states?|stating|asserts?|asserting|assumes?|assuming|suggests?|suggesting|recommends?|recommending|proposes?|proposing|argues?|arguing|insists?|insisting|declares?|declaring|describes?|describing|implies|implying|treats?|treating|defines?|defining|advocates?|pretends?)\s+(?:that\s+|to\s+)?", Loose)]
    private static partial Regex Speech();

    [GeneratedRegex(@"^(?:explains?|explaining|notes?|noting|mentions?|mentioning|knows?|names?|recognises?|recognizes?|understands?|points out|identifies)\s+(?:that\s+|why\s+|how\s+)?", Loose)]
    private static partial Regex Told();

    [GeneratedRegex(@"^(?<x>.+?),?\s+(?:without|with no|but (?:does not|doesn't|never|not|cannot|fails to))\s+(?<speech>(?:(?:even|ever|any)\s+)*(?:mention|explain|discuss|address|quantify|consider|check|understand|acknowledg|describ|stat|nam|not|includ|account|justify|showing|giving|saying|talking|relating|connecting)\w*(?:\s+(?:about|for|of|to|that))?\s+)?(?:(?:any|the|a)\s+)?(?:word (?:on|about)\s+)?(?<y>.+)$", Loose)]
    private static partial Regex Without();

    [GeneratedRegex(@"^(?:(?:does not|doesn't|do not|don't|did not|never|fails? to|failing to|cannot|can't|could not|unable to|forgets? to|neglects? to|not)\s+(?:even\s+)?(?:mention|explain|discuss|address|say|include|cover|name|give|describe|consider|estimate|quantify|know|note|distinguish|connect|state|talk about|mentioning|explaining|discussing)\w*|omits?|omitting|omission of|ignores?|ignoring|skips?|skipping|leaves? out|leaving out|misses|missing|forgets?|forgetting|overlooks?|overlooking|neglects?|neglecting|no mention of|nothing about|lacks?|lacking|says nothing (?:about|of|on))\s+(?:to mention\s+|any mention of\s+)?(?<y>.+)$", Loose)]
    private static partial Regex NotMentioned();

    [GeneratedRegex(@"^(?:only|just|merely)\s+(?:mentions?|says?|talks? about|suggests?|lists?|names?|describes?|covers?|discusses|gives?|explains?|mentioning|saying|naming)\s+", Loose)]
    private static partial Regex Only();

    [GeneratedRegex(@"^(?:(?:confuses?|confusing|conflates?|conflating|mixes up|mixing up|equates?|equating)\s+(?<x>.+?)\s+(?:with|and|to)\s+(?<y>.+)|(?:treats?|treating|regards?|views?|sees)\s+(?<x>.+?)\s+as\s+(?<y>.+))$", Loose)]
    private static partial Regex Confusion();
}
