namespace Bot.Host.Tests.Commands;

public sealed class BankCommandTests : IDisposable
{
    private readonly CommandLine _line = new();

    public void Dispose() => _line.Dispose();

    [Fact]
    public async Task Duplicates_are_proposed_across_packs()
    {
        await CommandLine.RunAsync("import", _line.Write("a.md", "## How does a B-tree index speed up range queries?\n\nIt keeps keys in order.\n\n## Why is a seek slow?\n\nAn arm moves.\n"), "--data", _line.Data);
        await CommandLine.RunAsync("import", _line.Write("b.md", "## Explain how B-tree indexes speed up a range query?\n\nKeys are in order.\n\n## What is a subnet?\n\nA prefix.\n"), "--data", _line.Data);

        var json = await CommandLine.RunAsync("bank", "duplicates", "--json", "--data", _line.Data);
        var alone = await CommandLine.RunAsync("bank", "duplicates", "--pack", "a", "--data", _line.Data);

        Assert.Equal(
            new(0, """{"groups":[{"keys":["a/how-does-a-b-tree-index-speed-up-range-queries","b/explain-how-b-tree-indexes-speed-up-a-range-query"],"kind":"same","score":1}]}""" + Environment.NewLine, ""),
            json);
        Assert.Equal(new(0, $"No two questions seem to ask the same.{Environment.NewLine}", ""), alone);
    }

    [Fact]
    public async Task Two_questions_are_merged_stay_so_when_imported_again_and_are_parted()
    {
        var a = _line.Write("a.md", "## How does a B-tree index speed up range queries?\n\n- **Key points:**\n  - it keeps keys in order\n\n## Why is a seek slow?\n\nAn arm moves.\n");
        var b = _line.Write("b.md", "## Explain how B-tree indexes speed up a range query?\n\n- **Key points:**\n  - leaves are linked to their neighbours\n");
        await CommandLine.RunAsync("import", a, b, "--data", _line.Data);
        const string Kept = "a/how-does-a-b-tree-index-speed-up-range-queries";
        const string Other = "b/explain-how-b-tree-indexes-speed-up-a-range-query";
        Task<CommandLine.Outcome> Bank(params string[] words) => CommandLine.RunAsync(["bank", .. words, "--data", _line.Data]);

        Assert.Equal(
            new(0, $"Would add to {Kept} what {Other} adds, and not ask {Other} any more. Nothing is done yet: add --yes.{Environment.NewLine}", ""),
            await Bank("merge", Kept, Other));
        Assert.Equal(
            new(0, $"{Kept} has what {Other} adds. {Other} is not asked any more; its answers stay. Take it back with: redflag bank unmerge {Kept} {Other}{Environment.NewLine}", ""),
            await Bank("merge", Kept, Other, "--yes"));
        Assert.Equal(new(0, """{"groups":[]}""" + Environment.NewLine, ""), await Bank("duplicates", "--json"));
        Assert.Equal(new(1, "", $"{Kept} or {Other} was merged before, or was retired.{Environment.NewLine}"), await Bank("merge", Kept, Other, "--yes"));

        await CommandLine.RunAsync("import", a, "--data", _line.Data);
        Assert.Contains("leaves are linked to their neighbours", (await ExportAsync("a")), StringComparison.Ordinal);

        Assert.Equal(new(0, $"Taken back: both are asked, and may be proposed again.{Environment.NewLine}", ""), await Bank("unmerge", Kept, Other));
        Assert.DoesNotContain("leaves are linked to their neighbours", (await ExportAsync("a")), StringComparison.Ordinal);
        Assert.Equal(new(1, "", $"Nobody decided anything about {Kept} and {Other}.{Environment.NewLine}"), await Bank("unmerge", Kept, Other));

        Assert.Equal(new(0, $"{Kept} and {Other} are both asked, and not proposed again.{Environment.NewLine}", ""), await Bank("apart", Kept, Other));
        Assert.Equal(new(0, $"No two questions seem to ask the same.{Environment.NewLine}", ""), await Bank("duplicates"));
        Assert.Equal(
            new(1, "", $"There is no question \"a/none\". A key looks like our-guide/what-is-a-token; bank duplicates names those that seem to ask the same.{Environment.NewLine}"),
            await Bank("apart", "a/none", Other));
        Assert.Equal(new(1, "", $"Name two different questions.{Environment.NewLine}"), await Bank("apart", Other, Other));
    }

    [Fact]
    public async Task Statistics_count_by_section_level_and_kind()
    {
        await CommandLine.RunAsync("import", _line.Write("p.csv", "question,answer,topic,difficulty,type\nWhy?,Because,One,easy,debug\nHow?,,Two,,\n"), "--data", _line.Data);

        var outcome = await CommandLine.RunAsync("bank", "stats", "--data", _line.Data);

        Assert.Equal(
            new(
                0,
                """
                p: 2 questions, 1 with something to judge an answer by
                  sections: One 1, Two 1
                  levels: core 1, none 1
                  kinds: debug 1, none 1

                """.ReplaceLineEndings(),
                ""),
            outcome);
    }

    [Fact]
    public async Task Lint_names_what_an_author_should_look_at()
    {
        await CommandLine.RunAsync("import", _line.Write("p.csv", "question,answer\nWhy?,Because\nHow?,\n"), "--data", _line.Data);

        var outcome = await CommandLine.RunAsync("bank", "lint", "--data", _line.Data);

        Assert.Equal(
            new(
                0,
                """
                p: no-references: 2 of 2 questions say nowhere what their facts come from; name the pack's sources, or further reading.
                p/why: no-red-flag: There is no red flag of its own.
                p/why: few-exemplars: 1 of 1 key points have fewer than 4 exemplars of each sort.
                p/how: no-rubric: There is nothing to judge an answer by.

                """.ReplaceLineEndings(),
                ""),
            outcome);
    }

    [Fact]
    public async Task A_pack_that_there_is_not_is_named()
    {
        var outcome = await CommandLine.RunAsync("bank", "lint", "--pack", "x", "--data", _line.Data);

        Assert.Equal(new(1, "", $"There is no pack \"x\". No pack was imported yet.{Environment.NewLine}"), outcome);
    }

    private async Task<string> ExportAsync(string pack)
    {
        var path = Path.Combine(_line.Data, $"{pack}.out.yaml");
        await CommandLine.RunAsync("export", "--pack", pack, "--out", path, "--data", _line.Data);
        var text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        File.Delete(path);
        return text;
    }
}
