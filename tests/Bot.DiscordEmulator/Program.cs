using System.Text.Json;
using Bot.Emulation;

#pragma warning disable RS0030 // A program of its own chooses the system's clock.
await using var discord = await DiscordEmulator.StartAsync(TimeProvider.System, CancellationToken.None);
#pragma warning restore RS0030
discord.AddChannel("drills");
discord.AddMember("ana");
discord.AddMember("olga", managesServer: true);
Console.WriteLine(JsonSerializer.Serialize(new { api = discord.ApiBase, token = discord.Token, application = discord.ApplicationId, guild = discord.Guild.Id, channel = discord.Guild.Channels[0].Id }));
await Console.In.ReadToEndAsync();
