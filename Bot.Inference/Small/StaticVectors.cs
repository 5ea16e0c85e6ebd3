using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Bot.Inference.Small;

/// <summary>One vector a piece of the vocabulary, whatever stands around it, and how much the piece counts.</summary>
/// <remarks>
/// The file, little-endian: the number of rows and their width (int32), a scale and a weight a row (float32), then the rows (int8).
/// A row times its scale is the vector of that piece. Immutable, so safe for many callers at once.
/// </remarks>
internal sealed class StaticVectors
{
    private const int MostRows = 1 << 20;
    private const int MostWidth = 1 << 12;

    private readonly float[] _vectors;

    private StaticVectors(int width, float[] vectors, ImmutableArray<float> weights)
    {
        Width = width;
        _vectors = vectors;
        Weights = weights;
    }

    /// <summary>Gets how many numbers a vector has.</summary>
    public int Width { get; }

    /// <summary>Gets how many pieces have a vector.</summary>
    public int Rows => Weights.Length;

    /// <summary>Gets how much each piece counts beside others: a rare one more than a frequent one.</summary>
    public ImmutableArray<float> Weights { get; }

    /// <summary>Reads vectors.</summary>
    /// <param name="file">The file.</param>
    /// <returns>The vectors.</returns>
    /// <exception cref="InvalidDataException">The file is cut short, too long, or no file of vectors.</exception>
    public static StaticVectors Read(Stream file)
    {
        Span<byte> head = stackalloc byte[2 * sizeof(int)];
        Fill(file, head);
        var (rows, width) = (BinaryPrimitives.ReadInt32LittleEndian(head), BinaryPrimitives.ReadInt32LittleEndian(head[sizeof(int)..]));
        if (rows is < 1 or > MostRows || width is < 1 or > MostWidth || (long)rows * width > int.MaxValue / sizeof(float))
            throw new InvalidDataException($"The vectors claim to be {rows} rows of {width} numbers.");

        var (scale, weights) = (ReadFloats(file, rows), ReadFloats(file, rows));
        var vectors = new float[rows * width];
        var row = new byte[width];
        for (var i = 0; i < rows; i++)
        {
            Fill(file, row);
            var vector = vectors.AsSpan(i * width, width);
            TensorPrimitives.ConvertChecked<sbyte, float>(MemoryMarshal.Cast<byte, sbyte>(row), vector);
            TensorPrimitives.Multiply(vector, scale[i], vector);
        }

        return file.ReadByte() < 0
            ? new StaticVectors(width, vectors, ImmutableCollectionsMarshal.AsImmutableArray(weights))
            : throw new InvalidDataException("The file of vectors goes on behind its last row.");
    }

    /// <summary>The vector of a piece, of length 1 up to rounding.</summary>
    /// <param name="piece">The piece's id.</param>
    public ReadOnlySpan<float> Of(int piece) => _vectors.AsSpan(piece * Width, Width);

    private static float[] ReadFloats(Stream file, int count)
    {
        var bytes = new byte[count * sizeof(float)];
        Fill(file, bytes);
        var floats = new float[count];
        for (var i = 0; i < count; i++)
        {
            floats[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(i * sizeof(float)));
            if (!float.IsFinite(floats[i]))
                throw new InvalidDataException("A scale or a weight in the file of vectors is no number.");
        }

        return floats;
    }

    private static void Fill(Stream file, Span<byte> bytes)
    {
        try
        {
            file.ReadExactly(bytes);
        }
        catch (EndOfStreamException e)
        {
            throw new InvalidDataException("The file of vectors is cut short.", e);
        }
    }
}
