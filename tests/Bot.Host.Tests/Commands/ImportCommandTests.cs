using System.Text.Json;
using Bot.Core.Storage;

namespace Bot.Host.Tests.Commands;

public sealed class ImportCommandTests : IDisposable
{
    private const string Pack =
        """
        pack: p
        title: A pack
        questions:
        - key: mask
          stem: What is a causal mask?
          keyPoints:
          - Hides the future

        """;

    private const string Exemplars =
        """
        exemplarsOf: p
        questions:
        - key: mask
          criteria:
          - criterion: Hides the future
            positive: [no peeking]
            negative: [it hides padding]

        """;

    private readonly CommandLine _line = new();

    public void Dispose() => _line.Dispose();

    [Fact]
    public async Task The_bundled_pack_is_loaded_once_however_often_it_is_imported()
    {
        var first = await CommandLine.RunAsync("import", CommandLine.BundledPack, "--data", _line.Data);
        var second = await CommandLine.RunAsync("import", CommandLine.BundledPack, "--data", _line.Data);

        var questions = File.ReadLines(CommandLine.BundledPack).Count(line => line.StartsWith("- key:", StringComparison.Ordinal) || line.StartsWith("  - key:", StringComparison.Ordinal));
        Assert.True(questions > 0);
        Assert.Equal(new(0, $"llm-foundations: {questions} added, 0 revised, 0 updated, 0 unchanged, 0 retired.{Environment.NewLine}", ""), first);
        Assert.Equal(new(0, $"llm-foundations: 0 added, 0 revised, 0 updated, {questions} unchanged, 0 retired.{Environment.NewLine}", ""), second);
    }

