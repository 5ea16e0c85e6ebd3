using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Bot.Inference.Models;

namespace Bot.Inference.Tests.Stage;

/// <summary>A model in the making: its manifest, which a test may bend, and its files.</summary>
internal sealed class ModelDraft : IDisposable
{
    public static readonly Version Runtime = new(1, 20, 0);

    private readonly DirectoryInfo _models = Directory.CreateTempSubdirectory("redflag-models-");
    private readonly Dictionary<string, byte[]> _files = [];

    private ModelDraft(string manifest) => Manifest = JsonNode.Parse(manifest)!.AsObject();

    public JsonObject Manifest { get; }

    /// <summary>Gets the folder of all models.</summary>
    public string Models => _models.FullName;

    /// <summary>Gets the model's folder, which is named after it.</summary>
    public string Folder => Path.Combine(Models, "small-nli");

    /// <summary>A published model of natural language inference, with ten words and a graph of sums.</summary>
    public static ModelDraft CrossEncoder()
    {
        var draft = new ModelDraft(
            """
            {
              "format": 1,
              "name": "small-nli",
              "version": "2",
              "licence": "Apache-2.0",
              "kind": "cross-encoder",
              "tokenizer": { "kind": "wordpiece", "vocabulary": "vocab.txt", "lowercase": true },
              "pairs": {
                "graph": "onnx/model.onnx",
                "inputs": { "ids": "input_ids", "mask": "attention_mask", "segments": "token_type_ids" },
                "output": "logits",
                "labels": ["contradicts", "entails", "neutral"],
                "first": "window",
                "longest": 128,
                "start": [2],
                "between": [3],
                "end": [3],
                "padding": 0
              },
              "calibration": { "temperature": 1, "partlyFrom": 0.3, "coveredFrom": 0.6, "raisedFrom": 0.7 },
              "thresholds": {
                "keyPoints": { "doubtFrom": 0.4, "doubtTo": 0.6 },
                "redFlags": { "doubtFrom": 0.3, "doubtTo": 0.7 }
              },
              "windows": { "longestWindow": 64, "longestStatement": 40, "mostSentences": 60 }
            }
            """);
        return draft
            .With("vocab.txt", Encoding.UTF8.GetBytes("[PAD]\n[UNK]\n[CLS]\n[SEP]\na\ntoken\n##s\nis\npiece\ntext\n"))
            .With("onnx/model.onnx", SampleGraphs.Sums([.. Enumerable.Range(0, 30).Select(i => (float)i)]));
    }

    /// <summary>A model as it comes with Redflag, by its manifest; its graphs do not mean anything.</summary>
    public static ModelDraft Small()
    {
        var draft = new ModelDraft(
            """
            {
              "format": 1,
              "name": "redflag-small",
              "version": "1",
              "licence": "MIT",
              "kind": "redflag-small",
              "tokenizer": { "kind": "redflag", "vocabulary": "vocab.txt" },
              "pairs": {
                "graph": "judge.onnx",
                "inputs": { "ids": "ids", "segments": "segments", "asked": "asked" },
                "output": "logits",
                "labels": ["entails", "neutral", "contradicts"],
                "first": "statement",
                "longest": 160,
                "start": [2],
                "between": [3],
                "end": [3],
                "padding": 0
              },
              "vectors": "vectors.bin",
              "combiner": { "graph": "combiner.onnx", "input": "features", "output": "probabilities", "features": ["recall", "likeness"] },
              "thresholds": {
                "keyPoints": { "doubtFrom": 0.4, "doubtTo": 0.6 },
                "redFlags": { "doubtFrom": 0.3, "doubtTo": 0.7 }
              },
              "windows": { "longestWindow": 64, "longestStatement": 40, "mostSentences": 60 }
            }
            """);
        return draft.With("vocab.txt", [1]).With("judge.onnx", [1]).With("vectors.bin", [1]).With("combiner.onnx", SampleGraphs.FirstTwo(2));
    }

    public ModelDraft With(string file, byte[] content)
    {
        _files[file] = content;
        return this;
    }

    /// <summary>Puts a value where a path such as <c>pairs.inputs.ids</c> or <c>files[0].size</c> points; none takes away what is there.</summary>
    public ModelDraft Set(string path, JsonNode? value)
    {
        List();
        var parts = path.Replace("[", ".[", StringComparison.Ordinal).Split('.');
        JsonNode at = Manifest;
        foreach (var part in parts[..^1])
        {
            at = Step(at, part);
        }

        switch (at, parts[^1])
        {
            case (JsonArray array, var last):
                array[int.Parse(last.Trim('[', ']'), System.Globalization.CultureInfo.InvariantCulture)] = value;
                break;
            case (JsonObject of, var last) when value is null:
                of.Remove(last);
                break;
            case (_, var last):
                at[last] = value;
                break;
        }

        return this;
    }

    /// <summary>Writes the model.</summary>
    /// <returns>Its folder.</returns>
    public string Write()
    {
        List();
        Directory.CreateDirectory(Folder);
        foreach (var (file, content) in _files)
        {
            var path = Path.Combine(Folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, content);
        }

        File.WriteAllText(Path.Combine(Folder, "model.json"), Manifest.ToJsonString());
        return Folder;
    }

    public ModelFolder Open() => ModelFolder.Open(Write(), Runtime);

    public void Dispose() => _models.Delete(recursive: true);

    private void List() => Manifest["files"] ??= new JsonArray(
        [.. _files.Select(file => new JsonObject { ["path"] = file.Key, ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(file.Value)), ["size"] = file.Value.Length })]);

    private static JsonNode Step(JsonNode at, string part) =>
        (at is JsonArray array ? array[int.Parse(part.Trim('[', ']'), System.Globalization.CultureInfo.InvariantCulture)] : at[part])!;
}
