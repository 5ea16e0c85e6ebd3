using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bot.Inference.Models;

/// <summary><c>model.json</c> as it is written, before anything is checked. Unknown fields are ignored.</summary>
internal sealed record ManifestJson
{
    public string? Name { get; init; }

    public string? Version { get; init; }

    public string? Licence { get; init; }

    public string? Kind { get; init; }

    public string? MinimumRuntime { get; init; }

    public IReadOnlyList<FileJson?>? Files { get; init; }

    public TokenizerJson? Tokenizer { get; init; }

    public PairsJson? Pairs { get; init; }

    public CombinerJson? Combiner { get; init; }

    public string? Vectors { get; init; }

    public CalibrationJson? Calibration { get; init; }

    public ThresholdsJson? Thresholds { get; init; }

    public WindowsJson? Windows { get; init; }
}

/// <summary>A file.</summary>
internal sealed record FileJson(string? Path, string? Sha256, long? Size);

/// <summary>How text becomes tokens.</summary>
internal sealed record TokenizerJson(string? Kind, string? Vocabulary, string? Merges, bool? Lowercase, int? IdOffset, int? Unknown);

/// <summary>The graph that judges pairs.</summary>
internal sealed record PairsJson(
    string? Graph,
    PairInputsJson? Inputs,
    string? Output,
    IReadOnlyList<string?>? Labels,
    string? First,
    int? Longest,
    IReadOnlyList<int>? Start,
    IReadOnlyList<int>? Between,
    IReadOnlyList<int>? End,
    int? Padding,
    bool? IndependentRows);

/// <summary>The names of its inputs.</summary>
internal sealed record PairInputsJson(string? Ids, string? Mask, string? Segments, string? Asked);

/// <summary>The graph that combines features.</summary>
internal sealed record CombinerJson(string? Graph, string? Input, string? Output, IReadOnlyList<string?>? Features);

/// <summary>How logits become probabilities.</summary>
internal sealed record CalibrationJson(double? Temperature, double? PartlyFrom, double? CoveredFrom, double? RaisedFrom);

/// <summary>Where doubt begins and ends.</summary>
internal sealed record ThresholdsJson(BandJson? KeyPoints, BandJson? RedFlags);

/// <summary>A band of doubt.</summary>
internal sealed record BandJson(double? DoubtFrom, double? DoubtTo);

/// <summary>How answers are cut.</summary>
internal sealed record WindowsJson(int? LongestWindow, int? LongestStatement, int? MostSentences);

/// <summary>How the manifest is read.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true)]
[JsonSerializable(typeof(ManifestJson))]
internal sealed partial class ManifestJsonContext : JsonSerializerContext;
