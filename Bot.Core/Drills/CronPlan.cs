using System.Diagnostics.CodeAnalysis;
using NodaTime;
using Quartz;

namespace Bot.Core.Drills;

/// <summary>The local times that a cron expression names, on a wall clock that no zone ever changes.</summary>
internal sealed class CronPlan
{
    private const string Example = "\"0 0 9 * * ?\" fires every day at 09:00, \"0 30 18 ? * MON,THU\" on Mondays and Thursdays at 18:30";

    private static readonly CronField[] Fields =
    [
        new("seconds", "0", "0-59"),
        new("minutes", "0", "0-59"),
        new("hours", "0", "0-23"),
        new("day of month", "*", "1-31, L (the last), 15W (the weekday nearest to the 15th) or ?"),
        new("month", "*", "1-12 or JAN-DEC"),
        new("day of week", "?", "1-7 (1 is Sunday) or SUN-SAT, 2#1 (the first Monday), 6L (the last Friday) or ?"),
        new("year", "*", "1970 or later, at most a hundred years ahead"),
    ];

    // Four centuries are a whole number of weeks, after which the calendar repeats itself. Quartz looks no further than a hundred years
    // beyond today; an expression that names no year is therefore asked about the same day between 1600 and 1999.
    private static readonly long CycleTicks = TimeSpan.FromDays(146_097).Ticks;

    private static readonly LocalDateTime BeforeAnyYear = new(1969, 12, 31, 23, 59, 59);

    private readonly CronExpression expression;
    private readonly bool namesYears;

    private CronPlan(CronExpression expression, bool namesYears)
    {
        this.expression = expression;
        this.namesYears = namesYears;
    }

    public string Text => expression.CronExpressionString;

    public static bool TryParse(string? text, [NotNullWhen(true)] out CronPlan? plan, [NotNullWhen(false)] out ScheduleFault? fault)
    {
        var words = (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var (read, message) = words.Length is not (6 or 7) ? (null, WrongCount(words))
            : !TryQuartz(words, out var expression) ? (null, WrongField(words))
            : (new CronPlan(expression, namesYears: words is [_, _, _, _, _, _, not "*"]), (string?)null);
        if (read?.Next(BeforeAnyYear) is null) message ??= $"{Quote.Of(string.Join(' ', words))} never fires: no day is all that its fields ask for, as with 30 February. Change the day, month or year.";

        plan = message is null ? read : null;
        fault = message is null ? null : new ScheduleFault(ScheduleFault.Cron, message);
        return plan is not null;
    }

    /// <summary>The first local time after another, which need not be one that the expression names.</summary>
    public LocalDateTime? Next(LocalDateTime after)
    {
        var shift = namesYears ? 0 : (4 - (after.Year / 400)) * CycleTicks;
        var from = after.ToDateTimeUnspecified().Ticks + shift;
        return expression.GetNextValidTimeAfter(new DateTimeOffset(from, TimeSpan.Zero)) is { } next && next.Ticks - shift <= DateTime.MaxValue.Ticks
            ? LocalDateTime.FromDateTime(new DateTime(next.Ticks - shift))
            : null;
    }

    private static bool TryQuartz(IEnumerable<string> words, [NotNullWhen(true)] out CronExpression? expression)
    {
        expression = CronExpression.TryParse(string.Join(' ', words), out var parsed) ? parsed.WithTimeZone(TimeZoneInfo.Utc) : null;
        return expression is not null;
    }

    private static string WrongCount(string[] words)
    {
        if (words.Length == 0) return $"there is no cron expression. For example, {Example}.";

        var text = Quote.Of(string.Join(' ', words));
        if (words is [['@', ..]])
        {
            return TryQuartz(words, out var macro)
                ? $"{text} has to be written out: \"{macro.CronExpressionString}\"."
                : $"{text} is not a cron expression. For example, {Example}.";
        }

        if (words.Length == 5)
        {
            return CronExpression.TryParse(string.Join(' ', words), CronFormat.Unix, out var unix)
                ? $"{text} has 5 fields, as Unix writes cron; here seconds come first, so write \"{unix.CronExpressionString}\"."
                : $"{text} has 5 fields; here seconds come first, and there are 6: seconds, minutes, hours, day of month, month, day of week. For example, {Example}.";
        }

        var count = words.Length == 1 ? "1 field" : $"{words.Length} fields";
        return $"{text} has {count}, and a cron expression has 6: seconds, minutes, hours, day of month, month, day of week; a 7th may name years. For example, {Example}.";
    }

    private static string WrongField(string[] words)
    {
        var text = Quote.Of(string.Join(' ', words));
        for (var i = 0; i < words.Length; i++)
        {
            var alone = Fields.Select((field, at) => at == i ? words[i] : field.Neutral);
            if (TryQuartz(alone, out _)) continue;
            return $"in {text} the {Fields[i].Name} field cannot be {Quote.Of(words[i])}: write {Fields[i].Allowed}, with lists (1,3), ranges (1-3) and steps (0/15) where they make sense. For example, {Example}.";
        }

        return $"{text} is not a cron expression that can be read, though each of its fields could be. For example, {Example}.";
    }

    private sealed record CronField(string Name, string Neutral, string Allowed);
}
