using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;
using Bot.SlackEmulation.Interactions;
using Bot.SlackEmulation.Tests.Stage;

namespace Bot.SlackEmulation.Tests;

public sealed class SignedRequestTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_command_is_signed_and_the_body_of_the_answer_is_shown()
    {
        await using var stage = await SlackStage.SetAsync();
        await using var endpoint = new Endpoint(_ => (200, """{"response_type":"in_channel","text":"What is a token?"}"""));
        stage.Slack.CommandsEndpoint = endpoint.Address;
        await stage.SlashAsync("quiz topic:attention");
        var request = Assert.Single(endpoint.Requests);
        var signed = HMACSHA256.HashData(Encoding.UTF8.GetBytes(stage.Slack.SigningSecret), Encoding.UTF8.GetBytes($"v0:{request.Headers["X-Slack-Request-Timestamp"]}:{request.Body}"));
        Assert.Equal($"v0={Convert.ToHexStringLower(signed)}", request.Headers["X-Slack-Signature"]);
        Assert.Equal($"{stage.Clock.GetUtcNow().ToUnixTimeSeconds()}", request.Headers["X-Slack-Request-Timestamp"]);
        var form = HttpUtility.ParseQueryString(request.Body);
        Assert.Equal(("/redflag", "quiz topic:attention", stage.Ana.Id), (form["command"], form["text"], form["user_id"]));
        Assert.Equal("What is a token?", Assert.Single(stage.Channel.Messages).Text);
    }

    [Fact]
    public async Task A_press_is_a_form_with_a_payload_and_the_body_of_the_answer_is_not_read()
    {
        await using var stage = await SlackStage.SetAsync();
        await using var endpoint = new Endpoint(_ => (200, "ignored"));
        stage.Slack.InteractivityEndpoint = endpoint.Address;
        var press = await stage.PressAnswerAsync();
        var payload = JsonNode.Parse(HttpUtility.ParseQueryString(Assert.Single(endpoint.Requests).Body)["payload"]!)!;
        Assert.Equal(("block_actions", "answer", "q1"), ((string?)payload["type"], (string?)payload["actions"]![0]!["action_id"], (string?)payload["actions"]![0]!["value"]));
        Assert.Null(press.Answer);
    }

    [Fact]
    public async Task An_event_that_meets_an_error_comes_again_with_its_number_and_its_reason()
    {
        await using var stage = await SlackStage.SetAsync();
        await using var endpoint = new Endpoint(count => (count == 1 ? 500 : 200, ""));
        stage.Slack.EventsEndpoint = endpoint.Address;
        Assert.True(await stage.Slack.OpenHomeAsync(stage.Ana, Token));
        Assert.Equal(
            [(null, null), ("1", "http_error")],
            endpoint.Requests.Select(request => (request.Headers["X-Slack-Retry-Num"], request.Headers["X-Slack-Retry-Reason"])));
        Assert.Single(endpoint.Requests.Select(request => (string?)JsonNode.Parse(request.Body)!["event_id"]).Distinct());
    }

    [Fact]
    public async Task An_app_that_wants_no_retries_gets_none()
    {
        await using var stage = await SlackStage.SetAsync();
        await using var endpoint = new Endpoint(_ => (500, "no retry"));
        stage.Slack.EventsEndpoint = endpoint.Address;
        Assert.False(await stage.Slack.OpenHomeAsync(stage.Ana, Token));
        Assert.Single(endpoint.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_endpoint_is_the_apps_if_it_sends_the_challenge_back(bool echoes)
    {
        await using var stage = await SlackStage.SetAsync();
        await using var endpoint = new Endpoint(_ => (200, "{}")) { Echoes = echoes };
        Assert.Equal(echoes, await stage.Slack.VerifyAsync(endpoint.Address, Token));
    }

    [Fact]
    public async Task A_command_whose_endpoint_answers_with_an_error_has_failed()
    {
        await using var stage = await SlackStage.SetAsync();
        await using var endpoint = new Endpoint(_ => (500, ""));
        stage.Slack.CommandsEndpoint = endpoint.Address;
        var failed = await Assert.ThrowsAsync<SlackInteractionFailedException>(() => stage.SlashAsync());
        Assert.Equal("http_service_error: the app answered 500", failed.Message);
    }

    private sealed record Request(System.Collections.Specialized.NameValueCollection Headers, string Body);

    private sealed class Endpoint : IAsyncDisposable
    {
        private readonly HttpListener _listener = new();
        private readonly Task _serving;
        private readonly Func<int, (int Status, string Body)> _answer;

        public Endpoint(Func<int, (int Status, string Body)> answer)
        {
            _answer = answer;
            using var free = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
            free.Start();
            Address = new Uri($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/slack/");
            free.Stop();
            _listener.Prefixes.Add($"{Address}");
            _listener.Start();
            _serving = ServeAsync();
        }

        public Uri Address { get; }

        /// <summary>Gets whether a request is answered with its own body.</summary>
        public bool Echoes { get; init; }

        public ConcurrentQueue<Request> Requests { get; } = new();

        public async ValueTask DisposeAsync()
        {
            _listener.Abort();
            await _serving;
            ((IDisposable)_listener).Dispose();
        }

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    var context = await _listener.GetContextAsync();
                    using var reader = new StreamReader(context.Request.InputStream);
                    var request = new Request(context.Request.Headers, await reader.ReadToEndAsync());
                    Requests.Enqueue(request);
                    var (status, body) = _answer(Requests.Count);
                    context.Response.StatusCode = status;
                    if (body == "no retry")
                    {
                        context.Response.Headers["X-Slack-No-Retry"] = "1";
                    }

                    context.Response.Close(Encoding.UTF8.GetBytes(Echoes ? request.Body : body), willBlock: false);
                }
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                // The test is over.
            }
        }
    }
}
