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
}
