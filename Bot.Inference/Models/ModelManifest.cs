using System.Collections.Immutable;
using Bot.Inference.Pairs;
using Bot.Inference.Tokens;

namespace Bot.Inference.Models;

/// <summary>What a model says of itself in <c>model.json</c>, read and checked. See <c>docs/models.md</c>.</summary>
internal sealed record ModelManifest
{
    /// <summary>The newest format of manifests that is understood.</summary>
    public const int NewestFormat = 1;

    /// <summary>The kind of the model that comes with Redflag.</summary>
    public const string Small = "redflag-small";

    /// <summary>The kind of published models that judge a pair of texts.</summary>
    public const string CrossEncoder = "cross-encoder";

    /// <summary>Gets the name, in small letters, digits and hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the version.</summary>
    public required string Version { get; init; }

    /// <summary>Gets the licence of the weights, as an SPDX expression where there is one.</summary>
    public required string Licence { get; init; }

    /// <summary>Gets what reads it: <see cref="Small"/> or <see cref="CrossEncoder"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Gets the files that it is made of.</summary>
    public required ImmutableArray<ModelFile> Files { get; init; }

    /// <summary>Gets how text becomes tokens.</summary>
    public required TokenizerPlan Tokenizer { get; init; }

    /// <summary>Gets the graph that judges pairs.</summary>
    public required PairGraphPlan Pairs { get; init; }

    /// <summary>Gets the graph that combines what was measured of a criterion; only of a <see cref="Small"/> model.</summary>
    public CombinerPlan? Combiner { get; init; }

    /// <summary>Gets the file of the static vectors; only of a <see cref="Small"/> model.</summary>
    public string? Vectors { get; init; }

    /// <summary>Gets how logits become probabilities; only of a <see cref="CrossEncoder"/>.</summary>
    public Calibration? Calibration { get; init; }

    /// <summary>Gets between which probabilities a key point is doubtful.</summary>
    public required DoubtBand KeyPointDoubt { get; init; }

    /// <summary>Gets between which probabilities a red flag is doubtful.</summary>
    public required DoubtBand RedFlagDoubt { get; init; }

    /// <summary>Gets how answers are cut.</summary>
    public required WindowLimits Windows { get; init; }

    /// <summary>Gets the name that verdicts carry.</summary>
    public string Id => $"{Name}@{Version}";

    /// <summary>Gets the size of all files.</summary>
    public long Size => Files.Sum(file => file.Size);
}

/// <summary>A file of a model.</summary>
/// <param name="Path">Where it lies in the model's folder.</param>
/// <param name="Sha256">The SHA-256 of its content, in small hexadecimal digits.</param>
/// <param name="Size">Its size in bytes.</param>
internal sealed record ModelFile(string Path, string Sha256, long Size);

/// <summary>The probabilities between which a judgement is doubtful, both included.</summary>
/// <param name="From">0 to 1.</param>
/// <param name="To">0 to 1, at least <paramref name="From"/>.</param>
internal readonly record struct DoubtBand(double From, double To)
{
    public bool Holds(double probability) => probability >= From && probability <= To;
}

/// <summary>How an answer is cut into windows.</summary>
/// <param name="LongestWindow">The tokens of a window at most.</param>
/// <param name="LongestStatement">The tokens of a statement at most.</param>
/// <param name="MostSentences">The sentences that are looked at; what comes after is cut.</param>
internal sealed record WindowLimits(int LongestWindow, int LongestStatement, int MostSentences);

/// <summary>How the logits of a cross-encoder become probabilities.</summary>
/// <param name="Temperature">What logits are divided by.</param>
/// <param name="PartlyFrom">The P(entails) at which a key point is as likely covered at least partly as not.</param>
/// <param name="CoveredFrom">The P(entails) at which a key point is as likely covered in full as not.</param>
/// <param name="RaisedFrom">The P(entails) at which a red flag is as likely raised as not.</param>
internal sealed record Calibration(double Temperature, double PartlyFrom, double CoveredFrom, double RaisedFrom);

/// <summary>The graph that combines features.</summary>
/// <param name="Graph">The file.</param>
/// <param name="Input">The name of its input.</param>
/// <param name="Output">The name of its output.</param>
/// <param name="Features">The names of the features, in order.</param>
internal sealed record CombinerPlan(string Graph, string Input, string Output, ImmutableArray<string> Features);
