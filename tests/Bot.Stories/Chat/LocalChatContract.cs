using System.Diagnostics.CodeAnalysis;
using Bot.Core.Chat;
using Bot.Core.Members;
using Bot.Core.Storage;
using Bot.Host;
using Bot.Host.Commands;
using Bot.Host.LocalChat;
using Bot.Stories.Stage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Stories.Chat;

/// <summary>The local chat page, as it is composed.</summary>
public sealed class LocalChatContract : ChatPlatformContract
{
    [SuppressMessage("Reliability", "CA2000", Justification = "The stage disposes of it.")]
    private protected override async Task<IPlatformStage> BeginAsync()
    {
        var folder = Directory.CreateTempSubdirectory("redflag-contract-");
        var directory = new DataDirectory(folder.FullName);
        var database = new SqliteDatabase(directory, Migrations.ReadFrom(Path.Combine(Installation.ProgramFolder, "migrations", "sqlite")));
        database.Migrate();
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["LocalChat:Port"] = "0", ["Logging:LogLevel:Default"] = "None" })
            .Build();
        var log = new StoryLog(new Pulse());
        var app = RedflagApp.Build(settings, directory, database.Open(), new StoryClock(Given.MondayMorning, new Pulse()), log.ListenTo);
        await app.StartAsync(TestContext.Current.CancellationToken);
        var people = app.Services.GetRequiredService<LocalDirectory>();
        var members = new Dictionary<string, Member>();
        foreach (var name in new[] { "ana", "ben" })
        {
            members[name] = (await people.AddMemberAsync(name, TestContext.Current.CancellationToken))!;
        }

        return new LocalStage(app, folder, members, log);
    }

    private sealed class LocalStage(WebApplication app, DirectoryInfo folder, Dictionary<string, Member> members, StoryLog log) : IPlatformStage
    {
        public IChatPlatform Platform { get; } = app.Services.GetRequiredService<IChatPlatform>();

        public ChannelAddress Channel { get; } = new(Bot.Core.Chat.Platform.Local, LocalWorkspace.PlatformId, "general");

        public MemberAddress MemberOf(string name) => new(Bot.Core.Chat.Platform.Local, LocalWorkspace.PlatformId, members[name].PlatformId);

        public ReplyHandle HandleOf(string name, bool isPrivate) =>
            new(new LocalReply(members[name].PlatformId, "event", isPrivate).ToToken(), Given.MondayMorning.AddMinutes(15));

        public Task<IReadOnlyList<string>> SeesAsync(string name) => ReadAsync(name, Channel.Channel);

        public Task<IReadOnlyList<string>> SeesDirectlyAsync(string name) => ReadAsync(name, null);

        public async ValueTask DisposeAsync()
        {
            await app.StopAsync(CancellationToken.None);
            await app.DisposeAsync();
            var discretion = new Discretion();
            discretion.ReadFrom(new DataDirectory(folder.FullName));
            discretion.AssertKeptBy(log.Every);
            log.Dispose();
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }

        private async Task<IReadOnlyList<string>> ReadAsync(string name, string? channel)
        {
            var token = TestContext.Current.CancellationToken;
            var home = await app.Services.GetRequiredService<LocalDirectory>().GetWorkspaceAsync(token);
            var found = await app.Services.GetRequiredService<LocalChatStore>().ListBackwardsAsync(
                home, members[name].Id, channel, long.MaxValue, 100, token);
            return [.. found.Reverse().Select(message => message.Content.View.Text)];
        }
    }
}
