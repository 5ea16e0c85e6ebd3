using System.Text.RegularExpressions;
using Bot.Core.Import.Drafting;

namespace Bot.Core.Import.Informal;

/// <summary>Reads an entry of a list of follow-ups: “question” (answer), or Type: “question” — answer.</summary>
internal static partial class DeepDiveFollowUp
{
    public static FollowUpSketch Read(string text, int line)
    {
        var typed = Typed.Match(text);
        var rest = typed.Success ? text[typed.Length..] : text;
        var split = Split.Match(rest);
        var answer = split.Success ? rest[(split.Index + split.Length)..].Trim() : null;
        if (split.Groups["open"].Success)
        {
            answer = answer!.EndsWith(')') ? answer[..^1] : answer;
        }

        return new FollowUpSketch(split.Success ? split.Groups["question"].Value.Trim() : Lines.Quoted.Strip(rest), line)
        {
            Type = typed.Success ? typed.Groups["type"].Value : null,
            Answer = string.IsNullOrEmpty(answer) ? null : answer,
        };
    }

    [GeneratedRegex(@"^(?<type>\p{Lu}[\p{L}/ &-]{1,30}):\s+(?=[“""])")]
    private static partial Regex Typed { get; }

    // The mark that closes the question, and what leads over to the answer.
    [GeneratedRegex(@"^[“""](?<question>.*?)[”""]\s*(?:(?<open>\()|(?:—|–|--|-)\s)")]
    private static partial Regex Split { get; }
}
