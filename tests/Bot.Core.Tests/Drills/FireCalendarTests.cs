using System.Globalization;
using Bot.Core.Drills;
using NodaTime;
using NodaTime.Text;

namespace Bot.Core.Tests.Drills;

public sealed class FireCalendarTests
{
    [Theory]
    // Spring and autumn on both sides of the Atlantic.
    [InlineData("Europe/Berlin", "0 30 2 * * ?", "2026-03-28", "2026-03-30", "03-28T02:30→2026-03-28T01:30Z, 03-29T02:30→2026-03-29T01:00Z after gap at 29T03:00, 03-30T02:30→2026-03-30T00:30Z")]
    [InlineData("Europe/Berlin", "0 0 2 * * ?", "2026-03-29", "2026-03-29", "03-29T02:00→2026-03-29T01:00Z after gap at 29T03:00")]
    [InlineData("Europe/Berlin", "0 0 3 * * ?", "2026-03-29", "2026-03-29", "03-29T03:00→2026-03-29T01:00Z")]
    [InlineData("Europe/Berlin", "0 30 2 * * ?", "2026-10-24", "2026-10-26", "10-24T02:30→2026-10-24T00:30Z, 10-25T02:30→2026-10-25T00:30Z first of two, 10-26T02:30→2026-10-26T01:30Z")]
    [InlineData("Europe/Berlin", "0 0 3 * * ?", "2026-10-25", "2026-10-25", "10-25T03:00→2026-10-25T02:00Z")]
    [InlineData("America/New_York", "0 30 2 * * ?", "2026-03-08", "2026-03-08", "03-08T02:30→2026-03-08T07:00Z after gap at 08T03:00")]
    [InlineData("America/New_York", "0 30 1 * * ?", "2026-11-01", "2026-11-01", "11-01T01:30→2026-11-01T05:30Z first of two")]
    [InlineData("America/New_York", "0 0 2 * * ?", "2026-11-01", "2026-11-01", "11-01T02:00→2026-11-01T07:00Z")]
    // Half an hour.
    [InlineData("Australia/Lord_Howe", "0 15 2 * * ?", "2026-10-04", "2026-10-04", "10-04T02:15→2026-10-03T15:30Z after gap at 04T02:30")]
    [InlineData("Australia/Lord_Howe", "0 45 1 * * ?", "2026-04-05", "2026-04-05", "04-05T01:45→2026-04-04T14:45Z first of two")]
    [InlineData("Australia/Lord_Howe", "0 15 1 * * ?", "2026-04-05", "2026-04-05", "04-05T01:15→2026-04-04T14:15Z")]
    // A day that was left out, and the one after it.
    [InlineData("Pacific/Apia", "0 0 9 * * ?", "2011-12-29", "2011-12-31", "12-29T09:00→2011-12-29T19:00Z, 12-30T09:00→2011-12-30T10:00Z after gap at 31T00:00, 12-31T09:00→2011-12-30T19:00Z")]
    [InlineData("Pacific/Apia", "0 0 0 * * ?", "2011-12-29", "2012-01-01", "12-29T00:00→2011-12-29T10:00Z, 12-30T00:00→2011-12-30T10:00Z after gap at 31T00:00, 01-01T00:00→2011-12-31T10:00Z")]
    [InlineData("Pacific/Apia", "0 0 */6 * * ?", "2011-12-30", "2011-12-31", "12-30T00:00→2011-12-30T10:00Z after gap at 31T00:00, 12-31T06:00→2011-12-30T16:00Z, 12-31T12:00→2011-12-30T22:00Z, 12-31T18:00→2011-12-31T04:00Z")]
    [InlineData("Pacific/Apia", "0 0 0 * * ?", "2011-12-31", "2011-12-31", "")]
    [InlineData("Pacific/Apia", "0 30 3 * * ?", "2011-09-24", "2011-09-24", "09-24T03:30→2011-09-24T14:00Z after gap at 24T04:00")]
    [InlineData("Pacific/Apia", "0 30 3 * * ?", "2012-04-01", "2012-04-01", "04-01T03:30→2012-03-31T13:30Z first of two")]
    // A day that came twice: Kwajalein crossed the date line in 1969, and back in 1993.
    [InlineData("Pacific/Kwajalein", "0 0 9 * * ?", "1993-08-20", "1993-08-22", "08-20T09:00→1993-08-20T21:00Z, 08-21T09:00→1993-08-21T12:00Z after gap at 22T00:00, 08-22T09:00→1993-08-21T21:00Z")]
    [InlineData("Pacific/Kwajalein", "0 30 12 * * ?", "1969-09-29", "1969-10-01", "09-29T12:30→1969-09-29T01:30Z, 09-30T12:30→1969-09-30T01:30Z first of two, 10-01T12:30→1969-10-02T00:30Z")]
    // Gaps and repeats at midnight.
    [InlineData("America/Sao_Paulo", "0 0 0 * * ?", "2017-10-14", "2017-10-16", "10-14T00:00→2017-10-14T03:00Z, 10-15T00:00→2017-10-15T03:00Z after gap at 15T01:00, 10-16T00:00→2017-10-16T02:00Z")]
    [InlineData("America/Sao_Paulo", "0 59 23 * * ?", "2018-02-17", "2018-02-17", "02-17T23:59→2018-02-18T01:59Z first of two")]
    [InlineData("America/Nuuk", "0 30 23 * * ?", "2024-03-30", "2024-03-31", "03-30T23:30→2024-03-31T01:00Z after gap at 31T00:00, 03-31T23:30→2024-04-01T00:30Z")]
    [InlineData("Asia/Gaza", "0 30 0 * * ?", "2010-03-27", "2010-03-27", "03-27T00:30→2010-03-26T22:01Z after gap at 27T01:01")]
    // Summer time that pauses for Ramadan.
    [InlineData("Africa/Casablanca", "0 30 2 * * ?", "2024-03-10", "2024-03-10", "03-10T02:30→2024-03-10T01:30Z first of two")]
    [InlineData("Africa/Casablanca", "0 30 2 * * ?", "2024-04-14", "2024-04-14", "04-14T02:30→2024-04-14T02:00Z after gap at 14T03:00")]
    // No summer time, but three quarters of an hour; and a leap to it in 1986.
    [InlineData("Asia/Kathmandu", "0 0 9 * * ?", "2026-03-29", "2026-03-29", "03-29T09:00→2026-03-29T03:15Z")]
    [InlineData("Asia/Kathmandu", "0 5 0 * * ?", "1986-01-01", "1986-01-01", "01-01T00:05→1985-12-31T18:30Z after gap at 01T00:15")]
    // Two hours at once.
    [InlineData("Antarctica/Troll", "0 30 2 * * ?", "2026-03-29", "2026-03-29", "03-29T02:30→2026-03-29T01:00Z after gap at 29T03:00")]
    [InlineData("Antarctica/Troll", "0 30 1,2 * * ?", "2026-03-29", "2026-03-29", "03-29T01:30→2026-03-29T01:00Z after gap at 29T03:00")]
    [InlineData("Antarctica/Troll", "0 30 2 * * ?", "2026-10-25", "2026-10-25", "10-25T02:30→2026-10-25T00:30Z first of two")]
    public void Planned_times_run_when_the_clocks_reach_them(string zone, string cron, string from, string to, string expected)
    {
        var fires = Given(cron, zone).OnDates(Date(from), Date(to));

        Assert.Equal(expected, string.Join(", ", fires.Select(Told)));
    }

