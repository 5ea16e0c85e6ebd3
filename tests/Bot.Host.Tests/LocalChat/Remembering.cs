using System.Text.Json;
using Bot.Core.Chat;
using Bot.Host.LocalChat;

namespace Bot.Host.Tests.LocalChat;

public sealed class Remembering
{
    [Fact]
    public void A_message_with_parts_that_say_nothing_comes_back_as_it_was()
    {
        var view = new MessageView
        {
            Countdown = new CountdownView("First question", EndsAt: null, TimeSpan.FromSeconds(20)),
            Criteria = [new CriterionView(CriterionMark.Missing, "Both ends are reached in constant time")],
            Standings = [new StandingView(1, "Ana", 98, "1 answer", IsReader: true)],
        };

        var stored = JsonSerializer.Serialize(new LocalContent(view), LocalJson.Options);
        var read = JsonSerializer.Deserialize<LocalContent>(stored, LocalJson.Options)!.View;

        Assert.DoesNotContain("null", stored, StringComparison.Ordinal);
        Assert.Equal(view.Countdown, read.Countdown);
        Assert.Equal(view.Criteria, read.Criteria.AsEnumerable());
        Assert.Equal(view.Standings, read.Standings.AsEnumerable());
    }

    [Theory]
    [InlineData("""{"view":{"countdown":{}}}""")]
    [InlineData("""{"view":{"criteria":[{"text":"…"}]}}""")]
    [InlineData("{}")]
    public void What_is_never_absent_is_still_required(string stored) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<LocalContent>(stored, LocalJson.Options));
}
