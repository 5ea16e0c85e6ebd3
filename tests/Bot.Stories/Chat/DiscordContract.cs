using System.Diagnostics.CodeAnalysis;
using Bot.Core.Chat;
using Bot.Core.Storage;
using Bot.Emulation.World;
using Bot.Host;
using Bot.Host.Commands;
using Bot.Host.Discord;
using Bot.Stories.Stage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Stories.Chat;

/// <summary>Discord, as it is composed, over an emulator.</summary>
public sealed class DiscordContract : ChatPlatformContract
{
    [SuppressMessage("Reliability", "CA2000", Justification = "The stage disposes of it.")]
    private protected override async Task<IPlatformStage> BeginAsync()
    {
        var token = TestContext.Current.CancellationToken;
        var pulse = new Pulse();
        var clock = new StoryClock(Given.MondayMorning, pulse);
        var group = await DiscordGroup.FoundAsync(clock, pulse, token);
        var folder = Directory.CreateTempSubdirectory("redflag-contract-");
        var directory = new DataDirectory(folder.FullName);
        var database = new SqliteDatabase(directory, Migrations.ReadFrom(Path.Combine(Installation.ProgramFolder, "migrations", "sqlite")));
        database.Migrate();
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection(group.Arrange(new StorySetup()).Settings)
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Logging:LogLevel:Default"] = "None" })
            .Build();
        var log = new StoryLog(pulse);
        var app = RedflagApp.Build(settings, directory, database.Open(), clock, log.ListenTo);
        await app.StartAsync(token);
        await group.WaitForBotAsync(token);
        var stage = new DiscordStage(app, folder, group, log);
        await stage.MeetAsync(token);
        return stage;
    }

    private sealed class DiscordStage(WebApplication app, DirectoryInfo folder, DiscordGroup group, StoryLog log) : IPlatformStage
    {
        private readonly Dictionary<(string Name, bool IsPrivate), string> _tokens = [];

        public IChatPlatform Platform { get; } = app.Services.GetServices<IChatPlatform>().Single();

        public ChannelAddress Channel => new(Bot.Core.Chat.Platform.Discord, group.Workspace, Room.Id);

        private EmulatedChannel Room => group.Channel(Given.Channel);

        /// <summary>Has both members call a command that is answered privately and one that is answered for all.</summary>
        public async Task MeetAsync(CancellationToken cancellationToken)
        {
            foreach (var name in new[] { "ana", "ben" })
            {
                foreach (var isPrivate in new[] { true, false })
                {
                    _tokens[(name, isPrivate)] = group.Server.Open(group.Member(name), Room, isPrivate);
                }
            }

            await group.WaitForBotAsync(cancellationToken);
        }

        public MemberAddress MemberOf(string name) => new(Bot.Core.Chat.Platform.Discord, group.Workspace, group.UserOf(name));

        public ReplyHandle HandleOf(string name, bool isPrivate) =>
            new DiscordReply(group.Server.ApplicationId, _tokens[(name, isPrivate)], isPrivate).ToHandle(Given.MondayMorning);

        public Task<IReadOnlyList<string>> SeesAsync(string name) => Task.FromResult(Texts(group.Server.Sees(group.Member(name).User, Room)));

        public Task<IReadOnlyList<string>> SeesDirectlyAsync(string name) =>
            Task.FromResult(Texts(group.Server.Sees(group.Member(name).User, group.Server.DirectWith(group.Member(name).User))));

        public async ValueTask DisposeAsync()
        {
            Assert.Empty(group.Server.Refusals);
            await app.StopAsync(CancellationToken.None);
            await app.DisposeAsync();
            await group.DisposeAsync();
            var discretion = new Discretion();
            discretion.ReadFrom(new DataDirectory(folder.FullName));
            discretion.AssertKeptBy(log.Every);
            log.Dispose();
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }

        private IReadOnlyList<string> Texts(IReadOnlyList<EmulatedMessage> messages) => [.. messages.Select(group.TextOf)];
    }
}
