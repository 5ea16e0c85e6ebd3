using System.Text.Json;
using Bot.SlackEmulation;

await using var slack = await SlackEmulator.StartAsync(time: null, CancellationToken.None);
var channel = slack.Team.AddChannel("drills");
slack.Team.AddUser("ana");
slack.Team.AddUser("olga", admin: true);
Console.WriteLine(JsonSerializer.Serialize(new
{
    api = slack.ApiBase,
    appToken = slack.AppToken,
    botToken = slack.BotToken,
    signingSecret = slack.SigningSecret,
    team = slack.Team.Id,
    bot = slack.Team.Bot.Id,
    channel = channel.Id,
}));
await Console.In.ReadToEndAsync();