    [Fact]
    public void A_cron_of_every_ten_minutes_runs_once_for_an_hour_that_is_skipped_and_not_again_for_one_that_is_repeated()
    {
        var calendar = Given("0 0/10 * * * ?", "Europe/Berlin");

        Assert.Equal(144 - 6, calendar.OnDates(new(2026, 3, 29), new(2026, 3, 29)).Count());
        Assert.Equal(144, calendar.OnDates(new(2026, 10, 25), new(2026, 10, 25)).Count());
        Assert.Equal(6, calendar.OnDates(new(2026, 10, 25), new(2026, 10, 25)).Count(fire => fire.Note == FireNote.FirstOfTwo));
    }

    [Theory]
    [InlineData("2026-03-29T00:30:00Z", "03-29T02:30→2026-03-29T01:00Z after gap at 29T03:00")]
    [InlineData("2026-03-29T00:59:59.9999999Z", "03-29T02:30→2026-03-29T01:00Z after gap at 29T03:00")]
    [InlineData("2026-03-29T01:00:00Z", "03-30T02:30→2026-03-30T00:30Z")]
    [InlineData("2026-10-25T00:29:59Z", "10-25T02:30→2026-10-25T00:30Z first of two")]
    [InlineData("2026-10-25T00:30:00Z", "10-26T02:30→2026-10-26T01:30Z")]
    [InlineData("2026-10-25T01:15:00Z", "10-26T02:30→2026-10-26T01:30Z")]
    public void The_next_fire_is_never_the_one_that_has_just_been(string after, string expected) =>
        Assert.Equal(expected, Told(Given("0 30 2 * * ?", "Europe/Berlin").Next(Instant(after))));

