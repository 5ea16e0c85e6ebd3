using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Bot.Core.Chat;
using Bot.Core.Grading;
using Bot.Core.Import.Yaml;
using Bot.Core.Outbox;
using Bot.Core.Questions;
using Bot.Core.Storage;
using Bot.Host;
using Bot.Host.Commands;
using Bot.Host.LocalChat;
using Bot.Stories.Stage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Playwright;
using Quartz;

namespace Bot.Stories.Page;

/// <summary>The whole bot behind its page, in a real browser; only the clock is played, and the baseline judges.</summary>
internal sealed class PageStory : IAsyncDisposable
{
    /// <summary>A pack of one question with two key points and a red flag.</summary>
    public const string Queues =
        """
        pack: queues
        title: Queues
        questions:
          - key: what-is-a-queue
            stem: What is a queue?
            sectionPath: [Structures, Queues]
            level: core
            kind: conceptual
            keyPoints:
              - text: Elements leave a queue in the order in which they arrived
              - text: Both ends can be reached in constant time
            redFlags:
              - text: Claims that the newest element leaves first
                sort: said
            weakStrong:
              - strong: Elements leave in the order in which they arrived, and both ends are reached in constant time.
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("redflag-page-");
    private readonly FakeTimeProvider _time;
    private readonly IBrowserContext _context;
    private readonly string _pack;
    private readonly Discretion _discretion = new();
    private readonly StoryLog _log = new(new Pulse());
    [SuppressMessage("Usage", "CA2213", Justification = "StopAsync disposes of it.")]
    private WebApplication? _app;

    private int _port;

    private int _said;

    private PageStory(IBrowserContext context, IPage page, DateTimeOffset now, string pack) =>
        (_context, Page, _time, _pack) = (context, page, new FakeTimeProvider(now), pack);

    public IPage Page { get; }

    public ILocator Log => Page.GetByRole(AriaRole.Log);

    public ILocator Composer => Page.GetByRole(AriaRole.Textbox, new() { Name = "Message" });

    public static async Task<PageStory> BeginAsync(Browser browser, DateTimeOffset now, string pack, BrowserNewContextOptions? options = null)
    {
        var context = await browser.Chromium.NewContextAsync(new(options ?? new()) { ReducedMotion = ReducedMotion.Reduce });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(20_000);
        var story = new PageStory(context, page, now, pack);
        await story.StartAsync();
        return story;
    }

    /// <summary>Opens the address that the start prints, and enters as the first member.</summary>
    public async Task EnterAsync(string name)
    {
        _discretion.IsCalled(name);
        await OpenAsync();
        await Page.GetByLabel("Your name").FillAsync(name);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();
        await Composer.WaitForAsync();
    }

    public async Task OpenAsync()
    {
        var entry = _app!.Services.GetRequiredService<LocalChatKey>().EntryUrl;
        _discretion.IsSecret(entry[(entry.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        await Page.GotoAsync(entry);
    }

    /// <summary>Opens the page in one more tab of the same browser.</summary>
    public async Task<IPage> OpenTabAsync()
    {
        var tab = await _context.NewPageAsync();
        tab.SetDefaultTimeout(20_000);
        await tab.GotoAsync($"http://127.0.0.1:{_port}/");
        return tab;
    }

    /// <summary>Has the bot say something in a channel, out of the blue.</summary>
    public async Task HearsAsync(MessageView view, string channel = "general")
    {
        var address = new ChannelAddress(Bot.Core.Chat.Platform.Local, LocalWorkspace.PlatformId, channel);
        var key = new PostKey($"story-{++_said}");
        await _app!.Services.GetRequiredService<IChatPlatform>().PostAsync(address, view, key, TestContext.Current.CancellationToken);
    }

    /// <summary>Lets nothing that a member does get through to the bot, until it is undone.</summary>
    public async Task<IAsyncDisposable> CutOffAsync()
    {
        const string Doings = "**/api/interactions";
        await Page.RouteAsync(Doings, route => route.AbortAsync());
        return new Undoing(() => Page.UnrouteAsync(Doings));
    }

    /// <summary>Types a command and sends it with the keyboard alone.</summary>
    public async Task TypeAsync(string text)
    {
        await Composer.FillAsync(text);
        await Composer.PressAsync("Escape");
        await Composer.PressAsync("Enter");
    }

    public async Task AnswerAsync(string text)
    {
        _discretion.Wrote(text);
        await Page.GetByRole(AriaRole.Dialog).GetByLabel("Answer in your own words").FillAsync(text);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Send answer" }).ClickAsync();
        await Page.GetByRole(AriaRole.Dialog).WaitForAsync(new() { State = WaitForSelectorState.Hidden });
    }

    /// <summary>Adds a member and goes on as that one.</summary>
    public async Task AddMemberAsync(string name)
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = "You are:" }).ClickAsync();
        await Page.GetByRole(AriaRole.Menuitem, new() { Name = "Add member…" }).ClickAsync();
        await Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Textbox).FillAsync(name);
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = $"You are: {name}" })).ToBeVisibleAsync();
    }

    /// <summary>Moves the bot's clock, and has everybody look at it: the scheduler waits by the machine's own, and who begins to nap just then would oversleep.</summary>
    public async Task AdvanceToAsync(DateTimeOffset instant)
    {
        _time.SetUtcNow(instant);
        _app!.Services.GetRequiredService<OutboxSignal>().Set();
        _app.Services.GetRequiredService<GradingSignal>().Set();
        var scheduler = await _app.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(TestContext.Current.CancellationToken);
        await scheduler.ScheduleJob(
            JobBuilder.Create<Nothing>().Build(),
            TriggerBuilder.Create(_time).StartAt(instant).Build(),
            cancellationToken: TestContext.Current.CancellationToken);
    }

    /// <summary>Stops the bot and starts it again over the same data, at the same address.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var cookie in await _context.CookiesAsync())
        {
            _discretion.IsSecret(cookie.Value);
        }

        await _context.DisposeAsync();
        await StopAsync();
        _discretion.ReadFrom(new DataDirectory(_folder.FullName));
        _discretion.AssertKeptBy(_log.Every);
        _log.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task StartAsync()
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection([new("LocalChat:Port", _port.ToString(CultureInfo.InvariantCulture)), new("Logging:LogLevel:Default", "Warning"), new("Inference:Model", "lexical")])
            .Build();
        var directory = new DataDirectory(_folder.FullName);
        var database = new SqliteDatabase(directory, Migrations.ReadFrom(Path.Combine(Installation.ProgramFolder, "migrations", "sqlite")));
        database.Migrate();
        _app = RedflagApp.Build(settings, directory, database.Open(), _time, _log.ListenTo);
        using var content = new StringReader(_pack);
        var pack = Assert.IsType<PackReading.Read>(YamlPackReader.Read("story.yaml", content)).Pack;
        await _app.Services.GetRequiredService<WriteGate>().RunAsync(
            (write, token) => _app.Services.GetRequiredService<QuestionStore>().LoadAsync(write, owner: null, pack, token),
            TestContext.Current.CancellationToken);
        await _app.StartAsync(TestContext.Current.CancellationToken);
        _port = _app.Services.GetRequiredService<LocalChatListener>().Port;
    }

    private async Task StopAsync()
    {
        if (_app is { } app)
        {
            _app = null;
            await app.StopAsync(CancellationToken.None);
            await app.DisposeAsync();
        }
    }

    private sealed class Undoing(Func<Task> undo) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await undo();
    }

    private sealed class Nothing : IJob
    {
        public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
    }
}
