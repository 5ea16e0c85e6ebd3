using System.Net;
using System.Net.Http.Headers;
using Bot.Core.Chat;
using Bot.Host.Arrivals;
using Microsoft.Extensions.Time.Testing;

namespace Bot.Host.Tests.Arrivals;

public sealed class FileDownloadTests : IDisposable
{
    private readonly PlayedNet _net = new();

    [Theory]
    [InlineData("https://files.slack.com/files-pri/T1-F1/guide.md")]
    [InlineData("https://FILES.slack.com/files-pri/T1-F1/guide.md")]
    [InlineData("http://127.0.0.1:5099/files-pri/T1-F1/guide.md")]
    public async Task What_lies_where_the_platform_keeps_files_is_taken_with_the_bots_pass(string link)
    {
        _net.Answer = () => new HttpResponseMessage { Content = new ByteArrayContent([1, 2, 3]) };

        Assert.Equal([1, 2, 3], (await FetchAsync(link)).ToArray());
        Assert.Equal("Bearer secret", _net.Pass);
    }

    [Theory]
    [InlineData("https://files.slack.com.example.org/guide.md")]
    [InlineData("https://example.org/files.slack.com")]
    [InlineData("http://files.slack.com/guide.md")]
    [InlineData("https://files.slack.com:8443/guide.md")]
    [InlineData("https://files.slack.com@example.org/guide.md")]
    [InlineData("http://127.0.0.1:22/")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("file:///etc/passwd")]
    [InlineData("guide.md")]
    [InlineData("")]
    public async Task What_lies_anywhere_else_is_not_opened(string link)
    {
        var refusal = await Assert.ThrowsAsync<ChatDeliveryException>(() => FetchAsync(link));

        Assert.Equal("It does not lie where Slack keeps files, so I do not open it.", refusal.Message);
        Assert.False(_net.IsAsked);
    }

    [Theory]
    [InlineData(404, DeliveryOutcome.NeverAgain, "It is no longer there. Attach it again.")]
    [InlineData(302, DeliveryOutcome.NeverAgain, "Slack does not let me read it. docs/slack.md says what the bot may need for that.")]
    [InlineData(403, DeliveryOutcome.NeverAgain, "Slack does not let me read it. docs/slack.md says what the bot may need for that.")]
    [InlineData(429, DeliveryOutcome.TryLater, "Slack does not give it at the moment (429). Attach it again in a minute.")]
    [InlineData(503, DeliveryOutcome.TryLater, "Slack does not give it at the moment (503). Attach it again in a minute.")]
    public async Task A_refusal_is_said_in_words(int status, DeliveryOutcome outcome, string words)
    {
        _net.Answer = () => new HttpResponseMessage((HttpStatusCode)status);

        var refusal = await Assert.ThrowsAsync<ChatDeliveryException>(() => FetchAsync("https://files.slack.com/guide.md"));

        Assert.Equal((outcome, words), (refusal.Outcome, refusal.Message));
    }

    [Fact]
    public async Task A_file_that_is_larger_than_was_said_is_not_read_to_its_end()
    {
        _net.Answer = () => new HttpResponseMessage { Content = new ByteArrayContent(new byte[1_001]) };

        var refusal = await Assert.ThrowsAsync<ChatDeliveryException>(() => FetchAsync("https://files.slack.com/guide.md"));

        Assert.Equal("It has more than 1,000 bytes.", refusal.Message);
    }

    [Fact]
    public async Task A_broken_connection_is_said_in_words()
    {
        _net.Answer = () => throw new HttpRequestException("reset");

        var refusal = await Assert.ThrowsAsync<ChatDeliveryException>(() => FetchAsync("https://files.slack.com/guide.md"));

        Assert.Equal((DeliveryOutcome.TryLater, "Slack could not be reached."), (refusal.Outcome, refusal.Message));
    }

    public void Dispose() => _net.Dispose();

    private async Task<ReadOnlyMemory<byte>> FetchAsync(string link)
    {
        using var client = new HttpClient(_net, disposeHandler: false);
        var files = new FileDownload(client, "Slack", new Uri("http://127.0.0.1:5099/api/"), ["files.slack.com"], new FakeTimeProvider());
        return await files.FetchAsync(new AttachedFile("guide.md", 3, link), new AuthenticationHeaderValue("Bearer", "secret"), most: 1_000, TestContext.Current.CancellationToken);
    }

    private sealed class PlayedNet : HttpMessageHandler
    {
        public Func<HttpResponseMessage> Answer { get; set; } = () => throw new InvalidOperationException("Nobody should ask.");

        public bool IsAsked { get; private set; }

        public string? Pass { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            (IsAsked, Pass) = (true, request.Headers.Authorization?.ToString());
            return Task.FromResult(Answer());
        }
    }
}
