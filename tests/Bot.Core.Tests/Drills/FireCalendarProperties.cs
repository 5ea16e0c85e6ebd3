using System.Globalization;
using Bot.Core.Drills;
using CsCheck;
using NodaTime;
using NodaTime.TimeZones;

namespace Bot.Core.Tests.Drills;

/// <summary>The calendar beside a second one, which knows no cron and asks no zone where a local time lies, but goes through the zone's intervals.</summary>
public sealed class FireCalendarProperties
{
    private static readonly LocalDate First = new(1990, 1, 1);
    private static readonly LocalDate Last = new(2050, 12, 31);

    private static readonly string[] AllZones = [.. DateTimeZoneProviders.Tzdb.Ids.Order(StringComparer.Ordinal)];

    // One name for each set of rules.
    private static readonly string[] DistinctZones = [.. TzdbDateTimeZoneSource.Default.CanonicalIdMap.Values.Distinct().Order(StringComparer.Ordinal)];

    private static readonly Gen<string> Crons = Gen.OneOf(
        Gen.Select(Gen.Int[0, 59], Gen.Int[0, 59], Gen.Int[0, 23], (second, minute, hour) => $"{second} {minute} {hour} * * ?"),
        Gen.OneOf("0 0/30 * * * ?", "0 7/13 0-4 * * ?", "0 0 0 * * ?", "59 59 23 L * ?", "0 30 1-2 ? * SUN", "0 15 0,1,2,3 ? * SAT,SUN", "0 30 2 29 2 ?", "0 0 2 ? * 1#5", "0 30 2 1W * ? 1990-2040/2"));

    private static readonly Gen<DateTimeOffset> Instants = Gen.Long[0, 61L * 365 * 86_400].Select(seconds => DateTimeOffset.FromUnixTimeSeconds(631_152_000 + seconds));

    // Half of them within two days of a clock change.
    private static readonly Gen<(string Zone, DateTimeOffset Instant)> Moments = Gen.Select(Gen.OneOf(AllZones), Instants, Gen.Bool, Gen.Int[-172_800, 172_800], (zone, instant, near, seconds) =>
        (zone, near ? NearChange(zone, instant, seconds) : instant));

    [Fact]
    public void No_zone_changes_its_clocks_again_before_it_has_made_up_for_the_last_change()
    {
        foreach (var zone in DistinctZones)
        {
            var intervals = Intervals(zone, new(1700, 1, 1), new(2200, 1, 1));
            for (var i = 1; i < intervals.Length - 1; i++)
            {
                var shifts = Math.Abs(intervals[i].WallOffset.Seconds - intervals[i - 1].WallOffset.Seconds) + Math.Abs(intervals[i + 1].WallOffset.Seconds - intervals[i].WallOffset.Seconds);
                Assert.True(intervals[i].Duration.TotalSeconds > shifts, $"{zone} {intervals[i]}");
            }
        }
    }

    [Fact]
    public void Each_date_of_every_zone_has_one_fire_of_a_daily_schedule() =>
        Parallel.ForEach(DistinctZones, zone =>
        {
            // The slot that the zone itself makes most trouble for.
            var slot = Changes(zone).Select(change => change.Slots[2]).GroupBy(slot => slot).MaxBy(slots => slots.Count())?.Key ?? new LocalTime(9, 0);
            var planned = Enumerable.Range(0, Period.DaysBetween(First, Last) + 1).Select(day => First.PlusDays(day) + slot);
            AssertSame(zone, Reference(zone, planned), Given(Daily(slot), zone).OnDates(First, Last));
        });

    [Fact]
    public void Around_every_clock_change_of_every_zone_a_daily_schedule_runs_when_the_clocks_reach_it() =>
        Parallel.ForEach(DistinctZones, zone =>
        {
            var calendars = new Dictionary<LocalTime, FireCalendar>();
            foreach (var (date, slots) in Changes(zone))
            {
                foreach (var slot in slots)
                {
                    if (!calendars.TryGetValue(slot, out var calendar)) calendars[slot] = calendar = Given(Daily(slot), zone);
                    // Three days of grace before the date, so that both calendars have seen what its first fire may be one with.
                    var planned = Enumerable.Range(-4, 8).Select(day => date.PlusDays(day) + slot);
                    var expected = Reference(zone, planned).Where(fire => fire.PlannedDate >= date.PlusDays(-1));
                    AssertSame(zone, expected, calendar.OnDates(date.PlusDays(-1), date.PlusDays(3)));
                }
            }
        });

