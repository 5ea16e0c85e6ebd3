using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Bot.Inference.Pairs;
using Bot.Inference.Tokens;

namespace Bot.Inference.Models;

/// <summary>Reads and checks <c>model.json</c>. The first fault ends the reading; its message names the field and the mend.</summary>
internal sealed partial class ManifestReader
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "model.json";

    private const int LongestManifest = 1024 * 1024;
    private const string WriteAgain = "Install the model again, or correct the manifest as docs/models.md describes it";

    private readonly string _file;
    private readonly ManifestJson _json;
    private ImmutableHashSet<string> _listed = [];

    private ManifestReader(string file, ManifestJson json) => (_file, _json) = (file, json);

    /// <summary>Reads the manifest of a model.</summary>
    /// <param name="folder">The model's folder.</param>
    /// <param name="runtime">The version of the runtime that will run its graphs.</param>
    /// <returns>The manifest; whether its files are what it says is not known yet.</returns>
    /// <exception cref="ModelException">There is none, or it has a fault.</exception>
    public static ModelManifest Read(string folder, Version runtime)
    {
        var file = Path.Combine(folder, FileName);
        if (!Directory.Exists(folder))
            throw new ModelException(folder, null, "is missing", "Install the model there, or set Inference:Model to one that \"redflag model list\" shows");
        if (!File.Exists(file))
            throw new ModelException(file, null, "is missing", "A model's folder holds its manifest; install the model again");
        try
        {
            if (new FileInfo(file).Length > LongestManifest)
                throw new ModelException(file, null, "is longer than a megabyte", WriteAgain);
            var bytes = File.ReadAllBytes(file);
            CheckFormat(file, bytes);
            return new ManifestReader(file, JsonSerializer.Deserialize(bytes.AsSpan(), ManifestJsonContext.Default.ManifestJson)!).Check(runtime);
        }
        catch (JsonException exception)
        {
            var at = exception.Path is { Length: > 2 } path ? path[2..] : null;
            throw new ModelException(
                file, at, string.Create(CultureInfo.InvariantCulture, $"cannot be read (line {exception.LineNumber + 1})"), WriteAgain, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelException(file, null, $"cannot be read: {exception.Message.TrimEnd('.')}", "Give this user the right to read it", exception);
        }
    }

    // Before all else, and without the rest having to have the shape of today's format.
    private static void CheckFormat(string file, byte[] bytes)
    {
        using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new ModelException(file, null, "is no JSON object", WriteAgain);
        if (!document.RootElement.TryGetProperty("format", out var format) || format.ValueKind != JsonValueKind.Number || !format.TryGetInt32(out var number) || number < 1)
            throw new ModelException(file, "format", "is no whole number from 1", WriteAgain);
        if (number > ModelManifest.NewestFormat)
        {
            throw new ModelException(
                file,
                "format",
                string.Create(CultureInfo.InvariantCulture, $"is {number}, too new for this Redflag, which reads up to {ModelManifest.NewestFormat}"),
                "Upgrade Redflag, or install an earlier version of the model");
        }
    }

    private ModelManifest Check(Version runtime)
    {
        CheckRuntime(runtime);
        var kind = Text("kind", _json.Kind);
        if (kind is not (ModelManifest.Small or ModelManifest.CrossEncoder))
            throw Fault("kind", $"is \"{kind}\", which this Redflag does not know; it knows {ModelManifest.Small} and {ModelManifest.CrossEncoder}");
        var isSmall = kind == ModelManifest.Small;
        var files = Files();
        _listed = [.. files.Select(file => file.Path)];
        return new ModelManifest
        {
            Name = Matching("name", _json.Name, Name, "small letters, digits and hyphens"),
            Version = Matching("version", _json.Version, Version, "letters, digits, points and hyphens"),
            Licence = Text("licence", _json.Licence),
            Kind = kind,
            Files = files,
            Tokenizer = Tokenizer(_json.Tokenizer ?? throw Missing("tokenizer"), isSmall),
            Pairs = Pairs(_json.Pairs ?? throw Missing("pairs"), isSmall),
            Combiner = isSmall ? Combiner(_json.Combiner ?? throw Missing("combiner")) : null,
            Vectors = isSmall ? Listed("vectors", _json.Vectors) : null,
            Calibration = isSmall ? null : Calibrate(_json.Calibration ?? throw Missing("calibration")),
            KeyPointDoubt = Band("thresholds.keyPoints", _json.Thresholds?.KeyPoints),
            RedFlagDoubt = Band("thresholds.redFlags", _json.Thresholds?.RedFlags),
            Windows = Windows(_json.Windows ?? throw Missing("windows")),
        };
    }

    private void CheckRuntime(Version runtime)
    {
        if (_json.MinimumRuntime is not { } wanted)
            return;
        if (!System.Version.TryParse(wanted, out var minimum))
            throw Fault("minimumRuntime", $"is \"{wanted}\", no version such as 1.20.0");
        if (minimum > runtime)
        {
            throw new ModelException(
                _file,
                "minimumRuntime",
                $"is {wanted}, too new for this Redflag, whose ONNX Runtime is {runtime}",
                "Upgrade Redflag, or install an earlier version of the model");
        }
    }

    private ImmutableArray<ModelFile> Files()
    {
        if (_json.Files is not { Count: > 0 } files)
            throw Missing("files");
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return [.. files.Select((file, i) => FileAt(file, $"files[{i.ToString(CultureInfo.InvariantCulture)}]", seen))];
    }

    private ModelFile FileAt(FileJson? file, string at, HashSet<string> seen)
    {
        var path = Text($"{at}.path", file?.Path);
        if (path.Split('/').Any(part => part is "" or "." or "..") || path.AsSpan().IndexOfAny("\\:") >= 0)
            throw Fault($"{at}.path", $"is \"{path}\", which does not lie in the model's folder");
        if (!seen.Add(path))
            throw Fault($"{at}.path", $"is \"{path}\", which is listed twice");
        var hash = Matching($"{at}.sha256", file!.Sha256, Sha256, "64 hexadecimal digits").ToLowerInvariant();
        return file.Size is > 0 and var size
            ? new ModelFile(path, hash, size)
            : throw Fault($"{at}.size", "is no number of bytes above 0");
    }

    private TokenizerPlan Tokenizer(TokenizerJson json, bool isSmall)
    {
        var kind = Choose("tokenizer.kind", json.Kind, ("redflag", TokenizerKind.Redflag), ("wordpiece", TokenizerKind.WordPiece), ("unigram", TokenizerKind.Unigram), ("byte-bpe", TokenizerKind.ByteBpe));
        if (isSmall != (kind is TokenizerKind.Redflag))
            throw Fault("tokenizer.kind", $"is \"{json.Kind}\", which a model of kind {_json.Kind} does not read with");
        return new TokenizerPlan
        {
            Kind = kind,
            Vocabulary = Listed("tokenizer.vocabulary", json.Vocabulary),
            Merges = kind is TokenizerKind.ByteBpe ? Listed("tokenizer.merges", json.Merges) : null,
            Lowercase = json.Lowercase ?? false,
            IdOffset = Within("tokenizer.idOffset", json.IdOffset ?? 0, 0, 1000),
            Unknown = json.Unknown is { } unknown ? Within("tokenizer.unknown", unknown, 0, int.MaxValue) : null,
        };
    }

    private PairGraphPlan Pairs(PairsJson json, bool isSmall)
    {
        var inputs = json.Inputs ?? throw Missing("pairs.inputs");
        var plan = new PairGraphPlan
        {
            Graph = Listed("pairs.graph", json.Graph),
            Ids = Text("pairs.inputs.ids", inputs.Ids),
            Mask = Optional("pairs.inputs.mask", inputs.Mask),
            Segments = isSmall ? Text("pairs.inputs.segments", inputs.Segments) : Optional("pairs.inputs.segments", inputs.Segments),
            Asked = isSmall ? Text("pairs.inputs.asked", inputs.Asked) : Optional("pairs.inputs.asked", inputs.Asked),
            Output = Text("pairs.output", json.Output),
            Labels = Labels(json.Labels),
            StatementFirst = Choose("pairs.first", json.First, ("statement", true), ("window", false)),
            Longest = Within("pairs.longest", json.Longest, 16, 8192),
            Start = Ids("pairs.start", json.Start),
            Between = Ids("pairs.between", json.Between),
            End = Ids("pairs.end", json.End),
            Padding = Within("pairs.padding", json.Padding, 0, int.MaxValue),
            IndependentRows = json.IndependentRows ?? false,
        };
        return plan.Longest >= plan.Special + 2
            ? plan
            : throw Fault("pairs.longest", "leaves no room between the special tokens");
    }

    // One column scores how well the window answers, two tell entailed from not, three are those of natural language inference.
    private ImmutableArray<PairLabel> Labels(IReadOnlyList<string?>? labels)
    {
        if (labels is not { Count: > 0 })
            throw Missing("pairs.labels");
        var read = labels
            .Select((label, i) => Choose($"pairs.labels[{i.ToString(CultureInfo.InvariantCulture)}]", label, ("entails", PairLabel.Entails), ("neutral", PairLabel.Neutral), ("contradicts", PairLabel.Contradicts)))
            .ToImmutableArray();
        if (read.Distinct().Count() < read.Length)
            throw Fault("pairs.labels", "names one of them twice");
        if (!read.Contains(PairLabel.Entails))
            throw Fault("pairs.labels", "does not say which column is \"entails\"");
        return read;
    }

    private CombinerPlan Combiner(CombinerJson json)
    {
        if (json.Features is not { Count: > 0 } features)
            throw Missing("combiner.features");
        var names = features.Select((name, i) => Text($"combiner.features[{i.ToString(CultureInfo.InvariantCulture)}]", name)).ToImmutableArray();
        return names.Distinct(StringComparer.Ordinal).Count() == names.Length
            ? new CombinerPlan(Listed("combiner.graph", json.Graph), Text("combiner.input", json.Input), Text("combiner.output", json.Output), names)
            : throw Fault("combiner.features", "names one of them twice");
    }

    private Calibration Calibrate(CalibrationJson json)
    {
        var calibration = new Calibration(
            Within("calibration.temperature", json.Temperature, 0.01, 100),
            Within("calibration.partlyFrom", json.PartlyFrom, 0.001, 0.999),
            Within("calibration.coveredFrom", json.CoveredFrom, 0.001, 0.999),
            Within("calibration.raisedFrom", json.RaisedFrom, 0.001, 0.999));
        return calibration.CoveredFrom >= calibration.PartlyFrom
            ? calibration
            : throw Fault("calibration.coveredFrom", Quote($"is {calibration.CoveredFrom}, below partlyFrom, which is {calibration.PartlyFrom}"));
    }

    private DoubtBand Band(string at, BandJson? json)
    {
        if (json is null)
            throw Missing(at);
        var band = new DoubtBand(Within($"{at}.doubtFrom", json.DoubtFrom, 0, 1), Within($"{at}.doubtTo", json.DoubtTo, 0, 1));
        return band.To >= band.From ? band : throw Fault($"{at}.doubtTo", Quote($"is {band.To}, below doubtFrom, which is {band.From}"));
    }

    private WindowLimits Windows(WindowsJson json)
    {
        var limits = new WindowLimits(
            Within("windows.longestWindow", json.LongestWindow, 4, 4096),
            Within("windows.longestStatement", json.LongestStatement, 4, 4096),
            Within("windows.mostSentences", json.MostSentences, 1, 10_000));
        return limits;
    }

    private string Text(string at, string? value) => string.IsNullOrWhiteSpace(value) ? throw Missing(at) : value;

    private string? Optional(string at, string? value) => value is null ? null : Text(at, value);

    private string Matching(string at, string? value, Regex pattern, string said) =>
        pattern.IsMatch(Text(at, value)) ? value! : throw Fault(at, $"is \"{value}\", which has to be of {said}");

    private string Listed(string at, string? value) =>
        _listed.Contains(Text(at, value)) ? value! : throw Fault(at, $"is \"{value}\", which is not among the files");

    private T Choose<T>(string at, string? value, params ReadOnlySpan<(string Word, T Value)> choices)
    {
        foreach (var (word, chosen) in choices)
        {
            if (word == Text(at, value))
                return chosen;
        }

        var words = choices.ToArray().Select(choice => choice.Word).ToArray();
        throw Fault(at, $"is \"{value}\", which has to be {string.Join(", ", words[..^1])} or {words[^1]}");
    }

    private ImmutableArray<int> Ids(string at, IReadOnlyList<int>? ids)
    {
        if (ids is null)
            throw Missing(at);
        return ids.All(id => id >= 0) ? [.. ids] : throw Fault(at, "has an id below 0");
    }

    private int Within(string at, int? value, int least, int most) =>
        value is { } number && number >= least && number <= most
            ? number
            : throw (value is null ? Missing(at) : Fault(at, Quote(most == int.MaxValue ? (FormattableString)$"is {value}, which has to be {least} or more" : $"is {value}, which has to lie between {least} and {most}")));

    private double Within(string at, double? value, double least, double most) =>
        value is { } number && number >= least && number <= most
            ? number
            : throw (value is null ? Missing(at) : Fault(at, Quote($"is {value}, which has to lie between {least} and {most}")));

    private ModelException Missing(string at) => Fault(at, "is missing");

    private ModelException Fault(string at, string fault) => new(_file, at, fault, WriteAgain);

    private static string Quote(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]*\z")]
    private static partial Regex Name { get; }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9.-]*\z")]
    private static partial Regex Version { get; }

    [GeneratedRegex(@"\A[0-9A-Fa-f]{64}\z")]
    private static partial Regex Sha256 { get; }
}
