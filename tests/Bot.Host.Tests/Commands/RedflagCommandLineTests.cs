using Bot.Core.Storage;

namespace Bot.Host.Tests.Commands;

public sealed class RedflagCommandLineTests : IDisposable
{
    private readonly CommandLine _line = new();

    public void Dispose() => _line.Dispose();

    [Theory]
    [InlineData("improt", "'improt' was not matched. Did you mean one of the following?", "import")]
    [InlineData("migrat", "'migrat' was not matched. Did you mean one of the following?", "migrate")]
    public async Task A_misspelt_word_is_answered_with_the_nearest_one(string arguments, string expected, string nearest)
    {
        var outcome = await CommandLine.RunAsync([.. arguments.Split(' '), "--data", _line.Data]);

        Assert.Equal((1, ""), (outcome.Exit, outcome.Output));
        Assert.StartsWith(expected + Environment.NewLine + nearest + Environment.NewLine, outcome.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_line.Data));
    }

    [Theory]
    [InlineData("check --verbose", "Unrecognized command or argument '--verbose'.")]
    [InlineData("import", "Required argument 'PATH' missing for command: 'import'.")]
    [InlineData("import p.yaml --format docx", "Argument 'docx' not recognized. Must be one of:")]
    [InlineData("import --dryrun p.yaml", "There is no option --dryrun. Did you mean --dry-run?")]
    [InlineData("xyzzy", "Unrecognized command or argument 'xyzzy'.")]
    public async Task A_command_line_that_cannot_be_understood_says_why_on_standard_error(string arguments, string expected)
    {
        var outcome = await CommandLine.RunAsync([.. arguments.Split(' '), "--data", _line.Data]);

        Assert.Equal((1, ""), (outcome.Exit, outcome.Output));
        Assert.Contains(expected, outcome.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_line.Data));
    }

    [Fact]
    public async Task Help_names_every_command_on_standard_output()
    {
        var outcome = await CommandLine.RunAsync("--help");

        Assert.Equal((0, ""), (outcome.Exit, outcome.Error));
        Assert.All(["serve", "check", "migrate", "import", "export", "backup", "restore", "grade", "model", "schedule"], command => Assert.Contains($"  {command} ", outcome.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_fault_of_ours_ends_in_exit_code_2_and_says_that_it_is_ours()
    {
        using var broken = new BrokenReader();

        var outcome = await CommandLine.RunAsync(broken, "grade");

        Assert.Equal((2, ""), (outcome.Exit, outcome.Output));
        Assert.Contains("Redflag failed, and it is not your fault: System.InvalidOperationException: The reader broke.", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrating_says_how_many_steps_it_took_and_then_that_there_is_nothing_to_do()
    {
        _line.FillWithEarlierSchema();
        var all = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "migrations", "sqlite")).Length;

        Assert.Equal(new(0, $"{_line.Database} took {all - 1} migrations.{Environment.NewLine}", ""), await CommandLine.RunAsync("migrate", "--data", _line.Data));
        Assert.Equal(new(0, $"{_line.Database} is up to date.{Environment.NewLine}", ""), await CommandLine.RunAsync("migrate", "--data", _line.Data));
    }

    [Fact]
    public async Task Migrating_beside_a_running_bot_is_refused_even_when_there_is_nothing_to_do()
    {
        await CommandLine.RunAsync("migrate", "--data", _line.Data);
        using var held = new DataDirectory(_line.Data).Hold();

        Assert.Equal(
            new(1, "", $"Another Redflag is using {_line.Data}. Stop it first, or give this one another directory with --data DIR.{Environment.NewLine}"),
            await CommandLine.RunAsync("migrate", "--data", _line.Data));
    }

    [Theory]
    [InlineData("migrate")]
    [InlineData("check")]
    [InlineData("serve")]
    public async Task A_database_of_another_program_is_refused_by_every_command(string command)
    {
        Directory.CreateDirectory(_line.Data);
        await File.WriteAllTextAsync(_line.Database, string.Concat(Enumerable.Repeat("Dear diary. ", 200)), TestContext.Current.CancellationToken);

        var outcome = await CommandLine.RunAsync(command, "--data", _line.Data);

        Assert.Equal(1, outcome.Exit);
        Assert.Contains($"{_line.Database} is no SQLite database. Move it away, or choose another directory with --data DIR.", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_says_once_that_a_data_directory_cannot_be_made()
    {
        Directory.CreateDirectory(_line.Data);
        var file = Path.Combine(_line.Data, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);

        var outcome = await CommandLine.RunAsync("check", "--data", Path.Combine(file, "data"));

        Assert.Equal(1, outcome.Exit);

        // Whether the page's port is free on this machine is another matter.
        Assert.Single(outcome.Error.Split(Environment.NewLine), line => line.Contains("data directory", StringComparison.Ordinal));
    }

    /// <summary>Standard input that fails in a way nobody foresaw.</summary>
    private sealed class BrokenReader : TextReader
    {
        public override int Read(char[] buffer, int index, int count) => throw new InvalidOperationException("The reader broke.");

        public override ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("The reader broke.");
    }
}
