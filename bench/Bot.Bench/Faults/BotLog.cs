using System.Collections.Concurrent;

namespace Bot.Bench.Faults;

/// <summary>What the bot writes to its log over all its lives.</summary>
/// <param name="path">The file that takes every line; none when <see langword="null"/>.</param>
internal sealed class BotLog(string? path) : IDisposable
{
    private static readonly string[] Loud = [" fail: ", " crit: ", "Unhandled exception"];

    private readonly ConcurrentQueue<string> _errors = new();
    private readonly TextWriter _file = TextWriter.Synchronized(path is null ? TextWriter.Null : new StreamWriter(path) { AutoFlush = true });

    /// <summary>Gets the lines that want a person.</summary>
    public IReadOnlyCollection<string> Errors => _errors;

    public void Take(string line)
    {
        _file.WriteLine(line);
        if (Loud.Any(mark => line.Contains(mark, StringComparison.Ordinal)))
        {
            _errors.Enqueue(line);
        }
    }

    public void Dispose() => _file.Dispose();
}
