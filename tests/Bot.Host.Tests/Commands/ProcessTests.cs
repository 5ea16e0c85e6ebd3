using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using Bot.Core.Storage;

namespace Bot.Host.Tests.Commands;

/// <summary>The program as a process of its own, started from a folder that is not its own.</summary>
public sealed class ProcessTests : IDisposable
{
    private static readonly Dictionary<string, string> Nothing = [];

    private readonly CommandLine _line = new();

    public void Dispose() => _line.Dispose();

    [Fact]
    public async Task Settings_packs_and_migrations_are_found_whatever_the_current_directory()
    {
        var outcome = await _line.RunProcessAsync(Nothing, "import", CommandLine.BundledPack, "--data", _line.Data);

        Assert.Equal((0, ""), (outcome.Exit, outcome.Error));
        Assert.StartsWith("llm-foundations: ", outcome.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(_line.Database));
    }

    [Fact]
    public async Task With_right_settings_a_check_says_what_is_on_and_what_is_off()
    {
        var outcome = await _line.RunProcessAsync(new Dictionary<string, string> { ["REDFLAG__LocalChat__Port"] = "0" }, "check", "--data", _line.Data);

        Assert.Equal((0, ""), (outcome.Exit, outcome.Error));
        Assert.Matches(
            $"""
            \ALocal chat page: on, because no token of another platform is set
            Discord: off, because Discord:Token is not set
            Slack: off, because Slack:BotToken is not set
            Grader: lexical@1, the simple baseline that compares words, as Inference:Model says
            Health: on, /healthz and /readyz on the page's port
            Metrics: off, because neither Telemetry:Prometheus nor OTEL_EXPORTER_OTLP_ENDPOINT is set
            Data directory: {_line.Data} can be written, [\d,]+ MB free, in use by nobody
            Database: {_line.Database} is up to date
            Page's port: any that is free
            Time zones: TZDB: .+, \d+ zones; the machine's own .+
            Packs: \d+ comes? with the program, \d+ questions
            Grader's trial: it judged a sample
            All settings are right.
            \z
            """.ReplaceLineEndings("\r?\n"),
            outcome.Output);
    }

    [Fact]
    public async Task Beside_a_running_bot_a_check_says_who_has_the_directory_and_its_port()
    {
        var port = FreePort();
        var settings = new Dictionary<string, string> { ["REDFLAG__LocalChat__Port"] = port, ["REDFLAG__Telemetry__Prometheus"] = "true" };
        using var bot = await _line.ServeAsync(settings);

        var outcome = await _line.RunProcessAsync(settings, "check", "--json", "--data", _line.Data);

        bot.Kill();
        var found = JsonNode.Parse(outcome.Output)!;
        Assert.Equal((0, "", true), (outcome.Exit, outcome.Error, (bool)found["ok"]!));
        var checks = found["checks"]!.AsArray().ToDictionary(check => (string)check!["name"]!, check => $"{check!["state"]}: {check["detail"]}");
        Assert.EndsWith($"in use by process {bot.Id}", checks["Data directory"], StringComparison.Ordinal);
        Assert.Equal($"right: 127.0.0.1, port {port}, is in use, as it is when the bot runs", checks["Page's port"]);
        Assert.Equal("on: on, /metrics beside /healthz", checks["Metrics"]);
    }

    [Fact]
    public async Task A_port_that_another_program_has_is_found_before_the_start()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var outcome = await _line.RunProcessAsync(
            new Dictionary<string, string> { ["REDFLAG__LocalChat__Enabled"] = "false", ["REDFLAG__Health__Port"] = $"{port}" }, "check", "--data", _line.Data);

