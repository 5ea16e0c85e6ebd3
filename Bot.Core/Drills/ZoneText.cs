using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.TimeZones;

namespace Bot.Core.Drills;

/// <summary>Reads the name of a time zone, and explains why what somebody typed is not one.</summary>
internal static partial class ZoneText
{
    private const int Suggestions = 3;

    public static bool TryParse(string? text, [NotNullWhen(true)] out DateTimeZone? zone, [NotNullWhen(false)] out ScheduleFault? fault)
    {
        // The provider itself would also take "UTC+2", which is no IANA name.
        zone = ZoneNames.TryFind(text, out var id) ? DateTimeZoneProviders.Tzdb[id] : null;
        fault = zone is null ? new ScheduleFault(ScheduleFault.Zone, Explain(text?.Trim() ?? "")) : null;
        return zone is not null;
    }

    private static string Explain(string text)
    {
        if (text.Length == 0) return "there is no time zone: write an IANA name, such as \"Europe/Berlin\".";

        var windows = TzdbDateTimeZoneSource.Default.WindowsToTzdbIds.FirstOrDefault(pair => pair.Key.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (windows.Value is { } iana) return $"{Quote.Of(text)} is a Windows name: write its IANA name, \"{iana}\".";
        if (FixedOffset.Match(text) is { Success: true } offset) return ExplainOffset(text, offset);
        if (ZoneNicknames.Abbreviations.TryGetValue(text, out var place)) return $"{Quote.Of(text)} is an abbreviation and does not follow clock changes: write the name of a place, such as \"{place}\".";

        var near = ZoneNames.Suggest(text, Suggestions);
        return near.Count == 0
            ? $"{Quote.Of(text)} is not a time zone: write an IANA name, such as \"Europe/Berlin\" or \"America/New_York\"."
            : $"{Quote.Of(text)} is not a time zone: did you mean {string.Join(" or ", near.Select(name => $"\"{name}\""))}?";
    }

    private static string ExplainOffset(string text, Match offset)
    {
        var (east, hours) = (offset.Groups["sign"].Value == "+", int.Parse(offset.Groups["hours"].Value, CultureInfo.InvariantCulture));
        var whole = !offset.Groups["minutes"].Success || offset.Groups["minutes"].Value == "00";
        var fixedName = (whole, hours) switch
        {
            (true, 0) => ", or \"UTC\"",
            (true, _) when hours <= (east ? 14 : 12) => $", or \"Etc/GMT{(east ? '-' : '+')}{hours}\" (there the sign is turned round) for a clock that never changes",
            _ => "",
        };
        return $"{Quote.Of(text)} is an offset and does not follow clock changes: write the name of a place, such as \"Europe/Berlin\"{fixedName}.";
    }

    [GeneratedRegex("^(UTC|GMT|Z)? ?(?<sign>[+\u2212-]) ?(?<hours>[0-9]{1,2})(:?(?<minutes>[0-9]{2}))?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex FixedOffset { get; }
}
