using System.Data.Common;
using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using Bot.Core;
using Bot.Core.Chat;
using Bot.Core.Inbox;
using Bot.Core.Members;
using Bot.Core.Outbox;
using Bot.Core.Storage;
using Bot.Host.LocalChat;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bot.Host.Tests.LocalChat;

/// <summary>The page as it is served: the real pipeline on a free port, real SQLite in a folder of its own, and played routes.</summary>
internal sealed class LocalChatRig : IAsyncDisposable
{
    public static readonly DateTimeOffset MondayMorning = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly WebApplication _app;
    private readonly HttpClientHandler _handler = new() { AllowAutoRedirect = false, CookieContainer = new CookieContainer() };

    private LocalChatRig(WebApplication app, DirectoryInfo folder)
    {
        (_app, Folder) = (app, folder);
        Browser = new HttpClient(_handler);
    }

    /// <summary>Gets a browser; it has a cookie once it entered.</summary>
    public HttpClient Browser { get; }

    public DirectoryInfo Folder { get; }

    public string Origin => _app.Services.GetRequiredService<LocalChatListener>().BaseUrl;

    public string EntryUrl => _app.Services.GetRequiredService<LocalChatKey>().EntryUrl;

    /// <summary>Gets the addresses of doors that are not the page's own.</summary>
    public IEnumerable<string> OtherDoors => _app.Urls.Where(url => url != Origin);

    public IChatPlatform Platform => _app.Services.GetRequiredService<IChatPlatform>();

    public DbDataSource Database => _app.Services.GetRequiredService<DbDataSource>();

