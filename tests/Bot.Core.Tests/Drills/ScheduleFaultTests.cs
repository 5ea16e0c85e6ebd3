using System.Globalization;
using Bot.Core.Drills;
using CsCheck;

namespace Bot.Core.Tests.Drills;

public sealed class ScheduleFaultTests
{
    [Theory]
    [InlineData(null, "there is no cron expression")]
    [InlineData("  ", "there is no cron expression")]
    [InlineData("0 9 * * *", "has 5 fields, as Unix writes cron; here seconds come first, so write \"0 0 9 * * ?\"")]
    [InlineData("0 9 * * 1-5", "so write \"0 0 9 ? * MON-FRI\"")]
    [InlineData("a b c d e", "here seconds come first, and there are 6")]
    [InlineData("09:00", "has 1 field, and a cron expression has 6")]
    [InlineData("0 0 9 * * ? * *", "has 8 fields, and a cron expression has 6")]
    [InlineData("@daily", "has to be written out: \"0 0 0 * * ?\"")]
    [InlineData("@reboot", "is not a cron expression")]
    [InlineData("60 0 9 * * ?", "the seconds field cannot be \"60\": write 0-59")]
    [InlineData("0 0 25 * * ?", "the hours field cannot be \"25\": write 0-23")]
    [InlineData("0 0 ? * * ?", "the hours field cannot be \"?\"")]
    [InlineData("0 0 9 32 * ?", "the day of month field cannot be \"32\"")]
    [InlineData("0 0 9 * 13 ?", "the month field cannot be \"13\"")]
    [InlineData("0 0 9 ? * 0", "the day of week field cannot be \"0\": write 1-7 (1 is Sunday)")]
    [InlineData("0 0 9 ? * MONDAY", "the day of week field cannot be \"MONDAY\"")]
    [InlineData("0 0 9 * * ? 1969", "the year field cannot be \"1969\"")]
    [InlineData("0 0 9 30 2 ?", "never fires")]
    [InlineData("0 0 9 31 4,6,9,11 ?", "never fires")]
    [InlineData("0 0 9 29 2 ? 2025-2027", "never fires")]
    [InlineData("0 0 9 29 2 ? 2100", "never fires")]
    public void A_cron_that_cannot_be_is_explained(string? cron, string expected)
    {
        Assert.False(FireCalendar.TryCreate(cron, "Europe/Berlin", out var calendar, out var fault));

        Assert.Null(calendar);
        Assert.Equal(ScheduleFault.Cron, fault.Field);
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "there is no time zone")]
    [InlineData("berlin", "did you mean \"Europe/Berlin\"?")]
    [InlineData("Europe/Belrin", "did you mean \"Europe/Berlin\"")]
    [InlineData("new york", "did you mean \"America/New_York\"")]
    [InlineData("Amerika/New_York", "\"America/New_York\"")]
    [InlineData("São Paulo", "\"America/Sao_Paulo\"")]
    [InlineData("munich", "did you mean \"Europe/Berlin\"?")]
    [InlineData("W. Europe Standard Time", "is a Windows name: write its IANA name, \"Europe/Berlin\"")]
    [InlineData("eastern standard time", "is a Windows name: write its IANA name, \"America/New_York\"")]
    [InlineData("UTC+2", "is an offset and does not follow clock changes: write the name of a place, such as \"Europe/Berlin\", or \"Etc/GMT-2\"")]
    [InlineData("GMT-05:00", "or \"Etc/GMT+5\"")]
    [InlineData("+05:30", "is an offset and does not follow clock changes: write the name of a place, such as \"Europe/Berlin\".")]
    [InlineData("UTC+15", "such as \"Europe/Berlin\".")]
    [InlineData("pst", "is an abbreviation and does not follow clock changes: write the name of a place, such as \"America/Los_Angeles\"")]
    [InlineData("qqqqqq", "write an IANA name, such as \"Europe/Berlin\"")]
    [InlineData("Europe/Ber\u001blin\n", "\"Europe/Ber lin\" is not a time zone")]
    public void A_zone_that_cannot_be_is_explained(string? zone, string expected)
    {
        Assert.False(FireCalendar.TryCreate("0 0 9 * * ?", zone, out var calendar, out var fault));

        Assert.Null(calendar);
        Assert.Equal(ScheduleFault.Zone, fault.Field);
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_schedule_whose_years_are_over_never_fires_again()
    {
        var now = DateTimeOffset.Parse("2026-06-01T00:00:00Z", CultureInfo.InvariantCulture);

        Assert.True(FireCalendar.TryCreate("0 0 9 * * ? 2025", "Europe/Berlin", out _, out _));
        Assert.True(FireCalendar.TryCreate("0 0 9 1 6 ? 2026", "Europe/Berlin", now, out _, out _));
        Assert.False(FireCalendar.TryCreate("0 0 9 * * ? 2025", "Europe/Berlin", now, out var calendar, out var fault));
        Assert.Null(calendar);
        Assert.Contains("never fires again", fault.Message, StringComparison.Ordinal);
        Assert.False(FireCalendar.TryCreate("nonsense", "Europe/Berlin", now, out _, out fault));
        Assert.Contains("has 1 field", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_is_typed_is_either_read_or_explained_in_one_line()
    {
        var word = Gen.OneOf(Gen.String[Gen.Char["0123456789*/,-?LW#MONFRIHC"], 1, 6], Gen.OneOf("*", "?", "0", "9", "MON-FRI", "L", "2#1", "15W", "1/5"), Gen.String[0, 3]);
        word.Array[0, 9].Select(words => string.Join(' ', words)).Sample(
            typed =>
            {
                ScheduleFault?[] faults =
                [
                    FireCalendar.TryCreate(typed, "UTC", out _, out var cron) ? null : cron,
                    FireCalendar.TryCreate("0 0 9 * * ?", typed, out _, out var zone) ? null : zone,
                    WhenText.TryParse(typed, out _, out var when) ? null : when,
                ];
                Assert.All(faults, fault => Assert.False(fault?.Message.Contains('\n', StringComparison.Ordinal) ?? false));
            },
            iter: 800,
            threads: 1);
    }
}
