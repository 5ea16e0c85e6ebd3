using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Bot.Stories.Stage;

namespace Bot.Stories.Telemetry;

public sealed class CollectorStories
{
    [Fact]
    [SuppressMessage("Reliability", "CA2025", Justification = "It is waited for.")]
    public async Task Where_the_standard_variable_names_a_collector_it_is_sent_what_was_measured_at_the_latest_when_the_bot_stops()
    {
        using var collector = new HttpListener();
        var address = $"http://127.0.0.1:{FreePort()}/";
        collector.Prefixes.Add(address);
        collector.Start();
        var received = ReceiveAsync(collector);
        await using (var story = await BotStory.BeginAsync(Given.MondayMorning, new StorySetup
        {
            Settings = new Dictionary<string, string?> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = address, ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf" },
        }))
        {
            await story.AsksAsync("ana", "/help");
        }

        var (path, body) = await received;
        Assert.Equal("/v1/metrics", path);
        Assert.Contains("redflag.inbox.events", body, StringComparison.Ordinal);
        Assert.DoesNotContain("ana", body.Split('\n').SelectMany(line => line.Split(' ')));
    }

    private static async Task<(string Path, string Body)> ReceiveAsync(HttpListener collector)
    {
        var context = await collector.GetContextAsync();
        using var body = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(body, TestContext.Current.CancellationToken);
        context.Response.StatusCode = 200;
        context.Response.Close();
        return (context.Request.Url!.AbsolutePath, Encoding.Latin1.GetString(body.ToArray()));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