    [Fact]
    public async Task All_faults_of_all_files_are_told_and_nothing_is_loaded()
    {
        var good = _line.Write("good.yaml", Pack);
        var bad = _line.Write("bad.yaml", "pack: Bad Name\ntitle: T\nquestions:\n- key: a\n  stem: What?\n  keypoints: [x]\n");
        var worse = _line.Write("worse.yaml", "pack: w\n");

        var outcome = await CommandLine.RunAsync("import", good, bad, worse, "--data", _line.Data);

        Assert.Equal((1, ""), (outcome.Exit, outcome.Output));
        var lines = outcome.Error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains(lines, line => line.Contains("bad.yaml", StringComparison.Ordinal) && line.Contains("Bad Name", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("bad.yaml", StringComparison.Ordinal) && line.Contains("keypoints", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("worse.yaml", StringComparison.Ordinal));
        Assert.Equal($"Nothing was loaded: {lines.Length - 1} faults.", lines[^1]);
        Assert.False(Directory.Exists(_line.Data));
    }

    [Fact]
    public async Task One_conflict_undoes_the_packs_before_it()
    {
        var first = _line.Write("first.yaml", Pack);
        await CommandLine.RunAsync("import", _line.Write("start.yaml", Pack.Replace("mask", "old", StringComparison.Ordinal)), "--data", _line.Data);
        await CommandLine.RunAsync("import", _line.Write("more.yaml", Pack.Replace("key: mask", "key: new\n  formerKeys: [old]", StringComparison.Ordinal)), "--data", _line.Data);

        var outcome = await CommandLine.RunAsync(
            "import", first, _line.Write("second.yaml", Pack + "- {key: old, stem: Other?, keyPoints: [x]}\n- {key: new, stem: New?, keyPoints: [x]}\n"), "--data", _line.Data);

        Assert.Equal(
            new(1, "", $"\"p/new\" is, by a former key, the same question as another one of the pack. Give each former key to one question only.{Environment.NewLine}"),
            outcome);
        var again = await CommandLine.RunAsync("import", first, "--data", _line.Data);
        Assert.Equal($"p: 1 added, 0 revised, 0 updated, 0 unchanged, 1 retired.{Environment.NewLine}", again.Output);
    }

    [Fact]
    public async Task A_dry_run_makes_no_data_directory()
    {
        var path = _line.Write("p.yaml", Pack);

        var outcome = await CommandLine.RunAsync("import", path, "--dry-run", "--data", _line.Data);

        Assert.Equal(new(0, $"{path}: A pack, 1 questions, no fault.{Environment.NewLine}", ""), outcome);
        Assert.False(Directory.Exists(_line.Data));
    }

    [Fact]
    public async Task With_json_standard_output_is_one_document()
    {
        var loaded = await CommandLine.RunAsync("import", _line.Write("p.yaml", Pack), "--json", "--data", _line.Data);
        var faulty = await CommandLine.RunAsync("import", _line.Write("bad.yaml", "pack: p\n"), "--json", "--data", _line.Data);

        using var document = JsonDocument.Parse(loaded.Output);
        Assert.Equal("p/mask", document.RootElement.GetProperty("documents")[0].GetProperty("questions")[0].GetProperty("key").GetString());
        Assert.Equal((0, ""), (loaded.Exit, loaded.Error));
        Assert.Equal((1, ""), (faulty.Exit, faulty.Output));
    }

    [Fact]
    public async Task The_json_has_the_agreed_fields_and_nothing_else()
    {
        var path = _line.Write("full.yaml", Full);

        var outcome = await CommandLine.RunAsync("import", path, "--dry-run", "--json");

        using var json = JsonDocument.Parse(outcome.Output);
        Assert.Equal(["documents"], Names(json.RootElement));
        var document = json.RootElement.GetProperty("documents")[0];
        Assert.Equal(
            "path format confidence title sections claims questions concepts rapidFire companyEmphasis scenarios references diagrams warnings unread",
            string.Join(' ', Names(document)));
        Assert.Equal((path, "yaml", 1.0, "A pack"), (document.GetProperty("path").GetString(), document.GetProperty("format").GetString(), document.GetProperty("confidence").GetDouble(), document.GetProperty("title").GetString()));
        var question = document.GetProperty("questions")[0];
        Assert.Equal(
            "key number sectionPath parentKey title titleInferred level kind frequency origins probes shortAnswer answerBlocks keyPoints answerFramework redFlags followUps qaChain numbers weakStrong seniorStaffLens workSample answerTemplate realWorldExample bigWords furtherReading crossCutting modules lines warnings",
            string.Join(' ', Names(question)));
        Assert.Equal(
            """
            {"key":"p/mask","number":1,"sectionPath":["Attention"],"parentKey":null,"title":"What is a causal mask?","titleInferred":false,"level":"System Design","kind":"tradeoff","frequency":"very-common","origins":["A company"],"probes":["depth"],"shortAnswer":"It hides the future.","answerBlocks":[{"heading":"Why","text":"Because","items":["one"]}],"keyPoints":[{"text":"Hides the future","weight":2,"generic":true,"exemplars":{"positive":["no peeking"],"negative":["it hides padding"]}}],"answerFramework":["define"],"redFlags":[{"text":"Only padding","severity":"fatal","sort":"overclaim","generic":true,"exemplars":{"positive":["only padding"],"negative":["also padding"]}}],"followUps":[{"text":"And in production?","level":4,"type":"cost","answer":"It costs.","generic":true}],"qaChain":[{"question":"Short?","answer":"Yes."}],"numbers":["O(n^2)"],"weakStrong":[{"weak":"weak","strong":"strong"}],"seniorStaffLens":"Asks why","workSample":"Write it","answerTemplate":["in one line"],"realWorldExample":"A decoder","bigWords":[{"term":"autoregressive","text":"one by one"}],"furtherReading":["https://example.org"],"crossCutting":["Cost"],"modules":["M1"],"lines":[],"warnings":[]}
            """,
            question.GetRawText());
    }

    [Fact]
    public async Task In_the_json_what_is_absent_is_null_or_an_empty_list()
    {
        var outcome = await CommandLine.RunAsync("import", _line.Write("bare.yaml", "pack: p\ntitle: T\nquestions:\n- key: a\n  stem: What?\n"), "--dry-run", "--json");

        using var json = JsonDocument.Parse(outcome.Output);
        var document = json.RootElement.GetProperty("documents")[0];
        Assert.Equal(
            """
            {"key":"p/a","number":1,"sectionPath":[],"parentKey":null,"title":"What?","titleInferred":false,"level":null,"kind":null,"frequency":null,"origins":[],"probes":[],"shortAnswer":null,"answerBlocks":[],"keyPoints":[],"answerFramework":[],"redFlags":[],"followUps":[],"qaChain":[],"numbers":[],"weakStrong":[],"seniorStaffLens":null,"workSample":null,"answerTemplate":[],"realWorldExample":null,"bigWords":[],"furtherReading":[],"crossCutting":[],"modules":[],"lines":[],"warnings":[]}
            """,
            document.GetProperty("questions")[0].GetRawText());
        Assert.All(document.EnumerateObject().Where(field => field.Name is not ("path" or "format" or "confidence" or "title" or "questions")), field => Assert.Equal("[]", field.Value.GetRawText()));
    }

    [Fact]
    public async Task The_exemplars_beside_a_pack_are_read_with_it()
    {
        var path = _line.Write("p.yaml", Pack);
        _line.Write("p.exemplars.yaml", Exemplars);

        var dry = await CommandLine.RunAsync("import", path, "--dry-run");
        var json = await CommandLine.RunAsync("import", path, "--dry-run", "--json");

        Assert.Equal(new(0, $"{path} with p.exemplars.yaml: A pack, 1 questions, no fault.{Environment.NewLine}", ""), dry);
        using var document = JsonDocument.Parse(json.Output);
        Assert.Equal(
            """[{"text":"Hides the future","weight":1,"generic":false,"exemplars":{"positive":["no peeking"],"negative":["it hides padding"]}}]""",
            document.RootElement.GetProperty("documents")[0].GetProperty("questions")[0].GetProperty("keyPoints").GetRawText());
        Assert.Single(document.RootElement.GetProperty("documents").EnumerateArray());
    }

    [Fact]
    public async Task Exemplars_that_are_added_revise_their_question_once()
    {
        var path = _line.Write("p.yaml", Pack + "- {key: other, stem: Other?, keyPoints: [x]}\n");
        await CommandLine.RunAsync("import", path, "--data", _line.Data);
        _line.Write("p.exemplars.yaml", Exemplars);

        var first = await CommandLine.RunAsync("import", path, "--data", _line.Data);
        var second = await CommandLine.RunAsync("import", path, "--data", _line.Data);

        Assert.Equal(new(0, $"p: 0 added, 1 revised, 0 updated, 1 unchanged, 0 retired.{Environment.NewLine}", ""), first);
        Assert.Equal(new(0, $"p: 0 added, 0 revised, 0 updated, 2 unchanged, 0 retired.{Environment.NewLine}", ""), second);
    }

    [Fact]
    public async Task A_fault_of_the_exemplars_keeps_their_pack_out()
    {
        var path = _line.Write("p.yaml", Pack);
        var exemplars = _line.Write("p.exemplars.yaml", Exemplars.Replace("Hides", "Hide", StringComparison.Ordinal));

        var outcome = await CommandLine.RunAsync("import", path, "--data", _line.Data);

        Assert.Equal(
            new(
                1,
                "",
                $"""
                {exemplars}:5:16: questions[0].criteria[0].criterion: "Hide the future" is no key point or red flag of "mask". Did you mean "Hides the future", at {path}:7:5?
                Nothing was loaded: 1 fault.

                """.ReplaceLineEndings()),
            outcome);
        Assert.False(Directory.Exists(_line.Data));
    }

    [Fact]
    public async Task A_folder_stands_for_its_packs_and_exemplars_for_none()
    {
        var first = _line.Write("p.yaml", Pack);
        var exemplars = _line.Write("p.exemplars.yaml", Exemplars);
        var second = _line.Write("q.yaml", Pack.Replace("pack: p", "pack: q", StringComparison.Ordinal));
        var expected = $"{first} with p.exemplars.yaml: A pack, 1 questions, no fault.{Environment.NewLine}{second}: A pack, 1 questions, no fault.{Environment.NewLine}";

        Assert.Equal(new(0, expected, ""), await CommandLine.RunAsync("import", "--dry-run", Path.GetDirectoryName(first)!));
        Assert.Equal(new(0, expected, ""), await CommandLine.RunAsync("import", "--dry-run", exemplars, first, second));
    }

    [Fact]
    public async Task Exemplars_alone_are_no_pack_and_the_pack_to_import_is_named()
    {
        var exemplars = _line.Write("p.exemplars.yaml", Exemplars);
        var pack = Path.Combine(Path.GetDirectoryName(exemplars)!, "p.yaml");

        var lonely = await CommandLine.RunAsync("import", exemplars, "--data", _line.Data);
        var folder = await CommandLine.RunAsync("import", Path.GetDirectoryName(exemplars)!, "--data", _line.Data);
        _line.Write("p.yaml", Pack);
        var alone = await CommandLine.RunAsync("import", exemplars, "--data", _line.Data);

        Assert.Equal(new(1, "", $"{exemplars} holds the exemplars of a pack, and there is no pack {pack} beside it. Put it there, and import that.{Environment.NewLine}"), lonely);
        Assert.Equal(
            new(1, "", $"{exemplars}:1:1: The pack of these exemplars is missing: {pack}. Put it there, or take this file away.{Environment.NewLine}Nothing was loaded: 1 fault.{Environment.NewLine}"),
            folder);
        Assert.Equal(new(1, "", $"{exemplars} holds the exemplars of a pack, and is no pack. Import the pack: {pack}. Its exemplars are read with it.{Environment.NewLine}"), alone);
        Assert.False(Directory.Exists(_line.Data));
    }

    [Fact]
    public async Task A_folder_without_packs_is_named()
    {
        var folder = _line.Folder("empty");

        Assert.Equal(new(1, "", $"{folder}: there is no pack in this folder. A pack's name ends in .yaml.{Environment.NewLine}"), await CommandLine.RunAsync("import", folder, "--data", _line.Data));
    }

    [Fact]
    public async Task A_pack_can_be_imported_beside_a_running_bot()
    {
        await CommandLine.RunAsync("migrate", "--data", _line.Data);
        using var held = new DataDirectory(_line.Data).Hold();

        var outcome = await CommandLine.RunAsync("import", _line.Write("p.yaml", Pack), "--data", _line.Data);

        Assert.Equal(new(0, $"p: 1 added, 0 revised, 0 updated, 0 unchanged, 0 retired.{Environment.NewLine}", ""), outcome);
    }

    [Fact]
    public async Task A_pack_cannot_be_imported_beside_a_running_bot_when_the_schema_would_have_to_change()
    {
        _line.FillWithEarlierSchema();
        using var held = new DataDirectory(_line.Data).Hold();

        var outcome = await CommandLine.RunAsync("import", _line.Write("p.yaml", Pack), "--data", _line.Data);

        Assert.Equal(
            new(1, "", $"Another Redflag is using {_line.Data}. Stop it first, or give this one another directory with --data DIR.{Environment.NewLine}"),
            outcome);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named()
    {
        var missing = Path.Combine(_line.Data, "p.yaml");

        Assert.Equal(new(1, "", $"{missing}: there is no such file.{Environment.NewLine}"), await CommandLine.RunAsync("import", missing, "--data", _line.Data));
    }

    [Fact]
    public async Task A_name_that_the_pack_does_not_have_is_refused()
    {
        var path = _line.Write("p.yaml", Pack);

        Assert.Equal(
            new(1, "", $"{path} names its pack \"p\", not \"q\". Leave --pack out, or change the file.{Environment.NewLine}"),
            await CommandLine.RunAsync("import", path, "--pack", "q", "--data", _line.Data));
        Assert.False(Directory.Exists(_line.Data));
    }

    private const string Full =
        """
        pack: p
        title: A pack
        questions:
        - key: mask
          stem: What is a causal mask?
          sectionPath: [Attention]
          level: System Design
          kind: tradeoff
          frequency: very-common
          origins: [A company]
          probes: [depth]
          shortAnswer: It hides the future.
          answerBlocks: [{heading: Why, text: Because, items: [one]}]
          keyPoints: [{text: Hides the future, weight: 2, generic: true, exemplars: {positive: [no peeking], negative: [it hides padding]}}]
          answerFramework: [define]
          redFlags: [{text: Only padding, severity: fatal, sort: overclaim, generic: true, exemplars: {positive: [only padding], negative: [also padding]}}]
          followUps: [{text: "And in production?", level: 4, type: cost, answer: It costs., generic: true}]
          qaChain: [{question: "Short?", answer: "Yes."}]
          numbers: ["O(n^2)"]
          weakStrong: [{weak: weak, strong: strong}]
          seniorStaffLens: Asks why
          workSample: Write it
          answerTemplate: [in one line]
          realWorldExample: A decoder
          bigWords: [{term: autoregressive, text: one by one}]
          furtherReading: ["https://example.org"]
          crossCutting: [Cost]
          modules: [M1]

        """;

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(field => field.Name);
}
