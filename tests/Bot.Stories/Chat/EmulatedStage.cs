using System.Diagnostics.CodeAnalysis;
using Bot.Core.Chat;
using Bot.Core.Storage;
using Bot.Host;
using Bot.Host.Commands;
using Bot.Stories.Stage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Stories.Chat;

/// <summary>The bot on an emulated platform, without the stories' own stage around it.</summary>
internal abstract class EmulatedStage : IPlatformStage
{
    private readonly WebApplication _app;
    private readonly DirectoryInfo _folder;
    private readonly IStoryGroup _group;
    private readonly StoryLog _log;

    [SuppressMessage("Reliability", "CA2000", Justification = "The bot disposes of its database.")]
    protected EmulatedStage(IStoryGroup group, StoryClock clock, Pulse pulse, IReadOnlyDictionary<string, string?> settings)
    {
        (_group, _folder, _log) = (group, Directory.CreateTempSubdirectory("redflag-contract-"), new StoryLog(pulse));
        var directory = new DataDirectory(_folder.FullName);
        var database = new SqliteDatabase(directory, Migrations.ReadFrom(Path.Combine(Installation.ProgramFolder, "migrations", "sqlite")));
        database.Migrate();
        var all = new ConfigurationBuilder()
            .AddInMemoryCollection(group.Arrange(new StorySetup()).Settings)
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Logging:LogLevel:Default"] = "None" })
            .AddInMemoryCollection(settings)
            .Build();
        _app = RedflagApp.Build(all, directory, database.Open(), clock, _log.ListenTo);
        Platform = _app.Services.GetServices<IChatPlatform>().Single();
    }

    public IChatPlatform Platform { get; }

    public abstract ChannelAddress Channel { get; }

    public MemberAddress MemberOf(string name) => new(Platform.Platform, _group.Workspace, _group.UserOf(name));

    public abstract ReplyHandle HandleOf(string name, bool isPrivate);

    public abstract Task<IReadOnlyList<string>> SeesAsync(string name);

    public abstract Task<IReadOnlyList<string>> SeesDirectlyAsync(string name);

    /// <summary>Starts the bot, and waits until it is there.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _app.StartAsync(cancellationToken);
        await _group.WaitForBotAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(Refusals);
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        await _group.DisposeAsync();
        var discretion = new Discretion();
        discretion.ReadFrom(new DataDirectory(_folder.FullName));
        discretion.AssertKeptBy(_log.Every);
        _log.Dispose();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    /// <summary>Gets what the platform refused of the bot's.</summary>
    protected abstract IEnumerable<string> Refusals { get; }
}
