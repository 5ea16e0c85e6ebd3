using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Bot.Bench;

/// <summary>The real program in a process of its own, and a browser that it let in.</summary>
internal sealed class BotProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _browser;

    private BotProcess(Process process, HttpClient browser) => (_process, _browser) = (process, browser);

    /// <summary>Gets how much memory it holds.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Gets how much processor time it has used.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Gets what ends when the process has ended.</summary>
    public Task EndedAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    /// <summary>Ends the process in the midst of whatever it does.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill();
        await _process.WaitForExitAsync(cancellationToken);
    }

    /// <summary>Starts it, and waits until it says that it is ready.</summary>
    public static Task<BotProcess> StartAsync(string data, CancellationToken cancellationToken) =>
        StartAsync(data, new Dictionary<string, string>(), cancellationToken);

    /// <summary>Starts it with more settings, and waits until it says that it is ready.</summary>
    public static Task<BotProcess> StartAsync(string data, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken) =>
        StartAsync(data, settings, Console.Error.WriteLine, cancellationToken);

    /// <summary>Starts it with more settings and somebody who reads its log, and waits until it says that it is ready.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "They are disposed of with what is returned.")]
    public static async Task<BotProcess> StartAsync(
        string data, IReadOnlyDictionary<string, string> settings, Action<string> log, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "redflag.dll"), "--data", data])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["REDFLAG__LocalChat__Port"] = "0";
        start.Environment["REDFLAG__LocalChat__Enabled"] = "true";
        foreach (var (name, value) in settings)
        {
            start.Environment[$"REDFLAG__{name}"] = value;
        }

        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { Length: > 0 } said)
            {
                log(said);
            }
        };
        process.BeginErrorReadLine();
        string? line;
        do
        {
            line = await process.StandardOutput.ReadLineAsync(cancellationToken);
        }
        while (line is not null && !line.Contains("/enter?key=", StringComparison.Ordinal));
        var entry = new Uri(line?.Trim() ?? throw new InvalidOperationException("The program ended before it was ready."));
        var browser = new HttpClient(new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5) })
        {
            BaseAddress = new Uri(entry.GetLeftPart(UriPartial.Authority)),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        browser.DefaultRequestHeaders.Add("Origin", entry.GetLeftPart(UriPartial.Authority));
        using var entered = await browser.GetAsync(entry, cancellationToken);
        entered.EnsureSuccessStatusCode();
        return new BotProcess(process, browser);
    }

    /// <summary>Waits until it is ready by its own account.</summary>
    public async Task WaitUntilReadyAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var answer = await _browser.GetAsync(new Uri("/readyz", UriKind.Relative), cancellationToken);
            if (answer.IsSuccessStatusCode)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), time, cancellationToken);
        }
    }

    public async Task<(HttpStatusCode Status, JsonNode? Body)> PostAsync(string path, object body, CancellationToken cancellationToken)
    {
        using var answer = await _browser.PostAsJsonAsync(path, body, cancellationToken);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonNode>(cancellationToken));
    }

    /// <summary>Adds a member.</summary>
    /// <returns>Its identifier.</returns>
    public async Task<string> MeetAsync(string name, CancellationToken cancellationToken) =>
        (string)(await PostAsync("/api/members", new { name }, cancellationToken)).Body!["id"]!;

    /// <summary>Has a member do something.</summary>
    public Task<(HttpStatusCode Status, JsonNode? Body)> DoAsync(string member, string eventId, object action, CancellationToken cancellationToken) =>
        PostAsync("/api/interactions", new { eventId, member, conversation = "general", action }, cancellationToken);

    /// <summary>Tells of the events to which a member sees replies, from now on.</summary>
    public async IAsyncEnumerable<string> RepliesAsync(string member, TaskCompletionSource opened, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await _browser.GetAsync(
            new Uri($"/api/events?member={member}", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(cancellationToken))
        {
            opened.TrySetResult();
            if (item.EventType == "message" && (string?)JsonNode.Parse(item.Data)!["replyTo"] is { } replied)
            {
                yield return replied;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        if (!_process.HasExited)
        {
            using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
            await kill.WaitForExitAsync();
            await _process.StandardOutput.ReadToEndAsync();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
