using System.Net;
using System.Text.Json.Nodes;
using Bot.Core.Chat;
using Bot.Core.Workers;
using Bot.Host.Telemetry;
using Bot.Stories.Kills;
using Bot.Stories.Stage;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Bot.Stories.Telemetry;

/// <summary>What those who watch the bot are told.</summary>
public sealed class HealthStories : IDisposable
{
    private static readonly StorySetup WithHealth = new() { Settings = new Dictionary<string, string?> { ["Health:Port"] = "0", ["Telemetry:Prometheus"] = "true" } };

    private readonly HttpClient _watcher = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("redflag-health-");

    public void Dispose()
    {
        _watcher.Dispose();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Without_the_page_and_without_health_no_port_is_opened()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning);

        Assert.IsType<NoServer>(story.Run.Services.GetRequiredService<IServer>());
        await story.AsksAsync("ana", "/help");
        Assert.NotEmpty(story.Transcript);
    }

    [Fact]
    public async Task A_bot_that_works_is_ready_and_says_so_line_by_line()
    {
        await using var story = await ReadyAsync();

        var (status, body) = await AskAsync(story, "/readyz");

        Assert.Equal((HttpStatusCode.OK, true), (status, (bool)JsonNode.Parse(body)!["ready"]!));
        Assert.Equal(
            """
            {
              "ready": true,
              "checks": [
                {"name":"running","ok":true,"detail":"yes"},
                {"name":"database","ok":true,"detail":"answers, schema SCHEMA"},
                {"name":"clock","ok":true,"detail":"runs"},
            """.Replace("SCHEMA", story.Record.Read<string>("PRAGMA user_version"), StringComparison.Ordinal),
            string.Join('\n', body.Split('\n').Take(6)));
        Assert.Contains("{\"name\":\"worker InboxWorker\",\"ok\":true,\"detail\":\"runs\"}", body, StringComparison.Ordinal);
        Assert.Contains("{\"name\":\"grader\",\"ok\":true,\"detail\":\"played@1 is warm\"}", body, StringComparison.Ordinal);
        Assert.Contains("{\"name\":\"platform local\",\"ok\":true,\"detail\":\"is on\"}", body, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, "ok\n"), await AskAsync(story, "/healthz"));
    }

    [Fact]
    public async Task A_bot_whose_grader_has_not_judged_yet_is_not_ready()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, WithHealth);
        await TickAsync(story);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "grader: played@1 has not judged anything yet"), await WrongAsync(story));
    }

    [Fact]
    public async Task A_bot_whose_grader_fails_is_not_ready()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, WithHealth);
        await TickAsync(story);
        story.Grader.FailsNext(1);
        await story.Run.Services.GetRequiredService<GraderWarmUp>().RunAsync(TestContext.Current.CancellationToken);

        Assert.Single(story.Run.Log.TakeErrors());
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, "grader: played@1 failed: InvalidOperationException; the log says more"), await WrongAsync(story));
    }

    [Fact]
    public async Task A_worker_that_hangs_makes_the_bot_unready()
    {
        var isOver = new TaskCompletionSource();
        await using var story = await ReadyAsync(services =>
            services.AddHostedService(provider => new Stuck(isOver.Task, provider.GetRequiredService<TimeProvider>())));

        story.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal((HttpStatusCode.OK, ""), await WrongAsync(story));
        story.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "worker Stuck: hangs since 2026-03-02 06:00:00 (UTC)"), await WrongAsync(story));
        isOver.SetResult();
    }

    [Fact]
    public async Task A_worker_that_died_makes_the_bot_unready()
    {
        await using var story = await ReadyAsync(services => services
            .AddHostedService<Mortal>()
            .Configure<HostOptions>(host => host.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore));
        await story.UntilAsync("it died", () => story.Run.Log.All.Any(line => line.Contains("I am mortal.", StringComparison.Ordinal)));

        story.Run.Log.TakeErrors();
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "worker Mortal: has died; the log says why"), await WrongAsync(story));
    }

    [Fact]
    public async Task A_platform_in_trouble_makes_the_bot_unready()
    {
        await using var story = await ReadyAsync(services => services.AddSingleton<IChatPlatform, Troubled>());

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "platform discord: the connection broke at 05:59 (UTC)"), await WrongAsync(story));
    }

    [Fact]
    public async Task A_bot_that_is_being_stopped_lives_and_is_not_ready()
    {
        await using var story = await ReadyAsync();

        story.Run.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        var (status, wrong) = await WrongAsync(story);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.StartsWith("running: is being stopped", wrong, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(story, "/healthz")).Status);
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    [InlineData("/metrics")]
    public async Task Another_name_for_this_machine_is_told_nothing(string path)
    {
        await using var story = await ReadyAsync();

        Assert.Equal((HttpStatusCode.Forbidden, ""), await AskAsync(story, path, host: "evil.example"));
    }

    [Fact]
    public async Task The_meters_can_be_read_and_say_nothing_of_anybody()
    {
        await using var story = await ReadyAsync();
        await story.AsksAsync("ana", "/quiz topic:Attention");
        await story.AnswersAsync("ana", "it hides later tokens");

        var (_, metrics) = await AskAsync(story, "/metrics");

        Assert.Contains("redflag_inbox_events_total{", metrics, StringComparison.Ordinal);
        Assert.Contains("redflag_feedback_duration_seconds_bucket{", metrics, StringComparison.Ordinal);
        story.Discretion.AssertKeptBy(metrics.Split('\n'));
    }

    [Fact]
    public async Task With_the_page_health_is_on_its_port_and_needs_no_pass()
    {
        using var bot = await RedflagProcess.StartAsync(_folder.FullName);

        Assert.Equal(HttpStatusCode.OK, (await AskAsync(new Uri(bot.Address, "/healthz"))).Status);
        while ((await AskAsync(new Uri(bot.Address, "/readyz"))).Status is not HttpStatusCode.OK)
        {
        }

        var (status, body) = await AskAsync(new Uri(bot.Address, "/readyz"));
        Assert.Equal((HttpStatusCode.OK, true), (status, (bool)JsonNode.Parse(body)!["ready"]!));
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(new Uri(bot.Address, "/metrics"))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync(new Uri(bot.Address, "/readyz"), "evil.example")).Status);
    }

    private async Task<BotStory> ReadyAsync(Action<IServiceCollection>? replace = null)
    {
        var story = await BotStory.BeginAsync(Given.MondayMorning, WithHealth with { Replace = replace ?? (_ => { }) });
        await story.Run.Services.GetRequiredService<GraderWarmUp>().RunAsync(TestContext.Current.CancellationToken);
        await TickAsync(story);
        return story;
    }

    // The clock work begins by itself once all else has begun. Each request is a look, not a wait.
    private async Task TickAsync(BotStory story)
    {
        while ((await AskAsync(story, "/readyz")).Body.Contains("\"clock\",\"ok\":false", StringComparison.Ordinal))
        {
        }
    }

    private Task<(HttpStatusCode Status, string Body)> AskAsync(BotStory story, string path, string? host = null) =>
        AskAsync(new Uri($"http://127.0.0.1:{story.Run.Services.GetRequiredService<HealthListener>().Port}{path}"), host);

    private async Task<(HttpStatusCode Status, string Body)> AskAsync(Uri address, string? host = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Host = host;
        using var response = await _watcher.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private async Task<(HttpStatusCode Status, string Wrong)> WrongAsync(BotStory story)
    {
        var (status, body) = await AskAsync(story, "/readyz");
        var wrong = JsonNode.Parse(body)!["checks"]!.AsArray().Where(check => !(bool)check!["ok"]!).Select(check => $"{check!["name"]}: {check["detail"]}");
        return (status, string.Join('\n', wrong));
    }

    private sealed class Stuck(Task until, TimeProvider time) : Worker(time)
    {
        private IDisposable? _turn;

        public override Task StartAsync(CancellationToken cancellationToken)
        {
            _turn = TakeInHand();
            return base.StartAsync(cancellationToken);
        }

        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await until;
            _turn?.Dispose();
            await Task.Delay(Timeout.InfiniteTimeSpan, Time, stoppingToken);
        }

        public override void Dispose()
        {
            _turn?.Dispose();
            base.Dispose();
        }
    }

    private sealed class Mortal : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => throw new InvalidOperationException("I am mortal.");
    }

    private sealed class Troubled : IConnectedPlatform
    {
        public Platform Platform => Platform.Discord;

        public string? Trouble => "the connection broke at 05:59 (UTC)";

        public bool DeliversOnce(DeliveryWay way) => true;

        public Task<PostReceipt> PostAsync(ChannelAddress channel, MessageView message, PostKey key, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<PostReceipt> ReplyAsync(ChannelAddress channel, ReplyHandle reply, MessageView message, PostKey key, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<PostReceipt> SendDirectAsync(MemberAddress member, MessageView message, PostKey key, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ReadOnlyMemory<byte>> FetchAsync(MemberAddress member, AttachedFile file, int most, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
