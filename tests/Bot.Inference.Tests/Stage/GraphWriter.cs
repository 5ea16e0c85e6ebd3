using System.Globalization;
using System.Runtime.InteropServices;

namespace Bot.Inference.Tests.Stage;

/// <summary>Writes an ONNX graph, node by node.</summary>
internal sealed class GraphWriter
{
    private const int Opset = 17;
    private const int Ir = 8;

    private readonly ProtoWriter _graph = new();
    private int _names;
    private uint _random = 1;

    public byte[] ToArray() => new ProtoWriter()
        .Number(1, Ir)
        .Message(7, _graph.Text(2, "test"))
        .Message(8, new ProtoWriter().Text(1, "").Number(2, Opset))
        .ToArray();

    /// <summary>Adds an input of 64-bit integers, or of floats.</summary>
    public GraphWriter Input(string name, bool isFloat, params string[] dimensions)
    {
        _graph.Message(11, Value(name, isFloat, dimensions));
        return this;
    }

    /// <summary>Names a value as the output.</summary>
    public GraphWriter Output(string name, string value, params string[] dimensions)
    {
        _graph.Message(1, new ProtoWriter().Text(1, value).Text(2, name).Text(4, "Identity"));
        _graph.Message(12, Value(name, isFloat: true, dimensions));
        return this;
    }

    /// <summary>Adds a node.</summary>
    /// <returns>The name of its output.</returns>
    public string Node(string type, IEnumerable<string> inputs, params (string Name, object Value)[] attributes)
    {
        var node = new ProtoWriter();
        foreach (var input in inputs)
        {
            node.Text(1, input);
        }

        var output = NewName();
        node.Text(2, output).Text(4, type);
        foreach (var (name, value) in attributes)
        {
            node.Message(5, Attribute(name, value));
        }

        _graph.Message(1, node);
        return output;
    }

    public string Floats(float[] values, params long[] shape) => Constant(1, MemoryMarshal.AsBytes<float>(values), shape);

    public string Integers(params long[] values) => Constant(7, MemoryMarshal.AsBytes<long>(values), values.Length);

    /// <summary>Adds weights that look random, and are the same in every run.</summary>
    public string Weights(float scale, params long[] shape)
    {
        var values = new float[shape.Aggregate(1L, (product, dimension) => product * dimension)];
        for (var i = 0; i < values.Length; i++)
        {
            _random = (_random * 1664525) + 1013904223;
            values[i] = scale * (((_random >> 8) / 8388608f) - 1);
        }

        return Floats(values, shape);
    }

    private string Constant(int type, ReadOnlySpan<byte> bytes, params long[] shape)
    {
        var tensor = new ProtoWriter();
        foreach (var dimension in shape)
        {
            tensor.Number(1, dimension);
        }

        var name = NewName();
        _graph.Message(5, tensor.Number(2, type).Text(8, name).Bytes(9, bytes));
        return name;
    }

    private static ProtoWriter Attribute(string name, object value)
    {
        var attribute = new ProtoWriter().Text(1, name);
        switch (value)
        {
            case float number:
                return attribute.Float(2, number).Number(20, 1);
            case int number:
                return attribute.Number(3, number).Number(20, 2);
            case int[] numbers:
                Array.ForEach(numbers, number => attribute.Number(8, number));
                return attribute.Number(20, 7);
            default:
                throw new ArgumentException($"An attribute of type {value.GetType().Name} is not written.", nameof(value));
        }
    }

    private static ProtoWriter Value(string name, bool isFloat, string[] dimensions)
    {
        var shape = new ProtoWriter();
        foreach (var dimension in dimensions)
        {
            shape.Message(1, long.TryParse(dimension, CultureInfo.InvariantCulture, out var fixedly) ? new ProtoWriter().Number(1, fixedly) : new ProtoWriter().Text(2, dimension));
        }

        return new ProtoWriter().Text(1, name).Message(2, new ProtoWriter().Message(1, new ProtoWriter().Number(1, isFloat ? 1 : 7).Message(2, shape)));
    }

    private string NewName() => string.Create(CultureInfo.InvariantCulture, $"v{_names++}");
}
