using Bot.Core.Drills;
using NodaTime;

namespace Bot.Core.Tests.Drills;

public sealed class ZoneNamesTests
{
    [Theory]
    [InlineData("ber", "Europe/Berlin")]
    [InlineData("BERLIN", "Europe/Berlin")]
    [InlineData("Europe/Ber", "Europe/Berlin")]
    [InlineData("europe\\berlin", "Europe/Berlin")]
    [InlineData("new y", "America/New_York")]
    [InlineData("buenos", "America/Argentina/Buenos_Aires")]
    [InlineData("germany", "Europe/Berlin")]
    [InlineData("japan", "Japan")]
    [InlineData("nepal", "Asia/Kathmandu")]
    [InlineData("mumbai", "Asia/Kolkata")]
    [InlineData("san fran", "America/Los_Angeles")]
    [InlineData("cest", "Europe/Berlin")]
    [InlineData("utc", "UTC")]
    [InlineData("barlin", "Europe/Berlin")]
    [InlineData("asia/calcuta", "Asia/Calcutta")]
    [InlineData("zürich", "Europe/Zurich")]
    [InlineData("america/los angeles", "America/Los_Angeles")]
    public void What_people_type_leads_to_the_zone(string typed, string expected) => Assert.Equal(expected, ZoneNames.Suggest(typed)[0]);

    [Fact]
    public void Nobody_is_shown_more_than_a_list_can_hold()
    {
        Assert.Equal(ZoneNames.MostSuggestions, ZoneNames.Suggest("a").Count);
        Assert.Equal(ZoneNames.MostSuggestions, ZoneNames.Suggest("").Count);
        Assert.Equal(ZoneNames.MostSuggestions, ZoneNames.Suggest(null, 1000).Count);
        Assert.Equal(3, ZoneNames.Suggest("america", 3).Count);
        Assert.Empty(ZoneNames.Suggest("xxxxxxxx"));
    }

    [Fact]
    public void Every_zone_is_found_by_its_name_and_suggested_first_for_it()
    {
        foreach (var id in DateTimeZoneProviders.Tzdb.Ids)
        {
            Assert.True(ZoneNames.TryFind(id.ToUpperInvariant(), out var found));
            Assert.Equal(id, found);
            Assert.Equal(id, ZoneNames.Suggest(id)[0]);
        }
    }

    [Fact]
    public void Every_suggestion_is_a_zone() =>
        Assert.All("abcdefghijklmnopqrstuvwxyz".Select(letter => letter.ToString()).Concat(["", "ist", "wash", "cologne", "z", "pt", "et"]), typed =>
            Assert.All(ZoneNames.Suggest(typed), id => Assert.True(ZoneNames.TryFind(id, out _), id)));

    [Theory]
    [InlineData("UTC+2")]
    [InlineData("Berlin")]
    [InlineData("")]
    [InlineData(null)]
    public void Part_of_a_name_is_no_zone(string? typed) => Assert.False(ZoneNames.TryFind(typed, out _));
}
