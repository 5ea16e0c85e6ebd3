using System.Text.Json.Nodes;
using Bot.Inference.Models;
using Bot.Inference.Pairs;
using Bot.Inference.Tests.Stage;
using Bot.Inference.Tokens;

namespace Bot.Inference.Tests.Models;

public sealed class ManifestReaderTests : IDisposable
{
    private readonly ModelDraft _draft = ModelDraft.CrossEncoder();

    public void Dispose() => _draft.Dispose();

    [Fact]
    public void What_a_published_model_says_of_itself_is_understood()
    {
        var manifest = ManifestReader.Read(_draft.Write(), ModelDraft.Runtime);

        Assert.Equal(("small-nli@2", "cross-encoder", "Apache-2.0"), (manifest.Id, manifest.Kind, manifest.Licence));
        Assert.Equal(["vocab.txt", "onnx/model.onnx"], manifest.Files.Select(file => file.Path));
        Assert.Equal((TokenizerKind.WordPiece, true), (manifest.Tokenizer.Kind, manifest.Tokenizer.Lowercase));
        Assert.Equal([PairLabel.Contradicts, PairLabel.Entails, PairLabel.Neutral], manifest.Pairs.Labels);
        Assert.Equal((false, 128, 3), (manifest.Pairs.StatementFirst, manifest.Pairs.Longest, manifest.Pairs.Special));
        Assert.Equal(new Calibration(1, 0.3, 0.6, 0.7), manifest.Calibration);
        Assert.Equal((new DoubtBand(0.4, 0.6), new DoubtBand(0.3, 0.7)), (manifest.KeyPointDoubt, manifest.RedFlagDoubt));
        Assert.Equal(new WindowLimits(64, 40, 60), manifest.Windows);
        Assert.Null(manifest.Combiner);
    }

    [Fact]
    public void What_the_model_of_the_house_says_of_itself_is_understood()
    {
        using var draft = ModelDraft.Small();

        var manifest = ManifestReader.Read(draft.Write(), ModelDraft.Runtime);

        Assert.Equal("redflag-small@1", manifest.Id);
        Assert.Equal("vectors.bin", manifest.Vectors);
        Assert.Equal(["recall", "likeness"], manifest.Combiner!.Features);
        Assert.Equal(("ids", "segments", "asked", null), (manifest.Pairs.Ids, manifest.Pairs.Segments, manifest.Pairs.Asked, manifest.Pairs.Mask));
        Assert.Null(manifest.Calibration);
    }

    [Theory]
    [InlineData("format", null, "is no whole number from 1")]
    [InlineData("format", "0", "is no whole number from 1")]
    [InlineData("format", "2", "is 2, too new for this Redflag, which reads up to 1. Upgrade Redflag, or install an earlier version of the model")]
    [InlineData("minimumRuntime", "\"soon\"", "is \"soon\", no version such as 1.20.0")]
    [InlineData("minimumRuntime", "\"1.21.0\"", "is 1.21.0, too new for this Redflag, whose ONNX Runtime is 1.20.0. Upgrade Redflag, or install an earlier version of the model")]
    [InlineData("name", null, "is missing")]
    [InlineData("name", "\"Small NLI\"", "is \"Small NLI\", which has to be of small letters, digits and hyphens")]
    [InlineData("version", "\"1@2\"", "is \"1@2\", which has to be of letters, digits, points and hyphens")]
    [InlineData("licence", "\" \"", "is missing")]
    [InlineData("kind", "\"oracle\"", "is \"oracle\", which this Redflag does not know; it knows redflag-small and cross-encoder")]
    [InlineData("files", "[]", "is missing")]
    [InlineData("files[0].path", "\"../vocab.txt\"", "is \"../vocab.txt\", which does not lie in the model's folder")]
    [InlineData("files[0].path", "\"/etc/passwd\"", "is \"/etc/passwd\", which does not lie in the model's folder")]
    [InlineData("files[1].path", "\"vocab.txt\"", "is \"vocab.txt\", which is listed twice")]
    [InlineData("files[0].sha256", "\"abc\"", "is \"abc\", which has to be of 64 hexadecimal digits")]
    [InlineData("files[0].size", "0", "is no number of bytes above 0")]
    [InlineData("tokenizer", null, "is missing")]
    [InlineData("tokenizer.kind", "\"tiktoken\"", "is \"tiktoken\", which has to be redflag, wordpiece, unigram or byte-bpe")]
    [InlineData("tokenizer.kind", "\"redflag\"", "is \"redflag\", which a model of kind cross-encoder does not read with")]
    [InlineData("tokenizer.vocabulary", "\"words.txt\"", "is \"words.txt\", which is not among the files")]
    [InlineData("pairs.graph", null, "is missing")]
    [InlineData("pairs.inputs.ids", null, "is missing")]
    [InlineData("pairs.labels", "[]", "is missing")]
    [InlineData("pairs.labels[1]", "\"entailment\"", "is \"entailment\", which has to be entails, neutral or contradicts")]
    [InlineData("pairs.labels", "[\"entails\",\"entails\"]", "names one of them twice")]
    [InlineData("pairs.labels", "[\"neutral\",\"contradicts\"]", "does not say which column is \"entails\"")]
    [InlineData("pairs.first", "\"answer\"", "is \"answer\", which has to be statement or window")]
    [InlineData("pairs.longest", "4", "is 4, which has to lie between 16 and 8192")]
    [InlineData("pairs.start", "[-1]", "has an id below 0")]
    [InlineData("pairs.padding", null, "is missing")]
    [InlineData("calibration", null, "is missing")]
    [InlineData("calibration.temperature", "0", "is 0, which has to lie between 0.01 and 100")]
    [InlineData("calibration.coveredFrom", "0.2", "is 0.2, below partlyFrom, which is 0.3")]
    [InlineData("thresholds.keyPoints", null, "is missing")]
    [InlineData("thresholds.keyPoints.doubtFrom", "1.5", "is 1.5, which has to lie between 0 and 1")]
    [InlineData("thresholds.redFlags.doubtTo", "0.2", "is 0.2, below doubtFrom, which is 0.3")]
    [InlineData("windows.mostSentences", "0", "is 0, which has to lie between 1 and 10000")]
    public void A_fault_is_named_with_its_file_its_field_and_how_to_mend_it(string field, string? value, string said)
    {
        var folder = _draft.Set(field, value is null ? null : JsonNode.Parse(value)).Write();

        var fault = Assert.Throws<ModelException>(() => ManifestReader.Read(folder, ModelDraft.Runtime));

        Assert.Equal((Path.Combine(folder, "model.json"), field), (fault.File, fault.Field));
        Assert.StartsWith($"{fault.File}: {field} {said}", fault.Message, StringComparison.Ordinal);
        Assert.Matches(@"\. (Upgrade Redflag|Install the model again), or ", fault.Message);
    }

