namespace Bot.Inference.Tests.Stage;

/// <summary>Graphs of models.</summary>
internal static class SampleGraphs
{
    /// <summary>A graph whose logits are sums: each token adds its row of a table, and what belongs to the second text counts ten times.</summary>
    public static byte[] Sums(float[] table, int columns = 3)
    {
        var graph = new GraphWriter().Input("input_ids", isFloat: false, "pairs", "tokens").Input("attention_mask", isFloat: false, "pairs", "tokens").Input("token_type_ids", isFloat: false, "pairs", "tokens");
        var rows = graph.Node("Gather", [graph.Floats(table, table.Length / columns, columns), "input_ids"]);
        var second = graph.Node("Mul", [graph.Node("Cast", ["token_type_ids"], ("to", 1)), graph.Floats([9], 1)]);
        var weight = graph.Node("Mul", [graph.Node("Cast", ["attention_mask"], ("to", 1)), graph.Node("Add", [second, graph.Floats([1], 1)])]);
        var weighted = graph.Node("Mul", [rows, graph.Node("Unsqueeze", [weight, graph.Integers(2)])]);
        return graph.Output("logits", graph.Node("ReduceSum", [weighted, graph.Integers(1)], ("keepdims", 0)), "pairs", $"{columns}").ToArray();
    }

    /// <summary>A combiner that hands its first two features on.</summary>
    public static byte[] FirstTwo(int features)
    {
        var graph = new GraphWriter().Input("features", isFloat: true, "criteria", $"{features}");
        var two = graph.Node("Slice", ["features", graph.Integers(0), graph.Integers(2), graph.Integers(1)]);
        return graph.Output("probabilities", two, "criteria", "2").ToArray();
    }

    /// <summary>A graph of the shape of MiniLM-L6 (six layers, 384 wide, twelve heads) with weights that mean nothing.</summary>
    public static byte[] MiniLm(int vocabulary)
    {
        const int Width = 384, Heads = 12, Layers = 6, Inner = 1536, Positions = 512;
        var graph = new GraphWriter().Input("input_ids", isFloat: false, "pairs", "tokens").Input("attention_mask", isFloat: false, "pairs", "tokens").Input("token_type_ids", isFloat: false, "pairs", "tokens");
        var length = graph.Node("Gather", [graph.Node("Shape", ["input_ids"]), graph.Integers(1)]);
        var positions = graph.Node("Slice", [graph.Weights(0.05f, Positions, Width), graph.Integers(0), length, graph.Integers(0)]);
        var words = graph.Node("Gather", [graph.Weights(0.05f, vocabulary, Width), "input_ids"]);
        var types = graph.Node("Gather", [graph.Weights(0.05f, 2, Width), "token_type_ids"]);
        var hidden = Normal(graph.Node("Add", [graph.Node("Add", [words, types]), positions]));

        // 0 for a token, -10,000 for padding, for every head and every token that looks.
        var mask = graph.Node("Cast", [graph.Node("Unsqueeze", ["attention_mask", graph.Integers(1, 2)])], ("to", 1));
        var shade = graph.Node("Mul", [graph.Node("Sub", [mask, graph.Floats([1], 1)]), graph.Floats([10_000], 1)]);
        for (var layer = 0; layer < Layers; layer++)
        {
            var (query, key, value) = (Split(Linear(hidden, Width, Width), [0, 2, 1, 3]), Split(Linear(hidden, Width, Width), [0, 2, 3, 1]), Split(Linear(hidden, Width, Width), [0, 2, 1, 3]));
            var scores = graph.Node("Div", [graph.Node("MatMul", [query, key]), graph.Floats([MathF.Sqrt(Width / Heads)], 1)]);
            var attention = graph.Node("Softmax", [graph.Node("Add", [scores, shade])], ("axis", -1));
            var heads = graph.Node("Transpose", [graph.Node("MatMul", [attention, value])], ("perm", new[] { 0, 2, 1, 3 }));
            var joined = graph.Node("Reshape", [heads, graph.Integers(0, 0, Width)]);
            hidden = Normal(graph.Node("Add", [hidden, Linear(joined, Width, Width)]));
            hidden = Normal(graph.Node("Add", [hidden, Linear(Gelu(Linear(hidden, Width, Inner)), Inner, Width)]));
        }

        var first = graph.Node("Squeeze", [graph.Node("Gather", [hidden, graph.Integers(0)], ("axis", 1)), graph.Integers(1)]);
        var pooled = graph.Node("Tanh", [Linear(first, Width, Width)]);
        return graph.Output("logits", Linear(pooled, Width, 3), "pairs", "3").ToArray();

        string Linear(string value, int from, int to) =>
            graph.Node("Add", [graph.Node("MatMul", [value, graph.Weights(0.08f, from, to)]), graph.Weights(0.02f, to)]);

        string Normal(string value) => graph.Node(
            "LayerNormalization", [value, graph.Floats([.. Enumerable.Repeat(1f, Width)], Width), graph.Weights(0.02f, Width)], ("axis", -1), ("epsilon", 1e-12f));

        string Split(string value, int[] order) =>
            graph.Node("Transpose", [graph.Node("Reshape", [value, graph.Integers(0, 0, Heads, Width / Heads)])], ("perm", order));

        string Gelu(string value)
        {
            var error = graph.Node("Erf", [graph.Node("Div", [value, graph.Floats([MathF.Sqrt(2)], 1)])]);
            return graph.Node("Mul", [graph.Node("Mul", [value, graph.Floats([0.5f], 1)]), graph.Node("Add", [error, graph.Floats([1], 1)])]);
        }
    }
}
