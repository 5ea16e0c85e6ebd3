using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace Bot.Core.Drills;

/// <summary>How people say when a drill runs ("09:30 weekdays"), as a cron expression and back.</summary>
public static partial class WhenText
{
    private const string Examples = "\"09:00\", \"9am\", \"09:30 weekdays\", \"18:00 mon,wed,fri\", or a cron expression such as \"0 0 9 * * ?\"";

    private static readonly string[] Days = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"];

    private static readonly string[] DayNames = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    /// <summary>Reads what an organiser types.</summary>
    /// <param name="text">A time ("9:00", "9am", "noon") with or without days ("weekdays", "weekends", "mon,wed", "fri-sun"), in any order, or a cron expression.</param>
    /// <param name="cron">The cron expression.</param>
    /// <param name="fault">What is wrong, with examples.</param>
    /// <returns><see langword="false"/> when the text is neither.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out string? cron, [NotNullWhen(false)] out ScheduleFault? fault)
    {
        var typed = (text ?? "").Trim().Trim('"', '\'', '`', '“', '”').Trim();
        if (LooksLikeCron.IsMatch(typed))
        {
            cron = CronPlan.TryParse(typed, out var plan, out fault) ? plan.Text : null;
            return cron is not null;
        }

        (cron, var message) = Read(typed);
        fault = message is null ? null : new ScheduleFault(ScheduleFault.Cron, $"{message} Write {Examples}.");
        return cron is not null;
    }

    /// <summary>Says when a schedule runs.</summary>
    /// <param name="cron">A cron expression.</param>
    /// <returns>"every day at 09:00", "Mon, Wed, Fri at 18:00", which <see cref="TryParse"/> reads back, or the expression when it says more than a time and days.</returns>
    public static string Describe(string cron)
    {
        if (Simple.Match(cron.Trim()) is not { Success: true } match || !CronPlan.TryParse(cron, out var plan, out _)) return cron;

        var time = $"{match.Groups["hour"].Value.PadLeft(2, '0')}:{match.Groups["minute"].Value.PadLeft(2, '0')}";
        // A Monday; the expression itself says on which days of that week it fires.
        var week = new LocalDate(2024, 1, 1);
        var days = Enumerable.Range(0, 7).Where(day => plan.Next(week.PlusDays(day).AtMidnight().PlusSeconds(-1))?.Date == week.PlusDays(day)).ToArray();
        return days switch
        {
            { Length: 7 } => $"every day at {time}",
            [0, 1, 2, 3, 4] => $"weekdays at {time}",
            [5, 6] => $"weekends at {time}",
            _ => $"{string.Join(", ", days.Select(day => Days[day][0] + Days[day][1..].ToLowerInvariant()))} at {time}",
        };
    }

    private static (string? Cron, string? Fault) Read(string typed)
    {
        if (typed.Length == 0) return (null, "There is no time.");

        var days = new SortedSet<int>();
        LocalTime? time = null;
        foreach (var word in Normal(typed).Split([' ', ',', ';', '+', '&'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word is "at" or "on" or "and" or "every" or "each" or "the") continue;
            if (ReadTime(word) is { } read)
            {
                if (time is not null) return (null, $"{Quote.Of(typed)} has two times: add one schedule for each.");
                time = read;
            }
            else if (ReadDays(word) is { } some)
            {
                days.UnionWith(some);
            }
            else
            {
                return (null, $"{Quote.Of(typed)} cannot be read because of {Quote.Of(word)}.");
            }
        }

        return time is { } at
            ? (string.Create(CultureInfo.InvariantCulture, $"0 {at.Minute} {at.Hour} {Field(days)}"), null)
            : (null, $"{Quote.Of(typed)} says no time of day.");
    }

    private static string Normal(string typed)
    {
        var text = typed.ToLowerInvariant().Replace("a.m.", "am", StringComparison.Ordinal).Replace("p.m.", "pm", StringComparison.Ordinal);
        return Dash.Replace(HalfDay.Replace(text, "$1"), "-");
    }

    private static string Field(SortedSet<int> days) => days.Count switch
    {
        0 or 7 => "* * ?",
        5 when days.Max == 4 => "? * MON-FRI",
        _ => $"? * {string.Join(',', days.Select(day => Days[day]))}",
    };

    private static LocalTime? ReadTime(string word)
    {
        if (word is "noon") return LocalTime.Noon;
        if (word is "midnight") return LocalTime.Midnight;
        if (ClockTime.Match(word) is not { Success: true } match) return null;

        var hour = int.Parse(match.Groups["hour"].Value, CultureInfo.InvariantCulture);
        var minute = match.Groups["minute"] is { Success: true } minutes ? int.Parse(minutes.Value, CultureInfo.InvariantCulture) : 0;
        var half = match.Groups["half"].Value;
        return (half, match.Groups["minute"].Success) switch
        {
            ("", true) when hour <= 23 && minute <= 59 => new LocalTime(hour, minute),
            ("am" or "pm", _) when hour is >= 1 and <= 12 && minute <= 59 => new LocalTime((hour % 12) + (half == "pm" ? 12 : 0), minute),
            _ => null,
        };
    }

    private static IEnumerable<int>? ReadDays(string word)
    {
        switch (word)
        {
            case "daily" or "day" or "everyday": return Enumerable.Range(0, 7);
            case "weekday" or "weekdays" or "workdays": return Enumerable.Range(0, 5);
            case "weekend" or "weekends": return [5, 6];
        }

        var ends = word.Split('-').Select(ReadDay).ToArray();
        return ends switch
        {
            [{ } day] => [day],
            [{ } first, { } last] => Enumerable.Range(first, ((last - first + 7) % 7) + 1).Select(day => day % 7),
            _ => null,
        };
    }

    // From two letters on, in the singular or the plural.
    private static int? ReadDay(string word)
    {
        var name = word.TrimEnd('.');
        var day = Array.FindIndex(DayNames, full => full.StartsWith(name, StringComparison.Ordinal) || name == $"{full}s");
        return name.Length >= 2 && day >= 0 ? day : null;
    }

    [GeneratedRegex(@"[*?#/]|^@|^[0-9,-]+(\s+[\w,-]+){4,6}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex LooksLikeCron { get; }

    [GeneratedRegex(@"^0+\s+(?<minute>[0-9]{1,2})\s+(?<hour>[0-9]{1,2})\s+[*?]\s+\*\s+([*?]|((SUN|MON|TUE|WED|THU|FRI|SAT|[1-7])[,-]?)+)(\s+\*)?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Simple { get; }

    [GeneratedRegex(@"^(?<hour>[0-9]{1,2})([:.](?<minute>[0-9]{2}))?(?<half>am|pm)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex ClockTime { get; }

    [GeneratedRegex(@"\s+(am|pm)\b", RegexOptions.CultureInvariant)]
    private static partial Regex HalfDay { get; }

    [GeneratedRegex(@"\s*[-–—]\s*|\s+(to|until|through)\s+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Dash { get; }
}
