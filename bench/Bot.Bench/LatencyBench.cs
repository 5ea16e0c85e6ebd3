using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace Bot.Bench;

/// <summary>
/// Members answer, each once, at moments that are spread over the time by chance: the form is sent, the acknowledgement comes,
/// and the feedback is seen in the stream of the member's own page.
/// </summary>
internal sealed class LatencyBench
{
    /// <summary>What everybody answers.</summary>
    public const string Answer =
        "Tokens are pieces of text from a fixed vocabulary that is learnt from data: frequent words stay whole, rare words are split into parts. "
        + "The model only ever sees their numbers, so the length of a prompt and its price are counted in tokens, and odd spellings cost more.";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<long>> _awaited = [];
    private readonly ConcurrentBag<TimeSpan> _acknowledged = [];
    private readonly ConcurrentBag<TimeSpan> _fedBack = [];
    private int _refused;

    private LatencyBench(TimeProvider time) => _time = time;

    public static async Task<Section> RunAsync(IEnumerable<int> groups, int seconds, int seed, TimeProvider time, CancellationToken cancellationToken)
    {
        List<IReadOnlyList<string>> rows = [];
        List<string> verdicts = [];
        foreach (var members in groups)
        {
            var bench = new LatencyBench(time);
            var (rest, peak, processor) = await bench.MeasureAsync(members, TimeSpan.FromSeconds(seconds), seed, cancellationToken);
            var (acknowledged, fedBack) = (new Figures(bench._acknowledged), new Figures(bench._fedBack));
            foreach (var (what, figures) in new[] { ("acknowledged", acknowledged), ("feedback seen", fedBack) })
            {
                rows.Add(
                [
                    $"{members}", what, $"{figures.Count}",
                    .. new[] { 50d, 95, 99, 100 }.Select(percent => Figures.Milliseconds(figures.Percentile(percent))),
                    Report.Megabytes(rest), Report.Megabytes(peak),
                    (processor.TotalSeconds / seconds * 100).ToString("0", CultureInfo.InvariantCulture) + " %",
                ]);
            }

            if (fedBack.Count < members)
            {
                verdicts.Add($"**Of {members} answers, {members - fedBack.Count} had no feedback** within {Patience.TotalSeconds:0} s after the last; {bench._refused} were not acknowledged.");
            }

            if (members >= 1000)
            {
                verdicts.Add(Figures.Judge($"Goal: 99 of 100 of {members} answers in {seconds} s acknowledged within 100 ms", acknowledged.Percentile(99), TimeSpan.FromMilliseconds(100)));
            }

            if (members == 200)
            {
                verdicts.Add(Figures.Judge($"Goal: 95 of 100 of {members} answers in {seconds} s have feedback within 1,000 ms", fedBack.Percentile(95), TimeSpan.FromSeconds(1)));
            }
        }

        return new Section(
            "Answers",
            $"Each member has the page open and sends one answer; the moments are spread over {seconds} s by chance (seed {seed}). Times are in milliseconds, as the member's side sees them: "
            + "*acknowledged* from sending the form to the reply that it is stored, *feedback seen* from sending the form to the feedback in the open page. "
            + "Memory is the process's resident set, in MB, at rest and at most; processor is its time as a share of one core. The members run on the same machine and take their share of it.",
            ["members", "", "answers", "p50", "p95", "p99", "max", "at rest", "at most", "processor"],
            rows,
            verdicts);
    }

    private async Task<(long AtRest, long Peak, TimeSpan Processor)> MeasureAsync(int members, TimeSpan span, int seed, CancellationToken cancellationToken)
    {
        using var folder = new Folder();
        await using var bot = await BotProcess.StartAsync(folder.Data, cancellationToken);
        await bot.WaitUntilReadyAsync(_time, cancellationToken);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        List<(string Member, JsonNode Form)> ready = [];
        for (var number = 1; number <= members; number++)
        {
            var member = await bot.MeetAsync($"member {number}", cancellationToken);
            await bot.DoAsync(member, NextId(), new { type = "command", name = "quiz", options = new { } }, cancellationToken);
            ready.Add((member, await OpenFormAsync(bot, member, cancellationToken)));
        }

        var streams = ready.Select(pair => ListenAsync(bot, pair.Member, end.Token)).ToList();
        await Task.WhenAll(streams.Select(stream => stream.Opened));
        await Task.Delay(TimeSpan.FromSeconds(3), _time, cancellationToken); // The start and its members are over.
        var (rest, processor) = (bot.ResidentBytes, bot.ProcessorTime);
        var plan = Moments.Spread(members, span, seed);
        var answering = ready.Zip(plan, (pair, at) => AnswerAsync(bot, pair.Member, pair.Form, at, cancellationToken)).ToList();
        var all = Task.WhenAll(answering);
        var peak = rest;
        while (!all.IsCompleted)
        {
            await Task.WhenAny(all, Task.Delay(TimeSpan.FromSeconds(0.5), _time, cancellationToken));
            peak = Math.Max(peak, bot.ResidentBytes);
        }

        await all;
        processor = bot.ProcessorTime - processor;
        await end.CancelAsync();
        await Task.WhenAll(streams.Select(stream => stream.Ended));
        return (rest, peak, processor);
    }

    // The question is asked a moment after the command was acknowledged.
    private async Task<JsonNode> OpenFormAsync(BotProcess bot, string member, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (_, body) = await bot.DoAsync(member, NextId(), new { type = "command", name = "answer", options = new { } }, cancellationToken);
            if (body?["form"] is { } form)
            {
                return form;
            }
        }
    }

    private async Task AnswerAsync(BotProcess bot, string member, JsonNode form, TimeSpan at, CancellationToken cancellationToken)
    {
        var (id, seen) = (NextId(), new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously));
        _awaited[id] = seen;
        await Task.Delay(at, _time, cancellationToken);
        var begun = _time.GetTimestamp();
        var (status, _) = await bot.DoAsync(
            member, id, new { type = "form", name = (string)form["name"]!, argument = (string)form["argument"]!, values = new { text = Answer } }, cancellationToken);
        if (status is not HttpStatusCode.Accepted)
        {
            Interlocked.Increment(ref _refused);
            return;
        }

        _acknowledged.Add(_time.GetElapsedTime(begun));
        try
        {
            _fedBack.Add(_time.GetElapsedTime(begun, await seen.Task.WaitAsync(Patience, _time, cancellationToken)));
        }
        catch (TimeoutException)
        {
            // It is missing among the figures, and the report says so.
        }
    }

    private (Task Opened, Task Ended) ListenAsync(BotProcess bot, string member, CancellationToken cancellationToken)
    {
        var opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return (opened.Task, ReadAsync(bot, member, opened, cancellationToken));
    }

    private async Task ReadAsync(BotProcess bot, string member, TaskCompletionSource opened, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var replied in bot.RepliesAsync(member, opened, cancellationToken))
            {
                if (_awaited.TryGetValue(replied, out var seen))
                {
                    seen.TrySetResult(_time.GetTimestamp());
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }
    }

    private string NextId() => Guid.CreateVersion7(_time.GetUtcNow()).ToString();
}
