using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Bot.Core.Chat;

namespace Bot.Stories.Stage;

/// <summary>Reads standings back out of the text in which platforms show them.</summary>
internal static partial class StandingLines
{
    public static ImmutableArray<StandingView> Read(string? text) => text is null ? [] : [.. Standing.Matches(text).Select(Line)];

    private static StandingView Line(Match line) => new(
        int.Parse(line.Groups["rank"].Value, CultureInfo.InvariantCulture),
        line.Groups["name"].Value,
        int.Parse(line.Groups["points"].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture),
        line.Groups["detail"].Value,
        line.Groups["you"].Success)
    {
        FollowsGap = line.Groups["gap"].Success,
    };

    [GeneratedRegex(@"(?<gap>…\n)?(?<rank>\d+)\. (?<name>.+?): (?<points>[\d,]+) \((?<detail>[^\n]*?)\)(?<you> ← you)?(?=\n|$)")]
    private static partial Regex Standing { get; }
}
