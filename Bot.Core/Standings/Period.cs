using NodaTime;

namespace Bot.Core.Standings;

/// <summary>The time that a leaderboard covers, on the workspace's own calendar.</summary>
public enum Period
{
    /// <summary>Today.</summary>
    Day,

    /// <summary>This week, from Monday.</summary>
    Week,

    /// <summary>This month.</summary>
    Month,

    /// <summary>All time.</summary>
    All,
}

/// <summary>When periods begin.</summary>
public static class PeriodStart
{
    /// <summary>Tells when a period began. Pure.</summary>
    /// <param name="period">The period.</param>
    /// <param name="now">The time.</param>
    /// <param name="zone">The IANA zone of the workspace; an unknown one counts as UTC.</param>
    /// <returns>Its first instant, or <see langword="null"/> for all time.</returns>
    public static DateTimeOffset? Of(Period period, DateTimeOffset now, string zone)
    {
        var where = DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) ?? DateTimeZone.Utc;
        var today = Instant.FromDateTimeOffset(now).InZone(where).Date;
        LocalDate? first = period switch
        {
            Period.Day => today,
            Period.Week => today.PlusDays(1 - (int)today.DayOfWeek),
            Period.Month => new LocalDate(today.Year, today.Month, 1),
            _ => null,
        };
        return first is { } date ? where.AtStartOfDay(date).ToDateTimeOffset().ToUniversalTime() : null;
    }
}
