using System.Text.Json;
using System.Text.Json.Serialization;
using Bot.Core.Grading;

namespace Bot.Host.Commands;

/// <summary>One line of output, as other programs rely on it.</summary>
internal sealed record GradedLine(
    JsonElement? Id,
    double Score,
    string Verdict,
    double Confidence,
    IReadOnlyList<GradedKeyPoint> KeyPoints,
    IReadOnlyList<GradedRedFlag> RedFlags,
    IReadOnlyList<GradedNumber> Numbers,
    IReadOnlyList<string> Notes,
    string Model)
{
    public static GradedLine From(JsonElement? id, Verdict verdict) => new(
        id,
        Cut(verdict.Score, 2),
        Word(verdict.Kind),
        Cut(verdict.Confidence, 4),
        [.. verdict.Assessment.KeyPoints.Select(point => new GradedKeyPoint(point.Text, Word(point.State), Cut(point.AtLeastPartly, 4), point.Doubtful, point.Evidence))],
        [.. verdict.Assessment.RedFlags.Select(flag => new GradedRedFlag(flag.Text, flag.Raised, Cut(flag.Probability, 4), flag.Doubtful, flag.Evidence))],
        [.. verdict.Assessment.Numbers.Select(number => new GradedNumber(number.Text, number.Said))],
        verdict.Assessment.Notes,
        verdict.Assessment.Model);

    // Cut, not rounded: 74.996 must not read as the 75 that it did not reach.
    private static double Cut(double value, int decimals) => (double)decimal.Round((decimal)value, decimals, MidpointRounding.ToZero);

    private static string Word(VerdictKind kind) => kind switch
    {
        VerdictKind.Empty => "empty",
        VerdictKind.Weak => "weak",
        VerdictKind.Mixed => "mixed",
        VerdictKind.Strong => "strong",
        VerdictKind.NotSure => "not-sure",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A verdict without a word."),
    };

    private static string Word(CoverageState state) => state switch
    {
        CoverageState.Covered => "covered",
        CoverageState.Partly => "partly",
        CoverageState.Missing => "missing",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "A state without a word."),
    };
}

/// <summary>A key point as it was judged; the probability is that of covered or partly.</summary>
internal sealed record GradedKeyPoint(string Text, string State, double Probability, bool Doubtful, string? Evidence);

/// <summary>A red flag as it was judged; the probability is that of raised.</summary>
internal sealed record GradedRedFlag(string Text, bool Raised, double Probability, bool Doubtful, string? Evidence);

/// <summary>A number to mention.</summary>
internal sealed record GradedNumber(string Text, bool Said);

/// <summary>What stands in for a verdict when a line could not be read.</summary>
internal sealed record GradeError(JsonElement? Id, string Error);

/// <summary>How the lines are written: camelCase, ASCII only, so that no reader breaks a line inside a text.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(GradedLine))]
[JsonSerializable(typeof(GradeError))]
internal sealed partial class GradeJson : JsonSerializerContext;
