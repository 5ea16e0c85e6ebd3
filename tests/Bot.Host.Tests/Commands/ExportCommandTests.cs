namespace Bot.Host.Tests.Commands;

public sealed class ExportCommandTests : IDisposable
{
    private readonly CommandLine _line = new();

    private string File => Path.Combine(Path.GetDirectoryName(_line.Data)!, "exported.yaml");

    public void Dispose() => _line.Dispose();

    [Fact]
    public async Task The_pack_that_comes_with_the_program_is_imported_from_its_export_without_a_change()
    {
        await CommandLine.RunAsync("import", CommandLine.BundledPack, "--data", _line.Data);

        var exported = await CommandLine.RunAsync("export", "--pack", "llm-foundations", "--format", "yaml", "--out", File, "--data", _line.Data);
        var again = await CommandLine.RunAsync("import", File, "--data", _line.Data);

        Assert.Equal((0, ""), (exported.Exit, exported.Error));
        Assert.Matches($@"\A{File}: .+, \d+ questions\.\r?\n\z", exported.Output);
        Assert.Matches(@"\Allm-foundations: 0 added, 0 revised, 0 updated, \d+ unchanged, 0 retired\.\r?\n\z", again.Output);
    }

    [Fact]
    public async Task Exemplars_are_exported_inside_the_pack()
    {
        await CommandLine.RunAsync("import", CommandLine.BundledPack, "--data", _line.Data);
        await CommandLine.RunAsync("export", "--pack", "llm-foundations", "--out", File, "--data", _line.Data);

        var bundled = await CommandLine.RunAsync("import", CommandLine.BundledPack, "--dry-run", "--json");
        var exported = await CommandLine.RunAsync("import", File, "--dry-run", "--json");

        Assert.Contains("\"exemplars\":{\"positive\":[\"", exported.Output, StringComparison.Ordinal);
        Assert.Equal(bundled.Output.Replace(CommandLine.BundledPack, File, StringComparison.Ordinal), exported.Output);
    }

    [Fact]
    public async Task A_pack_is_not_exported_to_where_it_could_not_be_imported_again()
    {
        await CommandLine.RunAsync("import", CommandLine.BundledPack, "--data", _line.Data);
        var exemplars = _line.Write("exported.exemplars.yaml", "exemplarsOf: llm-foundations\n");

        var beside = await CommandLine.RunAsync("export", "--pack", "llm-foundations", "--out", File, "--force", "--data", _line.Data);
        var over = await CommandLine.RunAsync("export", "--pack", "llm-foundations", "--out", exemplars, "--force", "--data", _line.Data);

        Assert.Equal(new(1, "", $"Beside {File} lies {exemplars}, which would be read with it, and the exported pack has its exemplars in itself. Name another file.{Environment.NewLine}"), beside);
        Assert.Equal(new(1, "", $"{exemplars} is the name of a file of exemplars. Name another file for the pack.{Environment.NewLine}"), over);
        Assert.False(System.IO.File.Exists(File));
    }

    [Theory]
    [InlineData("csv", "exported.csv")]
    [InlineData("markdown", "exported.md")]
    [InlineData("anki", "exported.apkg")]
    public async Task In_each_form_the_pack_comes_back_without_a_revision(string format, string name)
    {
        await CommandLine.RunAsync("import", CommandLine.BundledPack, "--data", _line.Data);
        var path = Path.Combine(Path.GetDirectoryName(_line.Data)!, name);

        var exported = await CommandLine.RunAsync("export", "--pack", "llm-foundations", "--format", format, "--out", path, "--data", _line.Data);
        var again = await CommandLine.RunAsync("import", path, "--pack", "llm-foundations", "--data", _line.Data);

        Assert.Equal((0, ""), (exported.Exit, exported.Error));
        Assert.Equal((0, ""), (again.Exit, again.Error));
        Assert.Contains($"read as {format} (100 % sure).", again.Output, StringComparison.Ordinal);
        Assert.Matches(@"\nllm-foundations: 0 added, 0 revised, 0 updated, \d+ unchanged, 0 retired\.\r?\n\z", again.Output);
    }

    [Fact]
    public async Task A_pack_that_there_is_not_is_answered_with_those_that_there_are()
    {
        await CommandLine.RunAsync("import", CommandLine.BundledPack, "--data", _line.Data);

        var outcome = await CommandLine.RunAsync("export", "--pack", "LLM", "--out", File, "--data", _line.Data);

        Assert.Equal(new(1, "", $"There is no pack \"LLM\". There are: llm-foundations.{Environment.NewLine}"), outcome);
    }

    [Fact]
    public async Task A_file_that_is_there_is_left_alone_unless_it_is_to_be_replaced()
    {
        await CommandLine.RunAsync("import", CommandLine.BundledPack, "--data", _line.Data);
        var mine = _line.Write("exported.yaml", "mine");

        var outcome = await CommandLine.RunAsync("export", "--pack", "llm-foundations", "--out", mine, "--data", _line.Data);
        Assert.Equal(new(1, "", $"{mine} is there already. Name another file, or replace it with --force.{Environment.NewLine}"), outcome);
        Assert.Equal("mine", await System.IO.File.ReadAllTextAsync(mine, TestContext.Current.CancellationToken));
        Assert.Equal(0, (await CommandLine.RunAsync("export", "--pack", "llm-foundations", "--out", mine, "--force", "--data", _line.Data)).Exit);
    }
}
