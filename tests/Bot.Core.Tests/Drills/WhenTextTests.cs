using Bot.Core.Drills;
using CsCheck;

namespace Bot.Core.Tests.Drills;

public sealed class WhenTextTests
{
    [Theory]
    [InlineData("09:00", "0 0 9 * * ?")]
    [InlineData("9:00", "0 0 9 * * ?")]
    [InlineData(" 9am ", "0 0 9 * * ?")]
    [InlineData("9 AM", "0 0 9 * * ?")]
    [InlineData("9:15 p.m.", "0 15 21 * * ?")]
    [InlineData("12am", "0 0 0 * * ?")]
    [InlineData("12:30pm", "0 30 12 * * ?")]
    [InlineData("noon", "0 0 12 * * ?")]
    [InlineData("every day at 09:00", "0 0 9 * * ?")]
    [InlineData("daily 18.30", "0 30 18 * * ?")]
    [InlineData("09:30 weekdays", "0 30 9 ? * MON-FRI")]
    [InlineData("18:00 mon,wed,fri", "0 0 18 ? * MON,WED,FRI")]
    [InlineData("18:00 Fri, Monday and wed", "0 0 18 ? * MON,WED,FRI")]
    [InlineData("mon-fri 08:15", "0 15 8 ? * MON-FRI")]
    [InlineData("mon – fri 08:15", "0 15 8 ? * MON-FRI")]
    [InlineData("monday to thursday 8am", "0 0 8 ? * MON,TUE,WED,THU")]
    [InlineData("weekends 10:00", "0 0 10 ? * SAT,SUN")]
    [InlineData("sat-mon 10:00", "0 0 10 ? * MON,SAT,SUN")]
    [InlineData("mon-sun 10:00", "0 0 10 * * ?")]
    [InlineData("Tuesdays 23:59", "0 59 23 ? * TUE")]
    [InlineData("0 0 9 * * ?", "0 0 9 * * ?")]
    [InlineData("`0 0/15 9-17 ? * mon-fri`", "0 0/15 9-17 ? * MON-FRI")]
    [InlineData("0 0 9 1 1 MON", "0 0 9 1 1 MON")]
    [InlineData("0 0 9 l * ? 2027", "0 0 9 L * ? 2027")]
    public void What_an_organiser_types_becomes_a_cron_expression(string typed, string expected)
    {
        Assert.True(WhenText.TryParse(typed, out var cron, out var fault), fault?.Message);
        Assert.Equal(expected, cron);
    }

    [Theory]
    [InlineData(null, "There is no time.")]
    [InlineData("", "There is no time.")]
    [InlineData("9", "because of \"9\"")]
    [InlineData("24:00", "because of \"24:00\"")]
    [InlineData("9:60", "because of \"9:60\"")]
    [InlineData("13pm", "because of \"13pm\"")]
    [InlineData("0am", "because of \"0am\"")]
    [InlineData("٩:٠٠", "cannot be read")]
    [InlineData("09:00 whenever", "because of \"whenever\"")]
    [InlineData("09:00 ...", "because of \"...\"")]
    [InlineData("09:00 m", "because of \"m\"")]
    [InlineData("09:00 mon-wed-fri", "because of \"mon-wed-fri\"")]
    [InlineData("weekdays", "says no time of day")]
    [InlineData("09:00 18:00", "has two times")]
    public void Anything_else_is_answered_with_examples(string? typed, string expected)
    {
        Assert.False(WhenText.TryParse(typed, out var cron, out var fault));
        Assert.Null(cron);
        Assert.Equal(ScheduleFault.Cron, fault.Field);
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
        Assert.Contains("\"18:00 mon,wed,fri\"", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0 9 * * *", "so write \"0 0 9 * * ?\"")]
    [InlineData("0 0 25 * * ?", "the hours field cannot be \"25\"")]
    [InlineData("0 0 9 30 2 ?", "never fires")]
    public void A_cron_expression_that_is_none_is_explained_as_one(string typed, string expected)
    {
        Assert.False(WhenText.TryParse(typed, out _, out var fault));
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0 0 9 * * ?", "every day at 09:00")]
    [InlineData("0 0 9 ? * *", "every day at 09:00")]
    [InlineData("0 0 9 * * * *", "every day at 09:00")]
    [InlineData("0 0 9 ? * 1-7", "every day at 09:00")]
    [InlineData("0 5 18 ? * MON,WED,FRI", "Mon, Wed, Fri at 18:05")]
    [InlineData("0 0 18 ? * 2,4,6", "Mon, Wed, Fri at 18:00")]
    [InlineData("0 0 18 ? * fri-mon", "Mon, Fri, Sat, Sun at 18:00")]
    [InlineData("0 30 9 ? * MON-FRI", "weekdays at 09:30")]
    [InlineData("0 0 10 ? * SUN,SAT", "weekends at 10:00")]
    [InlineData("30 0 9 * * ?", "30 0 9 * * ?")]
    [InlineData("0 0 9,18 * * ?", "0 0 9,18 * * ?")]
    [InlineData("0 0 9 1 * ?", "0 0 9 1 * ?")]
    [InlineData("0 0 9 ? 1 MON", "0 0 9 ? 1 MON")]
    [InlineData("0 0 9 ? * 2#1", "0 0 9 ? * 2#1")]
    [InlineData("0 0 9 ? * 6L", "0 0 9 ? * 6L")]
    [InlineData("0 0 9 ? * L", "0 0 9 ? * L")]
    [InlineData("0 0 9 * * ? 2027", "0 0 9 * * ? 2027")]
    [InlineData("0 0 25 * * ?", "0 0 25 * * ?")]
    [InlineData("nonsense", "nonsense")]
    public void A_simple_schedule_is_said_in_words(string cron, string expected) => Assert.Equal(expected, WhenText.Describe(cron));

    [Fact]
    public void What_is_said_in_words_can_be_typed_back() =>
        Gen.Select(Gen.Int[0, 23], Gen.Int[0, 59], Gen.Int[1, 127]).Sample(
            (hour, minute, days) =>
            {
                string[] names = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"];
                var said = WhenText.Describe($"0 {minute} {hour} ? * {string.Join(',', names.Where((_, day) => (days & (1 << day)) != 0))}");
                Assert.True(WhenText.TryParse(said, out var cron, out _));
                Assert.Equal(said, WhenText.Describe(cron));
            },
            iter: 500,
            threads: 1);
}
