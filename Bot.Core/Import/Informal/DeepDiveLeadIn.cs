using System.Text.RegularExpressions;

namespace Bot.Core.Import.Informal;

/// <summary>A piece of a line that a lead-in introduces; on a scraped page it may be glued to the sentence before.</summary>
/// <param name="Part">The part; <see cref="DeepDivePart.None"/> for what goes on with the part before.</param>
/// <param name="Name">What the lead-in names, such as the term of a big word.</param>
/// <param name="Text">What stands behind the lead-in.</param>
internal sealed partial record DeepDiveLeadIn(DeepDivePart Part, string? Name, string Text)
{
    /// <summary>Cuts a line at its lead-ins. One that follows a blank is a word of a sentence and none.</summary>
    public static IReadOnlyList<DeepDiveLeadIn> Cut(string line)
    {
        var pieces = new List<DeepDiveLeadIn>();
        var matches = LeadIn.Matches(line);
        if (matches.Count == 0 || matches[0].Index > 0)
        {
            pieces.Add(new DeepDiveLeadIn(DeepDivePart.None, null, line[..(matches.Count == 0 ? line.Length : matches[0].Index)].Trim()));
        }

        for (var i = 0; i < matches.Count; i++)
        {
            var start = matches[i].Index + matches[i].Length;
            var text = line[start..(i + 1 < matches.Count ? matches[i + 1].Index : line.Length)].Trim();
            var name = matches[i].Groups["name"].Success ? matches[i].Groups["name"].Value.Trim(' ', '*') : null;
            pieces.Add(new DeepDiveLeadIn(PartOf(matches[i]), name, text));
        }

        return pieces;
    }

    private static DeepDivePart PartOf(Match match) => match switch
    {
        _ when match.Groups["probe"].Success => DeepDivePart.Probe,
        _ when match.Groups["answer"].Success => DeepDivePart.Answer,
        _ when match.Groups["flag"].Success => DeepDivePart.RedFlag,
        _ when match.Groups["chain"].Success => DeepDivePart.Chain,
        _ when match.Groups["followups"].Success => DeepDivePart.FollowUps,
        _ when match.Groups["weakstrong"].Success => DeepDivePart.WeakStrong,
        _ when match.Groups["weakmiss"].Success => DeepDivePart.WeakMiss,
        _ when match.Groups["lens"].Success => DeepDivePart.Lens,
        _ when match.Groups["sample"].Success => DeepDivePart.WorkSample,
        _ when match.Groups["template"].Success => DeepDivePart.Template,
        _ when match.Groups["example"].Success => DeepDivePart.Example,
        _ when match.Groups["word"].Success => DeepDivePart.BigWord,
        _ when match.Groups["qa"].Success => DeepDivePart.QaChain,
        _ => DeepDivePart.Reading,
    };

    [GeneratedRegex(
        """
        (?<=^|[.)?!”"’:\]])\*{0,3}(?:
          (?<probe>What\ (?:the\ )?interviewers?\ (?:are|is)\ really\ testing:)
        | (?<answer>Answer:)
        | (?<flag>Red\ flag\ answers?:)
        | (?<chain>Follow-up\ chain:)
        | (?<qa>Follow-up\ Q&A\ Chain:)
        | (?<followups>Follow-up(?:\ questions?|s)?:)
        | (?<weakstrong>What\ weak\ candidates\ say\ vs\.?\ what\ strong\ candidates\ say:)
        | (?<weakmiss>What\ weak\ candidates\ miss:)
        | (?<lens>Senior\ vs\.?\ Staff\ lens\*{0,3}(?:\s*[—–.:-]\s*))
        | (?<sample>Work-sample\ prompt:)
        | (?<template>Structured\ Answer\ Template(?:\s*[—–-]\s*(?<name>[^:]{1,80}))?:)
        | (?<example>Real-World\ Example:)
        | (?<word>Big\ Word\ Alert\s*[—–-]\s*(?<name>[^:]{1,80}):)
        | (?<reading>Further\ Reading:)
        )\*{0,3}\s*
        """,
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex LeadIn { get; }
}
