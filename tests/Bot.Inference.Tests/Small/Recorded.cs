using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Bot.Core.Tests;
using Bot.Inference.Models;
using Bot.Inference.Pairs;
using Bot.Inference.Small;

namespace Bot.Inference.Tests.Small;

/// <summary>What the program that trains the model makes of many texts; <c>training/record_samples.py</c> writes it down.</summary>
internal static class Recorded
{
    public static readonly WindowLimits Limits = new(LongestWindow: 64, LongestStatement: 40, MostSentences: 60);

    private const int Width = 24;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static WordPieces Pieces()
    {
        using var file = File.OpenRead(Repository.PathTo("models", "redflag-small", "vocab.txt"));
        return WordPieces.Read(file);
    }

    public static IReadOnlyList<T> Rows<T>(string file) =>
        [.. File.ReadLines(Repository.PathTo("tests", "Bot.Inference.Tests", "Small", "samples", file)).Select(line => JsonSerializer.Deserialize<T>(line, Json)!)];

    /// <summary>A file of made-up vectors, the same as the recording program's.</summary>
    public static MemoryStream Vectors(int rows = 14_000)
    {
        var numbers = Enumerable.Range(0, rows * Width).Select(i => (sbyte)((int)(Mix((uint)i) % 255) - 127)).ToArray();
        var scales = numbers.Chunk(Width).Select(row => (float)(1 / Math.Sqrt(row.Sum(number => number * number))));
        var weights = Enumerable.Range(0, rows).Select(row => (float)(1 + ((Mix((uint)row + 7_777_777) % 900) / 100.0)));
        var file = new MemoryStream();
        using (var writer = new BinaryWriter(file, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(rows);
            writer.Write(Width);
            foreach (var number in scales.Concat(weights))
                writer.Write(number);
            writer.Write(MemoryMarshal.AsBytes<sbyte>(numbers));
        }

        file.Position = 0;
        return file;
    }

    /// <summary>What a made-up judge thinks of a pair, the same as the recording program's.</summary>
    public static PairLogits Judge(TokenPair pair)
    {
        var mixed = 0u;
        foreach (var token in pair.Statement.Append(65_535).Concat(pair.Window))
            mixed = Mix(mixed ^ (uint)token);
        mixed = Mix(mixed ^ (uint)pair.Window.Count(pair.Asked.Contains));
        return new PairLogits(Logit(0), Logit(1), Logit(2));

        float Logit(uint column) => ((int)(Mix(mixed + column) % 2001) - 1000) / 250f;
    }

    private static uint Mix(uint value)
    {
        unchecked
        {
            value = (value * 2654435761) + 0x9E3779B9;
            value ^= value >> 15;
            value *= 2246822519;
            return value ^ (value >> 13);
        }
    }

    public sealed record Fold(string Text, string Folded);

    public sealed record Line(string Text, string Folded, int[][] Sentences, int[] Ids, Window[] Windows);

    public sealed record Window(int[] Span, int[] Ids);

    public sealed record Alignment(string Statement, string Answer, float[] Recall, float[] Likeness);

    public sealed record Answer(string Stem, [property: JsonPropertyName("answer")] string Text, Criterion[] Criteria, Dictionary<string, double>[] Features);

    public sealed record Criterion(string Text, bool IsFlag, string? Sort, string[] Positive, string[] Negative);

    public sealed record Claim(string Text, bool IsFlag, string? Sort, string? Said, string? Missing);
}