    [Fact]
    public void Around_every_clock_change_of_every_zone_a_schedule_of_every_few_minutes_runs_once_an_instant() =>
        Parallel.ForEach(DistinctZones, zone =>
        {
            var calendar = Given("0 3/9 * * * ?", zone);
            foreach (var date in Changes(zone).Select(change => change.Date).Where(date => date.Year is >= 2005 and < 2027))
            {
                var planned = Enumerable.Range(-2, 4).SelectMany(day => Enumerable.Range(0, 24 * 60).Where(minute => minute % 60 % 9 == 3).Select(minute => date.PlusDays(day).AtMidnight().PlusMinutes(minute)));
                AssertSame(zone, Reference(zone, planned).Where(fire => fire.PlannedDate >= date), calendar.OnDates(date, date.PlusDays(1)));
            }
        });

    [Fact]
    public void Fires_increase_and_show_their_slot_unless_they_come_at_the_end_of_a_gap() =>
        Gen.Select(Crons, Moments, (cron, moment) => (cron, moment.Zone, moment.Instant)).Sample(
            test =>
            {
                var zone = DateTimeZoneProviders.Tzdb[test.Zone];
                var previous = test.Instant;
                foreach (var fire in Given(test.cron, test.Zone).Between(test.Instant, test.Instant.AddDays(4)))
                {
                    Assert.True(fire.At > previous);
                    previous = fire.At;
                    var instant = Instant.FromDateTimeOffset(fire.At);
                    Assert.Equal(instant.InZone(zone).LocalDateTime, fire.Local);
                    if (fire.Note is FireNote.AfterGap)
                    {
                        var interval = zone.GetZoneInterval(instant);
                        Assert.Equal(instant, interval.Start);
                        Assert.True(fire.PlannedDate + fire.Slot < fire.Local);
                        Assert.True(fire.PlannedDate + fire.Slot >= zone.GetZoneInterval(instant - Duration.Epsilon).IsoLocalEnd);
                    }
                    else
                    {
                        Assert.Equal(fire.PlannedDate + fire.Slot, fire.Local);
                        Assert.Equal(fire.Note is FireNote.FirstOfTwo, zone.MapLocal(fire.Local).Count == 2);
                    }
                }
            },
            iter: 4_000,
            threads: 1);

    [Fact]
    public void A_stretch_of_time_cut_in_two_has_the_same_fires() =>
        Gen.Select(Crons, Moments, Gen.Int[0, 4 * 86_400], (cron, moment, cut) => (cron, moment.Zone, moment.Instant, cut)).Sample(
            test =>
            {
                var calendar = Given(test.cron, test.Zone);
                var (from, middle, until) = (test.Instant.AddDays(-2), test.Instant.AddDays(-2).AddSeconds(test.cut), test.Instant.AddDays(2));
                Assert.Equal(calendar.Between(from, until), calendar.Between(from, middle).Concat(calendar.Between(middle, until)));

                var (first, last) = (LocalDate.FromDateTime(from.UtcDateTime), LocalDate.FromDateTime(until.UtcDateTime));
                var between = LocalDate.FromDateTime(middle.UtcDateTime);
                Assert.Equal(calendar.OnDates(first, last), calendar.OnDates(first, between).Concat(calendar.OnDates(between.PlusDays(1), last)));
            },
            iter: 4_000,
            threads: 1);

