using System.Diagnostics.CodeAnalysis;
using Bot.Core.Chat;
using Bot.Core.Storage;
using Bot.Host;
using Bot.Host.Commands;
using Bot.Host.Slack;
using Bot.SlackEmulation.World;
using Bot.Stories.Stage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Stories.Chat;

/// <summary>Slack, as it is composed, over an emulator; with the permission to read channels back.</summary>
public sealed class SlackContract : ChatPlatformContract
{
    [SuppressMessage("Reliability", "CA2000", Justification = "The stage disposes of it.")]
    private protected override async Task<IPlatformStage> BeginAsync()
    {
        var token = TestContext.Current.CancellationToken;
        var pulse = new Pulse();
        var clock = new StoryClock(Given.MondayMorning, pulse);
        var group = await SlackGroup.FoundAsync(clock, pulse, token);
        var folder = Directory.CreateTempSubdirectory("redflag-contract-");
        var directory = new DataDirectory(folder.FullName);
        var database = new SqliteDatabase(directory, Migrations.ReadFrom(Path.Combine(Installation.ProgramFolder, "migrations", "sqlite")));
        database.Migrate();
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection(group.Arrange(new StorySetup()).Settings)
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Logging:LogLevel:Default"] = "None", ["Slack:ReadsBack"] = "true" })
            .Build();
        var log = new StoryLog(pulse);
        var app = RedflagApp.Build(settings, directory, database.Open(), clock, log.ListenTo);
        await app.StartAsync(token);
        await group.WaitForBotAsync(token);
        return new SlackStage(app, folder, group, log);
    }

    private sealed class SlackStage(WebApplication app, DirectoryInfo folder, SlackGroup group, StoryLog log) : IPlatformStage
    {
        public IChatPlatform Platform { get; } = app.Services.GetServices<IChatPlatform>().Single();

        public ChannelAddress Channel => new(Bot.Core.Chat.Platform.Slack, group.Workspace, Room.Id);

        private EmulatedConversation Room => group.Channel(Given.Channel);

        public MemberAddress MemberOf(string name) => new(Bot.Core.Chat.Platform.Slack, group.Workspace, group.UserOf(name));

        public ReplyHandle HandleOf(string name, bool isPrivate) => new SlackReply.Channel(Room.Id, group.UserOf(name), isPrivate).ToHandle(Given.MondayMorning);

        public Task<IReadOnlyList<string>> SeesAsync(string name) => Task.FromResult(Texts(group.Member(name).Sees(Room)));

        public Task<IReadOnlyList<string>> SeesDirectlyAsync(string name) => Task.FromResult(Texts(group.Member(name).DirectMessages));

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

        private IReadOnlyList<string> Texts(IReadOnlyList<EmulatedPost> posts) => [.. posts.Where(post => post.Author.IsBot).Select(post => group.View(post).Text)];
    }
}
