using System.Diagnostics.CodeAnalysis;
using Bot.Core.Chat;
using Bot.Core.Grading;
using Bot.Core.Storage;
using Bot.Host;
using Bot.Host.Commands;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Stories.Stage;

/// <summary>One life of the bot's process, from its start to its end or its death.</summary>
internal sealed class BotRun
{
    private readonly IDisposable _held;
    private readonly WebApplication _app;
    private readonly Line _line;

    private BotRun(IDisposable held, WebApplication app, Line line, StoryDatabase database, StoryLog log) =>
        (_held, _app, _line, Database, Log) = (held, app, line, database, log);

    public IServiceProvider Services => _app.Services;

    public StoryDatabase Database { get; }

    public StoryLog Log { get; }

    /// <summary>Starts the bot as <c>serve</c> does.</summary>
    /// <param name="directory">Where its data are.</param>
    /// <param name="setup">How it differs from the usual one.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="platform">The platform.</param>
    /// <param name="grader">The played grader.</param>
    /// <param name="pulse">Beats when something happens.</param>
    /// <param name="prepare">What is done before it starts, such as loading a pack.</param>
    [SuppressMessage("Reliability", "CA2000", Justification = "The run holds them, and disposes of them when it ends.")]
    public static async Task<BotRun> StartAsync(
        DataDirectory directory,
        StorySetup setup,
        StoryClock clock,
        PlayedPlatform platform,
        PlayedGrader grader,
        Pulse pulse,
        Func<IServiceProvider, Task> prepare)
    {
        var held = directory.Hold();
        var migrated = new SqliteDatabase(directory, Migrations.ReadFrom(Path.Combine(Installation.ProgramFolder, "migrations", "sqlite")));
        migrated.Migrate();
        await using var source = migrated.Open();
        var database = new StoryDatabase(source.ConnectionString, pulse);
        var log = new StoryLog(pulse);
        var line = new Line(platform);
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["LocalChat:Enabled"] = "false",
                ["Privacy:Notice"] = "false", // It has stories of its own; in all others it would stand before every first reply.
                ["Logging:Console:LogLevel:Default"] = "None",
            })
            .AddInMemoryCollection(setup.Settings)
            .Build();
        var app = RedflagApp.Build(settings, directory, database, clock, services =>
        {
            log.ListenTo(services);
            services.AddSingleton<IChatPlatform>(line);
            if (!setup.RealGrader)
            {
                services.AddSingleton<IAnswerGrader>(grader);
            }

            setup.Replace(services);
        });
        await prepare(app.Services);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new BotRun(held, app, line, database, log);
    }

    /// <summary>Ends the process in order.</summary>
    public async Task StopAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await DisposeAsync();
    }

    /// <summary>
    /// Ends the process as a kill would, as nearly as a part of one process can: from one moment on, nothing that it still
    /// does reaches the database, the platform or the log. Only then its threads are gathered in.
    /// </summary>
    [SuppressMessage("Design", "CA1031", Justification = "What a dying process still complains of is heard by nobody.")]
    public async Task DieAsync()
    {
        Log.Cut();
        Database.Cut();
        _line.Cut();
        try
        {
            await _app.StopAsync(CancellationToken.None);
        }
        catch (Exception)
        {
            // It is dead.
        }

        await DisposeAsync();
    }

    /// <summary>Has nothing pass any more from the moment at which the bot closed a connection on which it ran such a statement.</summary>
    public void DieWhenClosed(string statement, TaskCompletionSource isOver) => Database.Closed = statements =>
    {
        if (statements.Any(ran => ran.Contains(statement, StringComparison.Ordinal)))
        {
            Log.Cut();
            Database.Cut();
            _line.Cut();
            isOver.TrySetResult();
        }
    };

    private async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await Database.DisposeAsync();
        _line.Dispose();
        Log.Dispose();
        _held.Dispose();
    }
}
