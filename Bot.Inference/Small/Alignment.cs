using System.Collections.Immutable;
using System.Numerics.Tensors;

namespace Bot.Inference.Small;

/// <summary>Lays statements beside the windows of one answer by the static vectors of their tokens.</summary>
/// <remarks>
/// Each token of a statement is compared once with each different token of the answer, however many statements and windows share
/// them; what follows is maxima and sums. For one caller at a time: what was compared is kept for the next statement.
/// </remarks>
internal sealed class Alignment
{
    private readonly StaticVectors _vectors;
    private readonly int[] _answer;
    private readonly float[] _weights;
    private readonly int[][] _windows;
    private readonly float[] _totals;
    private readonly Dictionary<int, Compared> _compared = [];

    /// <param name="vectors">The vectors of all tokens.</param>
    /// <param name="windows">The tokens of each window; none may be empty.</param>
    public Alignment(StaticVectors vectors, IReadOnlyList<ImmutableArray<int>> windows)
    {
        _vectors = vectors;
        var ordinals = new Dictionary<int, int>();
        _windows = [.. windows.Select(window => window.Select(OrdinalOf).ToArray())];
        _answer = [.. ordinals.Keys];
        _weights = [.. _answer.Select(token => vectors.Weights[token])];
        _totals = [.. _windows.Select(window => window.Sum(i => _weights[i]))];

        int OrdinalOf(int token)
        {
            if (!ordinals.TryGetValue(token, out var ordinal))
                ordinals[token] = ordinal = ordinals.Count;
            return ordinal;
        }
    }

    /// <summary>How much of a statement each window has: of each token the cosine of its nearest one, not below 0, as much as the token counts.</summary>
    /// <param name="statement">The statement's tokens.</param>
    /// <returns>0 to 1 a window; 0 for a statement without tokens.</returns>
    public float[] Recall(ImmutableArray<int> statement)
    {
        var recall = new float[_windows.Length];
        var total = 0f;
        foreach (var token in statement)
        {
            var weight = _vectors.Weights[token];
            total += weight;
            TensorPrimitives.MultiplyAdd(ComparedWith(token).Nearest, weight, recall, recall);
        }

        if (total > 0)
            TensorPrimitives.Divide(recall, total, recall);
        return recall;
    }

    /// <summary>How much of each window a statement has.</summary>
    /// <param name="statement">The statement's tokens.</param>
    /// <returns>0 to 1 a window; 0 for a statement without tokens.</returns>
    public float[] Back(ImmutableArray<int> statement)
    {
        var nearest = new float[_answer.Length];
        foreach (var token in statement)
            TensorPrimitives.Max(nearest, ComparedWith(token).Cosines, nearest);
        TensorPrimitives.Multiply(nearest, _weights, nearest);
        var back = new float[_windows.Length];
        for (var window = 0; window < back.Length; window++)
        {
            foreach (var i in _windows[window])
                back[window] += nearest[i];
            if (_totals[window] > 0)
                back[window] /= _totals[window];
        }

        return back;
    }

    /// <summary>How much each window and a statement have of each other: the mean of both directions.</summary>
    /// <param name="statement">The statement's tokens.</param>
    /// <returns>0 to 1 a window; 0 for a statement without tokens.</returns>
    public float[] Likeness(ImmutableArray<int> statement)
    {
        var likeness = Recall(statement);
        TensorPrimitives.Add(likeness, Back(statement), likeness);
        TensorPrimitives.Divide(likeness, 2, likeness);
        return likeness;
    }

    private Compared ComparedWith(int token)
    {
        if (_compared.TryGetValue(token, out var known))
            return known;
        var vector = _vectors.Of(token);
        var cosines = new float[_answer.Length];
        for (var i = 0; i < cosines.Length; i++)
            cosines[i] = Math.Clamp(TensorPrimitives.Dot(vector, _vectors.Of(_answer[i])), 0, 1);
        var nearest = new float[_windows.Length];
        for (var window = 0; window < nearest.Length; window++)
        {
            var best = 0f;
            foreach (var i in _windows[window])
                best = Math.Max(best, cosines[i]);
            nearest[window] = best;
        }

        return _compared[token] = new Compared(cosines, nearest);
    }

    /// <summary>A token of a statement beside an answer.</summary>
    /// <param name="Cosines">Its cosine with each different token of the answer, not below 0.</param>
    /// <param name="Nearest">The best of each window.</param>
    private sealed record Compared(float[] Cosines, float[] Nearest);
}