    [Fact]
    public void The_next_fire_is_the_first_of_those_between() =>
        Gen.Select(Crons, Moments, (cron, moment) => (cron, moment.Zone, moment.Instant)).Sample(
            test =>
            {
                var calendar = Given(test.cron, test.Zone);
                var fires = calendar.Between(test.Instant, test.Instant.AddDays(3)).Take(100).ToArray();
                var after = test.Instant;
                foreach (var fire in fires)
                {
                    Assert.Equal(fire, calendar.Next(after));
                    Assert.Equal(fire, calendar.Next(fire.At.AddTicks(-1)));
                    after = fire.At;
                }
            },
            iter: 1_000,
            threads: 1);

    private static FireCalendar Given(string cron, string zone)
    {
        Assert.True(FireCalendar.TryCreate(cron, zone, out var calendar, out var fault), fault?.Message);
        return calendar;
    }

    private static string Daily(LocalTime slot) => string.Create(CultureInfo.InvariantCulture, $"{slot.Second} {slot.Minute} {slot.Hour} * * ?");

    private static ZoneInterval[] Intervals(string zone, LocalDate from, LocalDate to) =>
        [.. DateTimeZoneProviders.Tzdb[zone].GetZoneIntervals(new Interval(from.AtMidnight().InUtc().ToInstant(), to.AtMidnight().InUtc().ToInstant()), ZoneEqualityComparer.Options.OnlyMatchWallOffset)];

    private static IEnumerable<(LocalDate Date, LocalTime[] Slots)> Changes(string zone)
    {
        var intervals = Intervals(zone, First, Last);
        for (var i = 1; i < intervals.Length; i++)
        {
            var (left, reached) = (intervals[i - 1].IsoLocalEnd, intervals[i].IsoLocalStart);
            var half = Math.Abs(intervals[i].WallOffset.Seconds - intervals[i - 1].WallOffset.Seconds) / 2;
            var (early, late) = (LocalDateTime.Min(left, reached), LocalDateTime.Max(left, reached));
            yield return (early.Date, [early.PlusSeconds(-1).TimeOfDay, early.TimeOfDay, early.PlusSeconds(half).TimeOfDay, late.PlusSeconds(-1).TimeOfDay, late.TimeOfDay, LocalTime.Midnight, new(23, 59, 59)]);
        }
    }

    private static DateTimeOffset NearChange(string zone, DateTimeOffset instant, int seconds)
    {
        var interval = DateTimeZoneProviders.Tzdb[zone].GetZoneInterval(Instant.FromDateTimeOffset(instant));
        return interval.HasStart ? interval.Start.ToDateTimeOffset().AddSeconds(seconds) : instant;
    }

    private static IEnumerable<PlannedFire> Reference(string zone, IEnumerable<LocalDateTime> planned)
    {
        var intervals = Intervals(zone, First.PlusDays(-400), Last.PlusDays(400));
        var reached = 0;
        var previous = Instant.MinValue;
        foreach (var local in planned)
        {
            // The first interval at the end of which the clocks have passed the local time.
            while (intervals[reached].HasEnd && intervals[reached].IsoLocalEnd <= local) reached++;
            var interval = intervals[reached];
            var exists = !interval.HasStart || interval.IsoLocalStart <= local;
            var instant = exists ? local.InUtc().ToInstant() - Duration.FromSeconds(interval.WallOffset.Seconds) : interval.Start;
            var twice = exists && interval.HasEnd && intervals[reached + 1].IsoLocalStart <= local;
            if (instant == previous) continue;

            previous = instant;
            var note = !exists ? FireNote.AfterGap : twice ? FireNote.FirstOfTwo : FireNote.None;
            yield return new(local.Date, local.TimeOfDay, instant.ToDateTimeOffset(), exists ? local : interval.IsoLocalStart, note);
        }
    }

    private static void AssertSame(string zone, IEnumerable<PlannedFire> expected, IEnumerable<PlannedFire> actual)
    {
        using var fires = actual.GetEnumerator();
        foreach (var fire in expected)
        {
            if (!fires.MoveNext() || fires.Current != fire) Assert.Fail($"{zone}: expected {fire}, met {fires.Current}");
        }

        Assert.False(fires.MoveNext(), $"{zone}: met one too many");
    }
}