    [Theory]
    [InlineData("vectors")]
    [InlineData("combiner")]
    [InlineData("pairs.inputs.asked")]
    public void The_model_of_the_house_has_to_have_all_its_parts(string field)
    {
        using var draft = ModelDraft.Small();
        var folder = draft.Set(field, null).Write();

        Assert.Contains($": {field} is missing. ", Assert.Throws<ModelException>(() => ManifestReader.Read(folder, ModelDraft.Runtime)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_manifest_of_a_later_format_is_too_new_whatever_else_it_holds()
    {
        var folder = _draft.Write();
        File.WriteAllText(Path.Combine(folder, "model.json"), """{"format":7,"files":{"a":1},"pairs":"elsewhere"}""");

        Assert.Contains(": format is 7, too new for this Redflag", Assert.Throws<ModelException>(() => ManifestReader.Read(folder, ModelDraft.Runtime)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"format":1,""", null, "cannot be read (line 1)")]
    [InlineData("[]", null, "is no JSON object")]
    [InlineData("{\"format\":1,\n\"pairs\":{\"longest\":\"many\"}}", "pairs.longest", "cannot be read (line 2)")]
    public void A_manifest_that_cannot_be_read_says_where(string json, string? field, string said)
    {
        var folder = _draft.Write();
        File.WriteAllText(Path.Combine(folder, "model.json"), json);

        var fault = Assert.Throws<ModelException>(() => ManifestReader.Read(folder, ModelDraft.Runtime));

        Assert.Equal(field, fault.Field);
        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_and_a_manifest_that_are_missing_are_named()
    {
        Assert.StartsWith($"{_draft.Folder} is missing. ", Assert.Throws<ModelException>(() => ManifestReader.Read(_draft.Folder, ModelDraft.Runtime)).Message, StringComparison.Ordinal);
        Directory.CreateDirectory(_draft.Folder);
        Assert.StartsWith(
            $"{Path.Combine(_draft.Folder, "model.json")} is missing. ", Assert.Throws<ModelException>(() => ManifestReader.Read(_draft.Folder, ModelDraft.Runtime)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_missing_shorter_or_changed_is_named()
    {
        var folder = _draft.Write();
        var vocabulary = Path.Combine(folder, "vocab.txt");
        var content = File.ReadAllBytes(vocabulary);
        ModelFolder.Open(folder, ModelDraft.Runtime);

        File.WriteAllBytes(vocabulary, content[..^1]);
        Assert.StartsWith($"{vocabulary} has {content.Length - 1} bytes instead of the {content.Length} of its manifest. ", Fault(), StringComparison.Ordinal);
        content[0]++;
        File.WriteAllBytes(vocabulary, content);
        Assert.Matches($"^{vocabulary} has the SHA-256 [0-9a-f]{{64}} instead of the [0-9a-f]{{64}} of its manifest. It is incomplete or was changed; install the model again$", Fault());
        File.Delete(vocabulary);
        Assert.StartsWith($"{vocabulary} is missing. ", Fault(), StringComparison.Ordinal);

        string Fault() => Assert.Throws<ModelException>(() => ModelFolder.Open(folder, ModelDraft.Runtime)).Message;
    }
}
