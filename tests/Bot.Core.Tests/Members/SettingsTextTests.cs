using System.Collections.Immutable;
using Bot.Core.Members;

namespace Bot.Core.Tests.Members;

public sealed class SettingsTextTests
{
    [Theory]
    [InlineData("zone", "Berlin", "Time zone: \"Berlin\" is not a time zone: did you mean \"Europe/Berlin\"?")]
    [InlineData("zone", "", "Time zone: there is no time zone: write an IANA name, such as \"Europe/Berlin\".")]
    [InlineData("channel", "general", "Channel: \"general\" is neither here nor none. Use the command in the channel that you mean, and write here.")]
    [InlineData("window", "soon", "Answers count for: I cannot read \"soon\". Write a time such as 90 min or 8 h, or default.")]
    [InlineData("window", "8", "Answers count for: I cannot read \"8\". Write a time such as 90 min or 8 h, or default.")]
    [InlineData("window", "25 h", "Answers count for: 25 h is not between 1 min and 24 h.")]
    [InlineData("window", "0 min", "Answers count for: at once is not between 1 min and 24 h.")]
    [InlineData("reveal", "later", "Revealed after: I cannot read \"later\". Write a time such as 30 min or 2 h, or at once.")]
    [InlineData("reveal", "8 days", "Revealed after: 8 days is more than 7 days.")]
    [InlineData("keep", "0", "Keep words for: \"0\" is no number of days from 1 to 3,650. Write one, or default.")]
    [InlineData("keep", "-3", "Keep words for: \"-3\" is no number of days from 1 to 3,650. Write one, or default.")]
    [InlineData("keep", "3651 days", "Keep words for: \"3651 days\" is no number of days from 1 to 3,650. Write one, or default.")]
    public void A_wrong_value_is_explained_in_its_place(string field, string value, string expected)
    {
        var values = ImmutableDictionary<string, string>.Empty.Add("zone", "UTC").SetItem(field, value);

        var (settings, faults) = SettingsText.ReadGroup(values, new GroupSettings { Zone = "UTC", DefaultChannel = "C1" }, here: "C2");

        Assert.Null(settings);
        Assert.Equal(new Bot.Core.Chat.FormFault(field, expected), Assert.Single(faults));
    }

    [Theory]
    [InlineData("8 h", 480)]
    [InlineData("8h", 480)]
    [InlineData("1.5 hours", 90)]
    [InlineData("1,5 h", 90)]
    [InlineData("90 Min", 90)]
    [InlineData("1 day", 1440)]
    public void A_time_is_read_in_the_ways_in_which_people_write_it(string text, int minutes)
    {
        Assert.True(SettingsText.TryReadTime(text, out var time));
        Assert.Equal(TimeSpan.FromMinutes(minutes), time);
    }

    [Theory]
    [InlineData(0, "at once")]
    [InlineData(90, "90 min")]
    [InlineData(480, "8 h")]
    [InlineData(1440, "24 h")]
    [InlineData(4320, "3 days")]
    public void A_time_is_written_as_it_can_be_read(int minutes, string expected)
    {
        Assert.Equal(expected, SettingsText.Write(TimeSpan.FromMinutes(minutes)));
        Assert.True(minutes == 0 || (SettingsText.TryReadTime(expected, out var time) && time == TimeSpan.FromMinutes(minutes)));
    }

    [Fact]
    public void What_is_left_empty_has_its_default_and_what_the_form_does_not_show_stays()
    {
        var (settings, _) = SettingsText.ReadGroup(
            ImmutableDictionary<string, string>.Empty.Add("zone", "europe/berlin"),
            new GroupSettings { Zone = "UTC", DefaultChannel = "C1", AnswerWindow = TimeSpan.FromHours(1), KeepAnswersDays = 9, OrganiserRole = "4711" },
            here: "C2");

        Assert.Equal(new GroupSettings { Zone = "Europe/Berlin", OrganiserRole = "4711" }, settings);
    }

    [Theory]
    [InlineData("boards", "perhaps", "On boards: \"perhaps\" is neither yes nor no. Write one of them.")]
    [InlineData("zone", "CEST", "Time zone: \"CEST\" is an abbreviation and does not follow clock changes: write the name of a place, such as \"Europe/Berlin\".")]
    public void A_wrong_value_of_a_members_own_is_explained(string field, string value, string expected)
    {
        var (settings, faults) = SettingsText.ReadMember(ImmutableDictionary<string, string>.Empty.Add(field, value));

        Assert.Null(settings);
        Assert.Equal(new Bot.Core.Chat.FormFault(field, expected), Assert.Single(faults));
    }
}
