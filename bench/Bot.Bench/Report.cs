using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Bot.Bench;

/// <summary>Writes <c>docs/performance.md</c>: the machine, the day, the commit, and what was measured.</summary>
internal static class Report
{
    public static string Megabytes(long bytes) => (bytes / 1_000_000d).ToString("0", CultureInfo.InvariantCulture);

    /// <summary>Writes the page.</summary>
    /// <returns>Its path.</returns>
    public static async Task<string> WriteAsync(IEnumerable<Section> sections, TimeProvider time, CancellationToken cancellationToken)
    {
        var root = await AskAsync("git", ["rev-parse", "--show-toplevel"], cancellationToken);
        var commit = await AskAsync("git", ["rev-parse", "--short", "HEAD"], cancellationToken);
        var changed = (await AskAsync("git", ["status", "--porcelain"], cancellationToken)).Length > 0 ? ", with changes that are not committed" : "";
        var path = Path.Combine(root, "docs", "performance.md");
        await File.WriteAllTextAsync(
            path,
            $"""
            # Performance

            Written by `dotnet run --project bench/Bot.Bench -c Release -- --write`; run it on your machine to have your own figures.

            * Day: {time.GetUtcNow():yyyy-MM-dd}, commit {commit}{changed}
            * Machine: {Processor()}, {Environment.ProcessorCount} cores, {Megabytes(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes)} MB memory
            * System: {RuntimeInformation.OSDescription.Trim()}, {RuntimeInformation.FrameworkDescription}
            * Grader: as the program comes

            {string.Join("\n", sections.Select(section => section.ToMarkdown()))}
            """.ReplaceLineEndings("\n").TrimEnd() + "\n",
            cancellationToken);
        return path;
    }

    private static string Processor() =>
        File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim() ?? "an unnamed processor"
            : $"{RuntimeInformation.ProcessArchitecture}";

    private static async Task<string> AskAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return said.Trim();
    }
}
