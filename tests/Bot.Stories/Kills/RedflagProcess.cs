using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Core.Storage;
using Bot.Stories.Stage;

namespace Bot.Stories.Kills;

/// <summary>The real program in a process of its own, with a browser that it let in.</summary>
internal sealed class RedflagProcess : IDisposable
{
    private readonly Process _process;
    private readonly HttpClient _browser;
    private readonly string _data;
    private readonly ConcurrentQueue<string> _log;
    private readonly Discretion _discretion = new();

    private RedflagProcess(Process process, HttpClient browser, string data, ConcurrentQueue<string> log) =>
        (_process, _browser, _data, _log) = (process, browser, data, log);

    [SuppressMessage("Reliability", "CA2000", Justification = "They are disposed of with what is returned.")]
    public static async Task<RedflagProcess> StartAsync(string data, IReadOnlyDictionary<string, string>? settings = null)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { "exec", Path.Combine(AppContext.BaseDirectory, "redflag.dll"), "--data", data },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["REDFLAG__LocalChat__Port"] = "0";
        start.Environment["REDFLAG__Inference__Model"] = "lexical";
        start.Environment["REDFLAG__Logging__LogLevel__Default"] = "Trace";
        start.Environment["REDFLAG__Logging__LogLevel__Microsoft"] = "Trace";
        start.Environment["REDFLAG__Logging__LogLevel__Quartz"] = "Trace";
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
        {
            start.Environment[$"REDFLAG__{name}"] = value;
        }

        var process = Process.Start(start)!;
        var log = new ConcurrentQueue<string>();
        process.ErrorDataReceived += (_, line) => log.Enqueue(line.Data ?? "");
        process.BeginErrorReadLine();
        string? line;
        do
        {
            line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        }
        while (line is not null && !line.Contains("/enter?key=", StringComparison.Ordinal));
        var entry = new Uri(line?.Trim() ?? throw new InvalidOperationException("The program ended before it was ready."));
        var browser = new HttpClient { BaseAddress = new Uri(entry.GetLeftPart(UriPartial.Authority)) };
        browser.DefaultRequestHeaders.Add("Origin", browser.BaseAddress.GetLeftPart(UriPartial.Authority));
        using var entered = await browser.GetAsync(entry, TestContext.Current.CancellationToken);
        entered.EnsureSuccessStatusCode();
        var started = new RedflagProcess(process, browser, data, log);
        started._discretion.IsSecret(entry.Query["?key=".Length..]);
        return started;
    }

    public Uri Address => _browser.BaseAddress!;

    /// <summary>Ends the process in the midst of whatever it does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Gets every line of the log so far.</summary>
    public IReadOnlyCollection<string> Log => _log;

    /// <summary>Asks the process to stop, as a service manager does.</summary>
    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Waits for the process to end.</summary>
    /// <returns>Its exit code, and what it said to the last.</returns>
    public async Task<(int Exit, string Said)> EndAsync()
    {
        var said = await _process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (_process.ExitCode, said);
    }

    /// <summary>Reads what it says until a line.</summary>
    public async Task ReadUntilAsync(string line)
    {
        while (await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } said && said != line)
        {
        }
    }

    public async Task<JsonNode> GetAsync(string path) =>
        (await _browser.GetFromJsonAsync<JsonNode>(path, TestContext.Current.CancellationToken))!;

    public async Task<(HttpStatusCode Status, JsonNode Body)> PostAsync(string path, object body)
    {
        _discretion.Sent(JsonSerializer.SerializeToNode(body));
        using var answer = await _browser.PostAsJsonAsync(path, body, TestContext.Current.CancellationToken);
        return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken))!);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _browser.Dispose();
        _process.Dispose();
        _discretion.ReadFrom(new DataDirectory(_data));
        _discretion.AssertKeptBy(_log);
    }
}
