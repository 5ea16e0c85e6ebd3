using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Bot.SlackEmulation.Tests.Stage;

/// <summary>An app of a few lines, which does what a test tells it.</summary>
internal sealed class App(SlackEmulator slack) : IAsyncDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = slack.ApiBase };
    private readonly ConcurrentBag<AppSocket> _sockets = [];
    private TaskCompletionSource _came = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Gets or sets what an envelope is acknowledged with; <see cref="AppSocket.Silence"/> for no acknowledgement.</summary>
    public Func<JsonObject, JsonObject?> Answer { get; set; } = _ => null;

    /// <summary>Gets every envelope that came in, in order.</summary>
    public ConcurrentQueue<JsonObject> Envelopes { get; } = new();

    /// <summary>Takes an envelope in.</summary>
    public void Take(JsonObject envelope)
    {
        Envelopes.Enqueue(envelope);
        Interlocked.Exchange(ref _came, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    /// <summary>Waits until so many envelopes came.</summary>
    public async Task WaitForAsync(int envelopes, CancellationToken cancellationToken)
    {
        while (true)
        {
            var next = Volatile.Read(ref _came).Task;
            if (Envelopes.Count >= envelopes)
            {
                return;
            }

            await next.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Calls a method with JSON.</summary>
    public Task<JsonObject> CallAsync(string method, JsonObject arguments, CancellationToken cancellationToken) => CallAsync(method, arguments, slack.BotToken, cancellationToken);

    public async Task<JsonObject> CallAsync(string method, JsonObject arguments, string token, CancellationToken cancellationToken)
    {
        using var content = new StringContent(arguments.ToJsonString(), Encoding.UTF8, "application/json");
        return await SendAsync(method, content, token, cancellationToken);
    }

    /// <summary>Calls a method with a form.</summary>
    public async Task<JsonObject> AskAsync(string method, CancellationToken cancellationToken, params (string Name, object Value)[] arguments)
    {
        using var content = new FormUrlEncodedContent(arguments.ToDictionary(pair => pair.Name, pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value}")));
        return await SendAsync(method, content, slack.BotToken, cancellationToken);
    }

    /// <summary>Posts to any address, as to a response_url.</summary>
    public async Task<(int Status, string Body)> PostAsync(string address, JsonObject body, CancellationToken cancellationToken)
    {
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync(address, content, cancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
    }

    /// <summary>Opens a socket and answers over it from now on.</summary>
    public async Task<AppSocket> ConnectAsync(CancellationToken cancellationToken)
    {
        var opened = await CallAsync("apps.connections.open", [], slack.AppToken, cancellationToken);
        var socket = await AppSocket.OpenAsync(new Uri((string)opened["url"]!), this, cancellationToken);
        _sockets.Add(socket);
        return socket;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var socket in _sockets)
        {
            await socket.DisposeAsync();
        }

        _http.Dispose();
    }

    private async Task<JsonObject> SendAsync(string method, HttpContent content, string token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, method) { Content = content };
        request.Headers.Authorization = token.Length == 0 ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await _http.SendAsync(request, cancellationToken);
        var answer = (JsonObject)JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken))!;
        if (response.Headers.RetryAfter?.Delta is { } wait)
        {
            answer["retry_after"] = (int)wait.TotalSeconds;
        }

        return answer;
    }
}
