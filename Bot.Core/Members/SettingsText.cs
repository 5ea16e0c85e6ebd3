using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using Bot.Core.Chat;
using Bot.Core.Drills;

namespace Bot.Core.Members;

/// <summary>Reads what people enter as settings, and says of each value what is wrong and how to mend it. Pure.</summary>
internal static partial class SettingsText
{
    private static readonly TimeSpan ShortestWindow = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(7);
    private const int MostDays = 3_650;

    /// <summary>Reads a member's own settings.</summary>
    public static (MemberSettings? Settings, ImmutableArray<FormFault> Faults) ReadMember(ImmutableDictionary<string, string> values)
    {
        var faults = ImmutableArray.CreateBuilder<FormFault>();
        string? zone = null;
        if (Value(values, "zone") is { } typed)
        {
            zone = ReadZone(typed, faults);
        }

        var shows = Value(values, "boards")?.ToLowerInvariant() switch
        {
            null or "yes" or "y" or "on" or "true" => true,
            "no" or "n" or "off" or "false" => false,
            var other => Wrong<bool>(faults, "boards", $"On boards: \"{other}\" is neither yes nor no. Write one of them."),
        };
        return (faults.Count == 0 ? new MemberSettings(zone, shows) : null, faults.ToImmutable());
    }

    /// <summary>Reads a group's settings.</summary>
    /// <param name="values">What was entered.</param>
    /// <param name="now">The settings so far: what the form does not show stays.</param>
    /// <param name="here">The channel in which it was entered; <see langword="null"/> while it is only checked.</param>
    public static (GroupSettings? Settings, ImmutableArray<FormFault> Faults) ReadGroup(
        ImmutableDictionary<string, string> values, GroupSettings? now, string? here)
    {
        var faults = ImmutableArray.CreateBuilder<FormFault>();
        var zone = ReadZone(Value(values, "zone") ?? "", faults);
        var channel = Value(values, "channel") switch
        {
            null or "none" => null,
            "here" => here,
            var other when now is null || other == now.DefaultChannel => other,
            var other => Wrong<string?>(faults, "channel", $"Channel: \"{other}\" is neither here nor none. Use the command in the channel that you mean, and write here."),
        };
        var window = Value(values, "window") is { } entered && !IsDefault(entered) ? ReadWindow(entered, faults) : null;
        var reveal = Value(values, "reveal") is { } after && !IsAtOnce(after) ? ReadReveal(after, faults) : TimeSpan.Zero;
        var keep = Value(values, "keep") is { } days && !IsDefault(days) ? ReadDays(days, faults) : null;
        return faults.Count > 0
            ? (null, faults.ToImmutable())
            : (new GroupSettings
            {
                Zone = zone!,
                DefaultChannel = channel,
                AnswerWindow = window,
                RevealAfter = reveal,
                KeepAnswersDays = keep,
                OrganiserRole = now?.OrganiserRole,
            }, []);
    }

    /// <summary>Writes a time as it may be entered: "90 min", "8 h", "2 days".</summary>
    public static string Write(TimeSpan time) =>
        time == TimeSpan.Zero ? "at once"
        : time.Ticks % TimeSpan.TicksPerDay == 0 && time > TimeSpan.FromDays(1) ? $"{time.TotalDays.ToString("0", CultureInfo.InvariantCulture)} days"
        : time.Ticks % TimeSpan.TicksPerHour == 0 ? $"{time.TotalHours.ToString("0", CultureInfo.InvariantCulture)} h"
        : $"{time.TotalMinutes.ToString("0.##", CultureInfo.InvariantCulture)} min";

    /// <summary>Reads a number with a unit: "90 min", "1.5 h", "2 days".</summary>
    public static bool TryReadTime(string text, out TimeSpan time)
    {
        time = default;
        var match = NumberAndUnit.Match(text);
        if (!match.Success || !double.TryParse(match.Groups["number"].Value.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > 100_000)
        {
            return false;
        }

        time = char.ToLowerInvariant(match.Groups["unit"].Value[0]) switch
        {
            'd' => TimeSpan.FromDays(number),
            'h' => TimeSpan.FromHours(number),
            _ => TimeSpan.FromMinutes(number),
        };
        return true;
    }

    private static string? ReadZone(string typed, ImmutableArray<FormFault>.Builder faults) =>
        ZoneText.TryParse(typed, out var zone, out var fault) ? zone.Id : Wrong<string?>(faults, "zone", $"Time zone: {fault.Message}");

    private static TimeSpan? ReadWindow(string typed, ImmutableArray<FormFault>.Builder faults) =>
        !TryReadTime(typed, out var time) ? Wrong<TimeSpan?>(faults, "window", $"Answers count for: I cannot read \"{typed}\". Write a time such as 90 min or 8 h, or default.")
        : time < ShortestWindow || time > LongestWindow ? Wrong<TimeSpan?>(faults, "window", $"Answers count for: {Write(time)} is not between 1 min and 24 h.")
        : time;

    private static TimeSpan ReadReveal(string typed, ImmutableArray<FormFault>.Builder faults) =>
        !TryReadTime(typed, out var time) ? Wrong<TimeSpan>(faults, "reveal", $"Revealed after: I cannot read \"{typed}\". Write a time such as 30 min or 2 h, or at once.")
        : time > LongestWait ? Wrong<TimeSpan>(faults, "reveal", $"Revealed after: {Write(time)} is more than 7 days.")
        : time;

    private static int? ReadDays(string typed, ImmutableArray<FormFault>.Builder faults)
    {
        var number = typed.EndsWith("days", StringComparison.OrdinalIgnoreCase) ? typed[..^4].TrimEnd() : typed;
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= MostDays
            ? days
            : Wrong<int?>(faults, "keep", $"Keep words for: \"{typed}\" is no number of days from 1 to 3,650. Write one, or default.");
    }

    private static bool IsDefault(string text) => text.Equals("default", StringComparison.OrdinalIgnoreCase);

    private static bool IsAtOnce(string text) => IsDefault(text) || text.ToLowerInvariant() is "at once" or "now" or "0";

    private static string? Value(ImmutableDictionary<string, string> values, string name) =>
        values.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    [return: MaybeNull]
    private static T Wrong<T>(ImmutableArray<FormFault>.Builder faults, string field, string message)
    {
        faults.Add(new FormFault(field, message));
        return default!;
    }

    [GeneratedRegex("^(?<number>[0-9]+([.,][0-9]+)?) ?(?<unit>m|min|mins|minute|minutes|h|hour|hours|d|day|days)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex NumberAndUnit { get; }
}