        Assert.Equal(
            (1, $"Wrong: Port {port} is taken by another program. Choose another: set Health:Port in appsettings.json, or REDFLAG__Health__Port={port + 1} in the environment.{Environment.NewLine}"),
            (outcome.Exit, outcome.Error));
        Assert.Contains($"Health: on, /healthz and /readyz on port {port}, as Health:Port says", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LocalChat__Port", "99999", "LocalChat: Port: The field LocalChatOptions.Port must be between 0 and 65535.")]
    [InlineData("LocalChat__Port", "abc", "LocalChat:Port is \"abc\", which is no whole number, such as 5080.")]
    [InlineData("LocalChat__Enabled", "maybe", "LocalChat:Enabled is \"maybe\", which is neither true nor false.")]
    [InlineData("LocalChat__Address", "0.0.0.0", "LocalChat:Address is '0.0.0.0', which can be reached from other machines. Leave it out, or set LocalChat:AllowRemote to true if that is what you want.")]
    [InlineData("Scoring__StrongFrom", "30", "Scoring: StrongFrom (30) has to lie above MixedFrom (40).")]
    [InlineData("Drills__DailyGrace", "soon", "Drills:DailyGrace is \"soon\", which is no time span, such as 02:00:00 for two hours.")]
    [InlineData("Inference__Model", " ", "Inference:Model is blank. Name a model that \"redflag model list\" shows, or leave the setting out.")]
    [InlineData("Inference__Model", "gpt", "gpt is missing. Install the model there, or set Inference:Model to one that \"redflag model list\" shows. Until then lexical@1, the simple baseline that compares words, judges")]
    [InlineData("Inference__Device", "tpu", "Inference:Device is \"tpu\", which is none of auto, cpu, cuda.")]
    [InlineData("Logging__Format", "xml", "Logging:Format is \"xml\", which is neither text nor json.")]
    [InlineData("Health__Address", "0.0.0.0", "Health:Address is '0.0.0.0', which can be reached from other machines. Leave it out, or set Health:AllowRemote to true if that is what you want.")]
    [InlineData("LocalChat__Prot", "1", "there is no setting LocalChat:Prot. Did you mean LocalChat:Port?")]
    [InlineData("Drills__DailyGrase", "1", "there is no setting Drills:DailyGrase. Did you mean Drills:DailyGrace?")]
    public async Task A_wrong_setting_is_explained(string name, string value, string expected)
    {
        var outcome = await _line.RunProcessAsync(
            new Dictionary<string, string> { ["REDFLAG__LocalChat__Port"] = "0", [$"REDFLAG__{name}"] = value }, "check", "--data", _line.Data);

        Assert.Equal(1, outcome.Exit);
        var fault = Assert.Single(outcome.Error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("Wrong: ", fault, StringComparison.Ordinal);
        Assert.Contains(expected, fault, StringComparison.Ordinal);
        Assert.DoesNotContain("All settings are right.", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_wrong_settings_are_all_explained()
    {
        var settings = new Dictionary<string, string>
        {
            ["REDFLAG__LocalChat__Port"] = "99999",
            ["REDFLAG__Scoring__StrongFrom"] = "30",
            ["REDFLAG__Scoring__MixedFrom"] = "60",
            ["REDFLAG__Loging"] = "x",
        };

        var outcome = await _line.RunProcessAsync(settings, "check", "--data", _line.Data);

        Assert.Equal(1, outcome.Exit);
        Assert.Equal(
            [
                "Wrong: LocalChat: Port: The field LocalChatOptions.Port must be between 0 and 65535.",
                "Wrong: Scoring: StrongFrom (30) has to lie above MixedFrom (60).",
                "Wrong: there is no setting Loging.",
            ],
            outcome.Error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("LocalChat__Port", "99999")]
    [InlineData("LocalChat__Port", "abc")]
    [InlineData("LocalChat__Enabled", "maybe")]
    [InlineData("Drills__DailyGrace", "soon")]
    [InlineData("Scoring__StrongFrom", "30")]
    [InlineData("Inference__Device", "tpu")]
    public async Task With_a_wrong_setting_the_bot_does_not_start_and_says_why(string name, string value)
    {
        var outcome = await _line.RunProcessAsync(new Dictionary<string, string> { [$"REDFLAG__{name}"] = value }, "serve", "--data", _line.Data);

        Assert.Equal((1, ""), (outcome.Exit, outcome.Output));
        Assert.DoesNotContain("   at ", outcome.Error, StringComparison.Ordinal);
        Assert.Contains(value, outcome.Error.Replace("65535", "99999", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_settings_file_that_is_no_json_is_named()
    {
        var program = _line.Folder("program");
        foreach (var file in Directory.GetFiles(AppContext.BaseDirectory))
        {
            File.CreateSymbolicLink(Path.Combine(program, Path.GetFileName(file)), file);
        }

        Directory.CreateSymbolicLink(Path.Combine(program, "migrations"), Path.Combine(AppContext.BaseDirectory, "migrations"));
        File.Delete(Path.Combine(program, "appsettings.json"));
        File.Delete(Path.Combine(program, "redflag.dll"));
        File.Copy(Path.Combine(AppContext.BaseDirectory, "redflag.dll"), Path.Combine(program, "redflag.dll"));
        await File.WriteAllTextAsync(Path.Combine(program, "appsettings.json"), "{ \"LocalChat\": ", TestContext.Current.CancellationToken);

        var outcome = await _line.RunProcessAsync(Path.Combine(program, "redflag.dll"), Nothing, "check", "--data", _line.Data);

        Assert.Equal((1, ""), (outcome.Exit, outcome.Output));
        Assert.StartsWith("The settings cannot be read: ", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("appsettings.json", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named_with_the_setting_to_change()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        var outcome = await _line.RunProcessAsync(new Dictionary<string, string> { ["REDFLAG__LocalChat__Port"] = port }, "--data", _line.Data);

        Assert.Equal((1, ""), (outcome.Exit, outcome.Output));
        Assert.EndsWith(
            $"Port {port} is taken by another program. Choose another: set LocalChat:Port in appsettings.json, or REDFLAG__LocalChat__Port=5081 in the environment.{Environment.NewLine}",
            outcome.Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_this_machine_does_not_have_is_named_with_the_setting_to_change()
    {
        var settings = new Dictionary<string, string>
        {
            ["REDFLAG__LocalChat__Port"] = "0",
            ["REDFLAG__LocalChat__Address"] = "192.0.2.1",
            ["REDFLAG__LocalChat__AllowRemote"] = "true",
        };

        var outcome = await _line.RunProcessAsync(settings, "--data", _line.Data);

        Assert.Equal((1, ""), (outcome.Exit, outcome.Output));
        Assert.Contains("192.0.2.1", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("LocalChat:Address", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_directory_is_free_again_when_the_bot_that_held_it_was_killed()
    {
        var directory = new DataDirectory(_line.Data);
        using var bot = await _line.ServeAsync(new Dictionary<string, string> { ["REDFLAG__LocalChat__Port"] = "0" });
        Assert.Throws<StorageException>(directory.Hold);

        bot.Kill();
        await bot.WaitForExitAsync(TestContext.Current.CancellationToken);

        using var held = directory.Hold();
        Assert.Equal(0, (await CommandLine.RunAsync("import", CommandLine.BundledPack, "--data", _line.Data)).Exit);
    }

    [Fact]
    public async Task A_second_bot_is_refused()
    {
        using var bot = await _line.ServeAsync(new Dictionary<string, string> { ["REDFLAG__LocalChat__Port"] = "0" });

        var second = await _line.RunProcessAsync(new Dictionary<string, string> { ["REDFLAG__LocalChat__Port"] = "0" }, "serve", "--data", _line.Data);

        bot.Kill();
        Assert.Equal(
            new(1, "", $"Another Redflag is using {_line.Data}. Stop it first, or give this one another directory with --data DIR.{Environment.NewLine}"),
            second);
    }

    [Theory]
    [SupportedOSPlatform("linux")]
    [InlineData("redflag.db", false, "{0} is read-only. Give this user the right to write to it and to its directory.")]
    [InlineData("redflag.db", true, "{0} is read-only. Give this user the right to write to it and to its directory.")]
    [InlineData("", false, "{1} cannot be written: Access to the path '{1}' is denied. Give this user the right to write in {2}, or choose another directory with --data DIR.")]
    public async Task A_database_that_may_not_be_written_is_refused_and_left_as_it_is(string readOnly, bool current, string expected)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Rights are taken away as Linux does it.");
        if (current)
        {
            await CommandLine.RunAsync("migrate", "--data", _line.Data);
        }
        else
        {
            _line.FillWithEarlierSchema();
        }

        var before = await File.ReadAllBytesAsync(_line.Database, TestContext.Current.CancellationToken);
        var outcome = await RunWithoutRightsAsync(readOnly, "migrate", "--data", _line.Data);

        var lockFile = Path.Combine(_line.Data, "redflag.lock");
        Assert.Equal(
            new(1, "", string.Format(CultureInfo.InvariantCulture, expected, _line.Database, lockFile, _line.Data) + Environment.NewLine),
            outcome);
        Assert.Equal(before, await File.ReadAllBytesAsync(_line.Database, TestContext.Current.CancellationToken));
    }

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Runs the program for a user who may read all of the data directory but not write one part of it.</summary>
    [SupportedOSPlatform("linux")]
    private async Task<CommandLine.Outcome> RunWithoutRightsAsync(string readOnly, params string[] arguments)
    {
        const UnixFileMode All = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        const UnixFileMode Reading = UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(Path.GetDirectoryName(_line.Data)!, All);
        File.SetUnixFileMode(_line.Data, All);
        foreach (var file in Directory.GetFiles(_line.Data))
        {
            File.SetUnixFileMode(file, All);
        }

        var part = Path.Combine(_line.Data, readOnly);
        File.SetUnixFileMode(part, Reading);
        try
        {
            string[] program = [Path.Combine(AppContext.BaseDirectory, "redflag.dll"), .. arguments];

            // Root keeps its name, for only it may enter a checkout in a private folder, and loses the right to write whatever is there.
            var start = Environment.UserName == "root"
                ? new ProcessStartInfo("setpriv", ["--bounding-set=-dac_override", "--inh-caps=-all", "dotnet", .. program])
                : new ProcessStartInfo("dotnet", program);
            start.Environment["HOME"] = _line.Folder("home");
            start.Environment["DOTNET_gcServer"] = "0";
            (start.RedirectStandardOutput, start.RedirectStandardError, start.WorkingDirectory) = (true, true, "/");
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return new(process.ExitCode, await output, await error);
        }
        finally
        {
            File.SetUnixFileMode(part, All);
        }
    }
}
