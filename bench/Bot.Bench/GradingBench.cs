using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Bot.Bench;

/// <summary>How long one answer takes to be judged, and how much memory that needs: through <c>redflag grade</c>, one line at a time.</summary>
internal static class GradingBench
{
    private const int Criteria = 12;
    private const int Words = 120;
    private const int WarmUp = 20;

    private static readonly TimeSpan Goal = TimeSpan.FromMilliseconds(50);

    public static async Task<Section> RunAsync(int answers, TimeProvider time, CancellationToken cancellationToken)
    {
        var questions = await QuestionsAsync(cancellationToken);
        List<IReadOnlyList<string>> rows = [];
        TimeSpan? shipped = null;
        foreach (var (model, exemplars) in new[] { ("redflag-small", true), ("redflag-small", false), ("lexical", true) })
        {
            var (took, memory) = await MeasureAsync([.. Enumerable.Range(0, answers).Select(i => Line(questions, i, exemplars))], model, time, cancellationToken);
            shipped ??= took.Percentile(50);
            rows.Add([model, exemplars ? "yes" : "no", Figures.Milliseconds(took.Percentile(50)), Figures.Milliseconds(took.Percentile(95)), Figures.Milliseconds(took.Longest), memory]);
        }

        return new Section(
            "Grading",
            $"An answer of {Words} words against {Criteria} criteria of the bundled pack, {answers} different ones, one after the other; in milliseconds from writing the line to reading the verdict, after {WarmUp} to warm up. Memory is the most that the process held at once (resident set, in MB), the runtime of .NET and the pieces of all rubrics included.",
            ["grader", "exemplars", "p50", "p95", "max", "memory"],
            rows,
            [Figures.Judge($"Goal: half of all answers judged within {Figures.Milliseconds(Goal)} ms", shipped ?? TimeSpan.Zero, Goal)]);
    }

    private static async Task<List<JsonNode>> QuestionsAsync(CancellationToken cancellationToken)
    {
        using var import = Start(["import", Path.Combine(AppContext.BaseDirectory, "packs", "llm-foundations.yaml"), "--dry-run", "--json"], "lexical");
        import.StandardInput.Close();
        var read = await import.StandardOutput.ReadToEndAsync(cancellationToken);
        await import.WaitForExitAsync(cancellationToken);
        return [.. JsonNode.Parse(read)!["documents"]![0]!["questions"]!.AsArray().Select(question => question!)];
    }

    // A question's own criteria first, then those of the next ones; likewise with its strong answer.
    private static string Line(List<JsonNode> questions, int number, bool exemplars)
    {
        var order = Enumerable.Range(number, questions.Count).Select(i => questions[i % questions.Count]).ToArray();
        var points = order[0]["keyPoints"]!.AsArray().Select(Criterion).ToList();
        var flags = order.SelectMany(question => question["redFlags"]!.AsArray()).Select(Criterion).Take(Criteria - points.Count);
        var words = order.SelectMany(question => question["weakStrong"]!.AsArray()).SelectMany(pair => pair!["strong"]!.GetValue<string>().Split(' ')).Take(Words);
        return new JsonObject
        {
            ["id"] = number.ToString(CultureInfo.InvariantCulture),
            ["stem"] = order[0]["title"]!.GetValue<string>(),
            ["keyPoints"] = new JsonArray([.. points]),
            ["redFlags"] = new JsonArray([.. flags]),
            ["answer"] = string.Join(' ', words),
        }.ToJsonString();

        JsonNode Criterion(JsonNode? criterion)
        {
            var copy = new JsonObject { ["text"] = criterion!["text"]!.DeepClone() };
            if (exemplars && criterion["exemplars"] is { } some)
                copy["exemplars"] = some.DeepClone();
            return copy;
        }
    }

    private static async Task<(Figures Took, string Memory)> MeasureAsync(List<string> lines, string model, TimeProvider time, CancellationToken cancellationToken)
    {
        using var grade = Start(["grade"], model);
        List<TimeSpan> took = [];
        foreach (var (line, number) in lines.Take(WarmUp).Concat(lines).Select((line, i) => (line, i)))
        {
            var begun = time.GetTimestamp();
            await grade.StandardInput.WriteLineAsync(line.AsMemory(), cancellationToken);
            await grade.StandardInput.FlushAsync(cancellationToken);
            var verdict = await grade.StandardOutput.ReadLineAsync(cancellationToken);
            if (JsonNode.Parse(verdict ?? "{}")!["model"]?.GetValue<string>().StartsWith(model, StringComparison.Ordinal) != true)
                throw new InvalidOperationException($"{model} was asked for, and this came: {verdict}");
            if (number >= WarmUp)
                took.Add(time.GetElapsedTime(begun));
        }

        grade.Refresh();
        var memory = Report.Megabytes(grade.PeakWorkingSet64);
        grade.StandardInput.Close();
        await grade.WaitForExitAsync(cancellationToken);
        return (new Figures(took), memory);
    }

    private static Process Start(IEnumerable<string> arguments, string model)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "redflag.dll"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["REDFLAG__Inference__Model"] = model },
        };
        return Process.Start(start)!;
    }
}