    [Fact]
    public void A_planned_time_that_became_one_with_an_earlier_one_is_not_the_next()
    {
        var calendar = Given("0 0 0 * * ?", "Pacific/Apia");

        var next = calendar.Next(Instant("2011-12-30T09:59:59Z"));
        Assert.Equal("12-30T00:00→2011-12-30T10:00Z after gap at 31T00:00", Told(next));
        Assert.Equal("01-01T00:00→2011-12-31T10:00Z", Told(calendar.Next(next!.At)));
    }

    [Fact]
    public void Between_leaves_out_its_first_instant_and_takes_in_its_last()
    {
        var calendar = Given("0 0 9 * * ?", "UTC");

        var fires = calendar.Between(Instant("2026-01-01T09:00:00Z"), Instant("2026-01-03T09:00:00Z"));

        Assert.Equal("01-02T09:00→2026-01-02T09:00Z, 01-03T09:00→2026-01-03T09:00Z", string.Join(", ", fires.Select(Told)));
        Assert.Empty(calendar.Between(Instant("2026-01-03T09:00:00Z"), Instant("2026-01-01T09:00:00Z")));
        Assert.Empty(calendar.OnDates(new(2026, 1, 2), new(2026, 1, 1)));
    }

    [Fact]
    public void A_schedule_without_years_goes_on_as_long_as_the_calendar_does()
    {
        var calendar = Given("0 0 9 29 2 ?", "Europe/Berlin");

        Assert.Equal(new(2896, 2, 29), calendar.Next(Instant("2892-03-01T00:00:00Z"))?.PlannedDate);
        Assert.Equal(new(2304, 2, 29), calendar.Next(Instant("2296-03-01T00:00:00Z"))?.PlannedDate);
        Assert.Equal(new(4, 2, 29), calendar.Next(DateTimeOffset.MinValue)?.PlannedDate);
        Assert.Null(calendar.Next(DateTimeOffset.MaxValue));
        Assert.Equal(new(9999, 12, 30), Given("0 0 9 * * ?", "Pacific/Kiritimati").OnDates(new(9999, 12, 1), LocalDate.MaxIsoValue).Last().PlannedDate);
        Assert.Equal(new(1, 1, 2), Given("0 0 0 * * ?", "Asia/Tokyo").OnDates(LocalDate.MinIsoValue, new(1, 1, 3)).First().PlannedDate);
    }

    [Fact]
    public void A_schedule_with_years_is_over_after_them()
    {
        var calendar = Given("0 0 9 31 12 ? 2024-2025", "America/New_York");

        Assert.Equal(2, calendar.Between(DateTimeOffset.MinValue, DateTimeOffset.MaxValue).Count());
        Assert.Null(calendar.Next(Instant("2025-12-31T14:00:00Z")));
    }

    [Fact]
    public void Both_day_fields_together_mean_either()
    {
        var dates = Given("0 0 9 1 * MON", "UTC").OnDates(new(2026, 1, 1), new(2026, 1, 31)).Select(fire => fire.PlannedDate.Day);

        Assert.Equal([1, 5, 12, 19, 26], dates);
    }

    [Fact]
    public void Letters_of_any_case_are_read_and_names_kept_as_the_database_writes_them()
    {
        var calendar = Given(" 0 0  9 ? * mon-fri ", "europe/berlin");

        Assert.Equal("0 0 9 ? * MON-FRI", calendar.Cron);
        Assert.Equal("Europe/Berlin", calendar.Zone);
        Assert.Equal("Asia/Calcutta", Given("0 0 9 * * ?", "asia/calcutta").Zone);
    }

    private static FireCalendar Given(string cron, string zone)
    {
        Assert.True(FireCalendar.TryCreate(cron, zone, out var calendar, out var fault), fault?.Message);
        return calendar;
    }

    private static LocalDate Date(string text) => LocalDatePattern.Iso.Parse(text).Value;

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static string Told(PlannedFire? fire) => fire is null ? "never" : string.Create(
        CultureInfo.InvariantCulture,
        $"{fire.PlannedDate.ToString("MM-dd", CultureInfo.InvariantCulture)}T{fire.Slot.ToString("HH:mm", CultureInfo.InvariantCulture)}→{fire.At:yyyy-MM-dd'T'HH:mm'Z'}") + fire.Note switch
        {
            FireNote.AfterGap => $" after gap at {fire.Local.ToString("dd'T'HH:mm", CultureInfo.InvariantCulture)}",
            FireNote.FirstOfTwo => " first of two",
            _ => "",
        };
}
