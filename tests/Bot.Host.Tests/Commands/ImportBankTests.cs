using System.Text.Json;

namespace Bot.Host.Tests.Commands;

public sealed class ImportBankTests : IDisposable
{
    private const string Bank =
        """
        Index Questions

        Trees

        Q: "What does a B-tree index cost?"
        Tags: senior · very-common · tradeoff · source: heard twice
        Answer outline: - Each write touches the index, too. - It takes space. - Numbers to drop: "about 1.3x the space"
        Common follow-ups: - "When is it not used?"
        Traps: - Saying "indexes are free".
        Related cross-cutting: Cost Related module: db/01/

        """;

    private const string Bare = "What is a page?\nWhy is it 4 KB?\n";

    private readonly CommandLine _line = new();

    public void Dispose() => _line.Dispose();

    [Fact]
    public async Task A_bank_is_recognised_loaded_once_and_named_after_its_file()
    {
        var path = _line.Write("Index Bank.txt", Bank);

        var first = await CommandLine.RunAsync("import", path, "--data", _line.Data);
        var second = await CommandLine.RunAsync("import", path, "--data", _line.Data);

        Assert.Equal(
            new(0, $"{path}: Index Questions, 1 question, read as outline-bank (100 % sure).{Environment.NewLine}index-bank: 1 added, 0 revised, 0 updated, 0 unchanged, 0 retired.{Environment.NewLine}", ""),
            first);
        Assert.EndsWith($"index-bank: 0 added, 0 revised, 0 updated, 1 unchanged, 0 retired.{Environment.NewLine}", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_json_of_a_bank_has_the_agreed_fields()
    {
        var path = _line.Write("b.txt", Bank);

        var outcome = await CommandLine.RunAsync("import", path, "--dry-run", "--json", "--pack", "trees");

        using var json = JsonDocument.Parse(outcome.Output);
        var document = json.RootElement.GetProperty("documents")[0];
        Assert.Equal(
            "path format confidence title sections claims questions concepts rapidFire companyEmphasis scenarios references diagrams warnings unread",
            string.Join(' ', document.EnumerateObject().Select(field => field.Name)));
        Assert.Equal(
            """
            {"key":"trees/what-does-a-b-tree-index-cost","number":1,"sectionPath":["Trees"],"parentKey":null,"title":"What does a B-tree index cost?","titleInferred":false,"level":"senior","kind":"tradeoff","frequency":"very-common","origins":["heard twice"],"probes":[],"shortAnswer":null,"answerBlocks":[],"keyPoints":[{"text":"Each write touches the index, too.","weight":1,"generic":false,"exemplars":{"positive":[],"negative":[]}},{"text":"It takes space.","weight":1,"generic":false,"exemplars":{"positive":[],"negative":[]}}],"answerFramework":[],"redFlags":[{"text":"Saying \"indexes are free\".","severity":"major","sort":null,"generic":false,"exemplars":{"positive":[],"negative":[]}}],"followUps":[{"text":"When is it not used?","level":null,"type":null,"answer":null,"generic":false}],"qaChain":[],"numbers":["about 1.3x the space"],"weakStrong":[],"seniorStaffLens":null,"workSample":null,"answerTemplate":[],"realWorldExample":null,"bigWords":[],"furtherReading":[],"crossCutting":["Cost"],"modules":["db/01/"],"lines":[[5,10]],"warnings":[]}
            """,
            document.GetProperty("questions")[0].GetRawText());
        Assert.False(Directory.Exists(_line.Data));
    }

    [Fact]
    public async Task Claims_warnings_and_unread_lines_are_in_the_json_and_in_the_report()
    {
        var path = _line.Write("set.csv", "question,answer\n,lost\nWhy?,Because of the \"thing\n");

        var json = await CommandLine.RunAsync("import", path, "--dry-run", "--json");
        var text = await CommandLine.RunAsync("import", path, "--dry-run");

        using var document = JsonDocument.Parse(json.Output);
        var read = document.RootElement.GetProperty("documents")[0];
        Assert.Equal("""[{"from":2,"to":2}]""", read.GetProperty("unread").GetRawText());
        Assert.Equal("""{"line":2,"code":"no-question","message":"The row has no question in it and was not read."}""", read.GetProperty("warnings")[0].GetRawText());
        Assert.Contains("Not read: lines 2.", text.Output, StringComparison.Ordinal);
        Assert.Contains($"{path}:2: no-question: The row has no question in it and was not read.", text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_loading_the_json_has_the_keys_under_which_questions_are_stored()
    {
        await CommandLine.RunAsync("import", _line.Write("b.txt", Bank), "--data", _line.Data);

        var again = await CommandLine.RunAsync("import", _line.Write("b.txt", Bank.Replace("What does a B-tree index cost?", "The price of an index?", StringComparison.Ordinal)), "--json", "--data", _line.Data);

        using var json = JsonDocument.Parse(again.Output);
        var question = json.RootElement.GetProperty("documents")[0].GetProperty("questions")[0];
        Assert.Equal(("b/what-does-a-b-tree-index-cost", "The price of an index?"), (question.GetProperty("key").GetString(), question.GetProperty("title").GetString()));
    }

    [Fact]
    public async Task Proposals_score_nothing_until_they_are_accepted_and_stay_accepted()
    {
        var path = _line.Write("p.md", "# Pages\n\n## What is a page?\n\nA page is a piece of memory of a fixed size. The hardware maps it as a whole to a frame.\n\n## Why is it small?\n\nA small page wastes less memory at its end. A large one needs fewer entries in the tables.\n");

        var plain = await CommandLine.RunAsync("import", path, "--data", _line.Data);
        var accepted = await CommandLine.RunAsync("import", path, "--accept-proposals", "--data", _line.Data);
        var again = await CommandLine.RunAsync("import", path, "--data", _line.Data);

        Assert.Contains("p: 2 added, 0 revised", plain.Output, StringComparison.Ordinal);
        Assert.Contains("p: 0 added, 2 revised", accepted.Output, StringComparison.Ordinal);
        Assert.Contains("p: 0 added, 0 revised, 0 updated, 2 unchanged", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_keeps_all_out_and_says_why()
    {
        var good = _line.Write("good.txt", Bare);
        var bad = _line.Write("bad.txt", "Dear all, bring cake.");

        var outcome = await CommandLine.RunAsync("import", good, bad, "--data", _line.Data);

        Assert.Equal((1, ""), (outcome.Exit, outcome.Output));
        Assert.StartsWith($"{bad}: This looks like no bank that Redflag knows", outcome.Error, StringComparison.Ordinal);
        Assert.EndsWith($"Nothing was loaded: 1 fault.{Environment.NewLine}", outcome.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_line.Data));
    }

    [Fact]
    public async Task A_format_can_be_chosen_and_a_wrong_one_is_named()
    {
        var path = _line.Write("a.txt", Bare);

        var chosen = await CommandLine.RunAsync("import", path, "--format", "markdown", "--dry-run");
        var wrong = await CommandLine.RunAsync("import", path, "--format", "word", "--dry-run");

        Assert.Contains("2 questions, read as markdown (100 % sure).", chosen.Output, StringComparison.Ordinal);
        Assert.Equal(1, wrong.Exit);
        Assert.Contains("word", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_banks_do_not_become_one_pack_by_accident()
    {
        var outcome = await CommandLine.RunAsync("import", _line.Write("a.txt", Bare), _line.Write("b.txt", Bank), "--pack", "mine", "--data", _line.Data);

        Assert.Equal(1, outcome.Exit);
        Assert.StartsWith("Two of the files would become the pack \"mine\"", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pack_s_name_has_to_be_one()
    {
        var outcome = await CommandLine.RunAsync("import", _line.Write("a.txt", Bare), "--pack", "My Pack", "--dry-run");

        Assert.Equal(new(1, "", $"\"My Pack\" is no name of a pack. Use a-z, 0-9 and hyphens, at most 64 characters, the first no hyphen.{Environment.NewLine}"), outcome);
    }
}
