using Bot.Host.Slack;
using Microsoft.Extensions.Configuration;

namespace Bot.Host.Tests.Slack;

public sealed class SlackSettingsTests
{
    [Theory]
    [InlineData("xoxb-1", "xapp-1", null, null, null, null, "")]
    [InlineData("xoxb-1", null, null, null, null, null, "Slack:BotToken is set, but Slack:AppToken is not")]
    [InlineData("xoxb-1", null, "s", "http", null, null, "")]
    [InlineData("xoxb-1", null, null, "http", null, null, "Slack:Mode is http, which needs Slack:SigningSecret")]
    [InlineData(null, null, "s", "http", "c", "d", "")]
    [InlineData("xoxb-1", null, "s", "http", "c", "d", "")]
    [InlineData(null, null, null, "http", "c", "d", "Slack:Mode is http, which needs Slack:SigningSecret")]
    [InlineData(null, null, "s", "http", "c", null, "Slack:ClientId is set, but Slack:ClientSecret is not")]
    [InlineData(null, null, "s", "http", null, "d", "Slack:ClientSecret is set, but Slack:ClientId is not")]
    [InlineData("xoxb-1", "xapp-1", null, "socket", "c", "d", "Slack:ClientId and Slack:ClientSecret let several workspaces install the app, which needs Slack:Mode=http")]
    public void Settings_that_belong_together_are_missed_one_by_one(string? bot, string? app, string? signing, string? mode, string? id, string? secret, string fault)
    {
        var settings = Settings(bot, app, signing, mode, id, secret);

        Assert.True(SlackSwitch.Decide(settings).IsOn);
        var faults = new SlackOptionsRules().Validate(null, settings.GetSection(SlackOptions.Section).Get<SlackOptions>()!).Failures?.ToList() ?? [];
        Assert.Equal(fault.Length == 0 ? 0 : 1, faults.Count);
        Assert.All(faults, said => Assert.StartsWith(fault, said, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http", "c", "d", true)]
    [InlineData("http", "c", null, false)]
    [InlineData("http", null, null, false)]
    [InlineData("socket", "c", "d", false)]
    public void Workspaces_can_install_the_app_where_browsers_reach_the_bot(string mode, string? id, string? secret, bool can) =>
        Assert.Equal(can, Settings("xoxb-1", "xapp-1", "s", mode, id, secret).GetSection(SlackOptions.Section).Get<SlackOptions>()!.IsDistributed);

    private static IConfiguration Settings(string? bot, string? app, string? signing, string? mode, string? id, string? secret) =>
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Slack:BotToken"] = bot,
            ["Slack:AppToken"] = app,
            ["Slack:SigningSecret"] = signing,
            ["Slack:Mode"] = mode,
            ["Slack:ClientId"] = id,
            ["Slack:ClientSecret"] = secret,
        }).Build();
}
