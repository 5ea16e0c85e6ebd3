using Bot.Host.LocalChat;
using Microsoft.Extensions.Configuration;

namespace Bot.Host.Tests.LocalChat;

public sealed class Switching
{
    [Theory]
    [InlineData(null, null, null, true)]
    [InlineData(null, "token", null, false)]
    [InlineData(null, null, "xoxb-1", false)]
    [InlineData("true", "token", "xoxb-1", true)]
    [InlineData("false", null, null, false)]
    public void The_page_is_on_when_it_is_asked_for_or_nothing_else_is(string? enabled, string? discord, string? slack, bool expected)
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["LocalChat:Enabled"] = enabled, ["Discord:Token"] = discord, ["Slack:BotToken"] = slack })
            .Build();

        Assert.Equal(expected, LocalChatSwitch.Decide(settings).IsOn);
    }

    [Theory]
    [InlineData("127.0.0.1", false, true)]
    [InlineData("::1", false, true)]
    [InlineData("0.0.0.0", false, false)]
    [InlineData("192.168.1.20", false, false)]
    [InlineData("0.0.0.0", true, true)]
    [InlineData("my-machine", true, false)]
    public void The_page_leaves_this_machine_only_when_a_setting_says_so(string address, bool allowRemote, bool expected)
    {
        var checkedOptions = new LocalChatReachValidator().Validate(null, new LocalChatOptions { Address = address, AllowRemote = allowRemote });

        Assert.Equal(expected, checkedOptions.Succeeded);
    }
}
