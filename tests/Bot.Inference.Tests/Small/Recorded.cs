using System.Buffers.Binary;
using System.Text.Json;
using Bot.Core.Tests;
using Bot.Inference.Small;

namespace Bot.Inference.Tests.Small;

/// <summary>What the program that trains the model makes of many texts; <c>training/record_samples.py</c> writes it down.</summary>
internal static class Recorded
{
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
        var file = new MemoryStream();
        Span<byte> four = stackalloc byte[4];
        foreach (var size in new[] { rows, Width })
        {
            BinaryPrimitives.WriteInt32LittleEndian(four, size);
            file.Write(four);
        }

        for (var row = 0; row < rows; row++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(four, 1f / 512);
            file.Write(four);
        }

        for (var row = 0; row < rows; row++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(four, (float)(1 + ((Mix((uint)row + 7_777_777) % 900) / 100.0)));
            file.Write(four);
        }

        for (var i = 0; i < rows * Width; i++)
            file.WriteByte((byte)(sbyte)((int)(Mix((uint)i) % 255) - 127));
        file.Position = 0;
        return file;
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

    public sealed record Claim(string Text, bool IsFlag, string? Sort, string? Said, string? Missing);
}
