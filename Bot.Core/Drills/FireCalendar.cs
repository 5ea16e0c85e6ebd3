using System.Diagnostics.CodeAnalysis;
using NodaTime;

namespace Bot.Core.Drills;

/// <summary>
/// The instants at which a schedule fires: a function of its cron expression and its zone, and of no clock. The expression is read on the zone's wall
/// clock. A time that a clock change skips runs at the first instant after the gap, one that comes twice runs once, at the first, and planned
/// times that fall on one instant are one fire, that of the earliest.
/// </summary>
/// <remarks>
/// The planned times are walked in the order of the wall clock, and that is also the order of their instants: putting a local time at the first
/// instant at which the clocks have reached it keeps the order, and this is what the rules above say of any zone that does not change its clocks
/// again before it has made up for the last change. None does; a test looks at them all.
/// </remarks>
public sealed class FireCalendar
{
    // A day from the ends of what DateTimeOffset holds, so that no offset leads beyond them.
    private static readonly LocalDateTime First = new(1, 1, 2, 0, 0);
    private static readonly LocalDateTime Last = new(9999, 12, 30, 23, 59, 59);

    private readonly CronPlan plan;
    private readonly DateTimeZone zone;

    private FireCalendar(CronPlan plan, DateTimeZone zone)
    {
        this.plan = plan;
        this.zone = zone;
    }

    /// <summary>Gets the cron expression, in upper case and with single spaces.</summary>
    public string Cron => plan.Text;

    /// <summary>Gets the IANA name of the zone, in the letters of the time zone database.</summary>
    public string Zone => zone.Id;

    /// <summary>Reads a schedule.</summary>
    /// <param name="cron">A cron expression as Quartz writes it: 6 fields from seconds to day of week, or 7 with the year.</param>
    /// <param name="zone">The IANA name of a zone, in letters of any case.</param>
    /// <param name="calendar">The calendar, when both can be read and the expression fires in some year.</param>
    /// <param name="fault">What is wrong, and how to mend it.</param>
    /// <returns><see langword="false"/> when there is a fault; that of <paramref name="cron"/> comes first.</returns>
    public static bool TryCreate(
        string? cron,
        string? zone,
        [NotNullWhen(true)] out FireCalendar? calendar,
        [NotNullWhen(false)] out ScheduleFault? fault)
    {
        calendar = CronPlan.TryParse(cron, out var plan, out fault) && ZoneText.TryParse(zone, out var found, out fault)
            ? new FireCalendar(plan, found)
            : null;
        return calendar is not null;
    }

    /// <summary>Reads a schedule that must still have something to do.</summary>
    /// <param name="cron">A cron expression as Quartz writes it: 6 fields from seconds to day of week, or 7 with the year.</param>
    /// <param name="zone">The IANA name of a zone, in letters of any case.</param>
    /// <param name="now">The instant after which the schedule has to fire at least once.</param>
    /// <param name="calendar">The calendar, when there is no fault.</param>
    /// <param name="fault">What is wrong, and how to mend it.</param>
    /// <returns><see langword="false"/> when there is a fault.</returns>
    public static bool TryCreate(
        string? cron,
        string? zone,
        DateTimeOffset now,
        [NotNullWhen(true)] out FireCalendar? calendar,
        [NotNullWhen(false)] out ScheduleFault? fault)
    {
        if (TryCreate(cron, zone, out calendar, out fault) && calendar.Next(now) is null)
        {
            fault = new ScheduleFault(ScheduleFault.Cron, $"\"{calendar.Cron}\" never fires again: its years are over. Leave the seventh field out, or name a year to come.");
            calendar = null;
        }

        return calendar is not null;
    }

    /// <summary>The fires between two instants, in order, worked out as they are asked for.</summary>
    /// <param name="after">The instant after which they lie; a fire at this instant is not among them.</param>
    /// <param name="until">The last instant.</param>
    /// <returns>The fires; none when <paramref name="until"/> does not lie after <paramref name="after"/>.</returns>
    public IEnumerable<PlannedFire> Between(DateTimeOffset after, DateTimeOffset until) =>
        // A fire after an instant was planned for later than the clocks show at that instant.
        After(LocalAt(after)).SkipWhile(fire => fire.At <= after).TakeWhile(fire => fire.At <= until);

    /// <summary>The first fire after an instant.</summary>
    /// <param name="after">The instant; a fire at this instant is not the next.</param>
    /// <returns>The fire, or <see langword="null"/> when the schedule is over.</returns>
    public PlannedFire? Next(DateTimeOffset after) => Between(after, DateTimeOffset.MaxValue).FirstOrDefault();

    /// <summary>The fires planned for some dates, in order, worked out as they are asked for.</summary>
    /// <param name="from">The first planned local date.</param>
    /// <param name="to">The last planned local date.</param>
    /// <returns>The fires, of which a gap across midnight may put some on a later date; none when <paramref name="to"/> lies before <paramref name="from"/>.</returns>
    public IEnumerable<PlannedFire> OnDates(LocalDate from, LocalDate to)
    {
        var (first, last) = (from.WithCalendar(CalendarSystem.Iso), to.WithCalendar(CalendarSystem.Iso));
        if (last < first || first > Last.Date) return [];

        var midnight = LocalDateTime.Max(first.AtMidnight(), First);
        return After(GapStart(midnight).PlusSeconds(-1)).SkipWhile(fire => fire.PlannedDate < first).TakeWhile(fire => fire.PlannedDate <= last);
    }

    private LocalDateTime LocalAt(DateTimeOffset time)
    {
        var instant = Instant.Max(First.InUtc().ToInstant(), Instant.Min(Instant.FromDateTimeOffset(time), Last.InUtc().ToInstant()));
        return LocalDateTime.Max(instant.InZone(zone).LocalDateTime, First);
    }

    // Where the gap that a local time lies in or ends begins: a time planned there falls on the same instant. Any other time is its own.
    private LocalDateTime GapStart(LocalDateTime local)
    {
        var mapping = zone.MapLocal(local);
        if (mapping.Count == 0) return mapping.EarlyInterval.IsoLocalEnd;
        if (!mapping.EarlyInterval.HasStart || mapping.EarlyInterval.IsoLocalStart != local) return local;
        return LocalDateTime.Min(local, zone.GetZoneInterval(mapping.EarlyInterval.Start - Duration.Epsilon).IsoLocalEnd);
    }

    private IEnumerable<PlannedFire> After(LocalDateTime local)
    {
        // Continuing from what the clocks show at a fire passes over the planned times that are one with it.
        for (var planned = plan.Next(local); planned is { } slot && slot <= Last;)
        {
            var fire = Place(slot);
            yield return fire;
            planned = plan.Next(fire.Local);
        }
    }

    private PlannedFire Place(LocalDateTime planned)
    {
        var mapping = zone.MapLocal(planned);
        var (instant, note) = mapping.Count switch
        {
            0 => (mapping.LateInterval.Start, FireNote.AfterGap),
            1 => (mapping.Single().ToInstant(), FireNote.None),
            _ => (mapping.First().ToInstant(), FireNote.FirstOfTwo),
        };
        var local = note is FireNote.AfterGap ? mapping.LateInterval.IsoLocalStart : planned;
        return new PlannedFire(planned.Date, planned.TimeOfDay, instant.ToDateTimeOffset(), local, note);
    }
}
