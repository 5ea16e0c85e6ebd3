using System.Text.Json.Nodes;

namespace Bot.Host.Tests.Commands;

public sealed class BackupCommandTests : IDisposable
{
    private readonly CommandLine _line = new();

    private string Backup => Path.Combine(Path.GetDirectoryName(_line.Data)!, "backup.zip");

    public void Dispose() => _line.Dispose();

    [Fact]
    public async Task A_backup_is_made_while_the_bot_runs_and_restored_when_it_does_not()
    {
        using (var bot = await _line.ServeAsync(new Dictionary<string, string> { ["REDFLAG__LocalChat__Port"] = "0" }))
        {
            var saved = await CommandLine.RunAsync("backup", "--out", Backup, "--data", _line.Data);

            Assert.Equal((0, ""), (saved.Exit, saved.Error));
            Assert.Matches($@"\A{Backup}: [\d,]+ bytes, [\d,]+ rows\.\r?\n\z", saved.Output);
            var refused = await CommandLine.RunAsync("restore", Backup, "--data", _line.Data);
            Assert.Equal(
                new(1, "", $"Another Redflag is using {_line.Data}. Stop it first, or give this one another directory with --data DIR.{Environment.NewLine}"),
                refused);
            bot.Kill();
            await bot.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var restored = await CommandLine.RunAsync("restore", Backup, "--data", _line.Data);

        Assert.Equal((0, ""), (restored.Exit, restored.Error));
        var lines = restored.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Matches($@"\ARestored {Backup}, made on 2026-09-21 07:30 \(UTC\), into {_line.Data}: [\d,]+ rows\.\z", lines[0]);
        Assert.Equal($"What was there before is kept in {Path.Combine(_line.Data, "before-restore-20260921-073015")}.", lines[1]);
        Assert.Equal(0, (await CommandLine.RunAsync("migrate", "--data", _line.Data)).Exit);
    }

    [Fact]
    public async Task As_json_they_say_the_same()
    {
        await CommandLine.RunAsync("migrate", "--data", _line.Data);

        var saved = JsonNode.Parse((await CommandLine.RunAsync("backup", "--out", Backup, "--json", "--data", _line.Data)).Output)!;
        var restored = JsonNode.Parse((await CommandLine.RunAsync("restore", Backup, "--json", "--data", _line.Data)).Output)!;

        Assert.Equal((Backup, new FileInfo(Backup).Length), ((string)saved["path"]!, (long)saved["bytes"]!));
        Assert.Equal((string)saved["createdAt"]!, (string)restored["createdAt"]!);
        Assert.Equal((_line.Data, (long)saved["rows"]!), ((string)restored["directory"]!, (long)restored["rows"]!));
    }

    [Fact]
    public async Task What_is_no_backup_is_refused_with_exit_code_1()
    {
        var letter = _line.Write("letter.txt", "Dear bot,");

        var outcome = await CommandLine.RunAsync("restore", letter, "--data", _line.Data);

        Assert.Equal((1, ""), (outcome.Exit, outcome.Output));
        Assert.StartsWith($"{letter} cannot be restored: it is no backup of Redflag, or not a whole one", outcome.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_line.Database));
    }

    [Fact]
    public async Task A_directory_without_a_database_is_not_backed_up()
    {
        var outcome = await CommandLine.RunAsync("backup", "--data", _line.Data);

        Assert.Equal(
            new(1, "", $"There is nothing to back up: {_line.Database} does not exist. Name another directory with --data DIR.{Environment.NewLine}"), outcome);
    }
}