    /// <summary>Starts the page; in the folder of an earlier run, it is that run's successor.</summary>
    public static async Task<LocalChatRig> StartAsync(DirectoryInfo? folder = null, TimeProvider? time = null, int port = 0)
    {
        folder ??= Directory.CreateTempSubdirectory("redflag-page-");
        var database = SqliteFactory.Instance.CreateDataSource($"Data Source={Path.Combine(folder.FullName, "redflag.db")};Foreign Keys=True;Pooling=False");
        await MigrateAsync(database);

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["LocalChat:Port"] = $"{port}" });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(time ?? new Microsoft.Extensions.Time.Testing.FakeTimeProvider(MondayMorning));
        builder.Services.AddSingleton(database);
        builder.Services.AddDataProtection().SetApplicationName("redflag").PersistKeysToFileSystem(folder.CreateSubdirectory("keys"));
        builder.Services
            .AddMetrics().AddSingleton<Bot.Core.Telemetry.BotMeter>().AddSingleton<WriteGate>().AddSingleton<IdSource>().AddSingleton<MemberStore>().AddSingleton<SettingsStore>().AddSingleton<PrivacyNotice>().AddSingleton<DepartureStore>()
            .AddSingleton<InboxStore>().AddSingleton<AttachedFileStore>().AddSingleton<Reception>().AddHostedService<InboxWorker>()
            .AddSingleton<OutboxStore>().AddSingleton<OutboxSignal>().AddSingleton<PostSender>().AddSingleton<OrganiserBell>().AddHostedService<OutboxRelay>()
            .AddSingleton<CommandRouter>();
        builder.Services.Configure<PrivacyOptions>(options => options.Notice = false); // It would stand before every first reply.
        foreach (var route in PlayedRoutes.All)
        {
            builder.Services.AddSingleton(route);
        }

        builder.Services.AddLocalChat(builder.Configuration);
        var app = builder.Build();
        app.UseRouting();
        app.MapLocalChat();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new LocalChatRig(app, folder);
    }

    /// <summary>Starts the page with a browser that was let in.</summary>
    public static async Task<LocalChatRig> StartInsideAsync()
    {
        var rig = await StartAsync();
        using var entered = await rig.Browser.GetAsync(rig.EntryUrl, TestContext.Current.CancellationToken);
        return rig;
    }

    /// <summary>Tells the page that the end begins; whoever is connected still is.</summary>
    public void BeginToStop() => _app.Services.GetRequiredService<Microsoft.Extensions.Hosting.IHostApplicationLifetime>().StopApplication();

    /// <summary>Stops the page and keeps its folder.</summary>
    public async Task StopAsync()
    {
        await _app.StopAsync(TestContext.Current.CancellationToken);
        await _app.DisposeAsync();
    }

    /// <summary>Sends JSON as the page does.</summary>
    public async Task<(HttpStatusCode Status, JsonNode? Body)> PostAsync(string path, object? value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Origin + path) { Content = JsonContent.Create(value) };
        request.Headers.Add("Origin", Origin);
        using var response = await Browser.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await ReadAsync(response));
    }

    /// <summary>Sends a file as the page does, ahead of its form.</summary>
    public async Task<HttpStatusCode> AttachAsync(string id, string member, string name, string content, string type = "application/octet-stream")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Origin}/api/files/{id}?member={member}&name={Uri.EscapeDataString(name)}")
        {
            Content = new StringContent(content, new System.Net.Http.Headers.MediaTypeHeaderValue(type)),
        };
        request.Headers.Add("Origin", Origin);
        using var response = await Browser.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    /// <summary>Reads JSON as the page does.</summary>
    public async Task<JsonNode> GetAsync(string path)
    {
        using var response = await Browser.GetAsync(Origin + path, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        return (await ReadAsync(response))!;
    }

    /// <summary>Adds a member.</summary>
    /// <returns>The identifier.</returns>
    public async Task<string> MeetAsync(string name)
    {
        var (status, body) = await PostAsync("/api/members", new { name });
        Assert.Equal(HttpStatusCode.Created, status);
        return (string)body!["id"]!;
    }

    /// <summary>Lets a member do something in a conversation.</summary>
    public Task<(HttpStatusCode Status, JsonNode? Body)> DoAsync(string member, object action, string? eventId = null, string conversation = "general") =>
        PostAsync("/api/interactions", new { eventId = eventId ?? NewEventId(), member, conversation, action });

    public static object Command(string name, object? options = null) => new { type = "command", name, options = options ?? new { } };

    public static string NewEventId() => Guid.CreateVersion7(MondayMorning).ToString();

    /// <summary>Reads what a member sees in a conversation.</summary>
    public async Task<JsonArray> SeesAsync(string member, string conversation = "general") =>
        (await GetAsync($"/api/messages?member={member}&conversation={Uri.EscapeDataString(conversation)}"))["messages"]!.AsArray();

    /// <summary>Opens a member's stream of events.</summary>
    public async Task<EventReader> ListenAsync(string member, long? after = null, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Origin}/api/events?member={member}{(after is { } from ? $"&after={from}" : "")}");
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        var response = await Browser.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        return new EventReader(response, await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        _handler.Dispose();
        await _app.DisposeAsync();
        Folder.Refresh();
        if (Folder.Exists)
        {
            Folder.Delete(recursive: true);
        }
    }

    private static async Task<JsonNode?> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    private static async Task MigrateAsync(DbDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync();
        if (await connection.ExecuteScalarAsync<long>(new CommandDefinition("PRAGMA user_version")) > 0)
        {
            return;
        }

        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "migrations", "sqlite"), "*.sql").Order(StringComparer.Ordinal))
        {
            await connection.ExecuteAsync(new CommandDefinition(await File.ReadAllTextAsync(file)));
        }

        await connection.ExecuteAsync(new CommandDefinition("PRAGMA journal_mode = WAL"));
    }
}

/// <summary>Reads one stream of events.</summary>
internal sealed class EventReader(HttpResponseMessage response, Stream stream) : IAsyncDisposable
{
    private readonly IAsyncEnumerator<SseItem<string>> _items =
        SseParser.Create(stream).EnumerateAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator();

    /// <summary>Waits for the next event of a type.</summary>
    public async Task<SseItem<string>> NextAsync(string type = "message")
    {
        while (await _items.MoveNextAsync())
        {
            if (_items.Current.EventType == type)
            {
                return _items.Current;
            }
        }

        throw new InvalidOperationException("The stream has ended.");
    }

    /// <summary>Waits for the next message and gives its text.</summary>
    public async Task<string> NextTextAsync() => (string)JsonNode.Parse((await NextAsync()).Data)!["view"]!["text"]!;

    public async ValueTask DisposeAsync()
    {
        await _items.DisposeAsync();
        response.Dispose();
    }
}
