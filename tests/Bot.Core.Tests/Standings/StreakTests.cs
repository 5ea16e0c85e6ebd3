using System.Globalization;
using Bot.Core.Standings;

namespace Bot.Core.Tests.Standings;

public sealed class StreakTests
{
    [Theory]
    [InlineData("", 0, 0)]
    [InlineData("2026-03-10T08:00Z", 1, 1)]
    [InlineData("2026-03-09T08:00Z", 1, 1)] // Today can still be answered.
    [InlineData("2026-03-08T08:00Z", 0, 1)]
    [InlineData("2026-03-10T08:00Z 2026-03-10T09:00Z", 1, 1)] // Two answers on a day are one day.
    [InlineData("2026-03-08T08:00Z 2026-03-09T08:00Z 2026-03-10T08:00Z", 3, 3)]
    [InlineData("2026-03-10T08:00Z 2026-03-08T08:00Z 2026-03-09T08:00Z", 3, 3)] // In any order.
    [InlineData("2026-03-01T08:00Z 2026-03-02T08:00Z 2026-03-03T08:00Z 2026-03-09T08:00Z 2026-03-10T08:00Z", 2, 3)]
    [InlineData("2026-03-01T08:00Z 2026-03-02T08:00Z 2026-03-04T08:00Z", 0, 2)]
    public void Days_in_a_row_are_counted(string answers, int current, int longest) =>
        Assert.Equal(new Streak(current, longest), Streak.Of(Instants(answers), Instant("2026-03-10T12:00Z"), "UTC"));

    [Theory]
    [InlineData("UTC", 1, 1)] // 23:30 and 00:30 of days that do not touch: the 8th and the 10th.
    [InlineData("Asia/Tokyo", 2, 2)] // There it was the 9th and the 10th.
    public void Days_begin_in_the_members_own_zone(string zone, int current, int longest) =>
        Assert.Equal(
            new Streak(current, longest), Streak.Of(Instants("2026-03-08T23:30Z 2026-03-10T00:30Z"), Instant("2026-03-10T12:00Z"), zone));

    [Fact]
    public void A_day_of_23_hours_is_a_day() =>
        Assert.Equal(
            new Streak(3, 3),
            Streak.Of(Instants("2026-03-28T22:30Z 2026-03-29T21:30Z 2026-03-29T22:30Z"), Instant("2026-03-30T12:00Z"), "Europe/Berlin"));

    private static IEnumerable<DateTimeOffset> Instants(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Instant);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
