using System.Diagnostics;
using Bot.Core.Storage;
using Bot.Host.Commands;
using Microsoft.Extensions.Time.Testing;

namespace Bot.Host.Tests.Commands;

/// <summary>The command line as users run it: in this process, or as a process of its own.</summary>
internal sealed class CommandLine : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("redflag-");

    /// <summary>Gets the data directory that is given with <c>--data</c>; it is made by whatever needs it.</summary>
    public string Data => Path.Combine(_folder.FullName, "data");

    public string Database => Path.Combine(Data, "redflag.db");

    /// <summary>Gets the pack that comes with the program.</summary>
    public static string BundledPack => Path.Combine(AppContext.BaseDirectory, "packs", "llm-foundations.yaml");

    /// <summary>Writes a file and gives its path.</summary>
    public string Write(string name, string content)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, content);
        return path;
    }

    public string Folder(string name) => _folder.CreateSubdirectory(name).FullName;

    public static async Task<Outcome> RunAsync(params string[] arguments) => await RunAsync(TextReader.Null, arguments);

    public static async Task<Outcome> RunAsync(TextReader input, params string[] arguments)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 9, 21, 7, 30, 15, TimeSpan.Zero));
        var exit = await RedflagCommandLine.RunAsync(arguments, time, input, output, error);
        return new Outcome(exit, output.ToString(), error.ToString());
    }

    /// <summary>Runs the program as a process of its own, in an empty current directory.</summary>
    /// <param name="environment">Variables, such as settings.</param>
    /// <param name="arguments">The arguments.</param>
    public async Task<Outcome> RunProcessAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        await RunProcessAsync(Path.Combine(AppContext.BaseDirectory, "redflag.dll"), environment, arguments);

    public async Task<Outcome> RunProcessAsync(string program, IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        await FeedProcessAsync(program, environment, input: "", arguments);

    /// <summary>Runs the program as a process of its own and gives it something to read.</summary>
    public async Task<Outcome> FeedProcessAsync(IReadOnlyDictionary<string, string> environment, string input, params string[] arguments) =>
        await FeedProcessAsync(Path.Combine(AppContext.BaseDirectory, "redflag.dll"), environment, input, arguments);

    /// <summary>Starts the program and waits until it says that it is ready.</summary>
    public async Task<Process> ServeAsync(IReadOnlyDictionary<string, string> environment)
    {
        var process = Process.Start(Describe(Path.Combine(AppContext.BaseDirectory, "redflag.dll"), environment, ["serve", "--data", Data]))!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line == "Stop with Ctrl+C.")
            {
                return process;
            }
        }

        throw new InvalidOperationException("Redflag ended before it was ready.");
    }

    /// <summary>Makes a data directory whose database has the first migration only.</summary>
    public void FillWithEarlierSchema()
    {
        var first = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "migrations", "sqlite")).Order(StringComparer.Ordinal).First();
        var folder = Folder("earlier");
        File.Copy(first, Path.Combine(folder, Path.GetFileName(first)));
        new SqliteDatabase(new DataDirectory(Data), Migrations.ReadFrom(folder)).Migrate();
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private async Task<Outcome> FeedProcessAsync(string program, IReadOnlyDictionary<string, string> environment, string input, string[] arguments)
    {
        using var process = Process.Start(Describe(program, environment, arguments))!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardInput.WriteAsync(input.AsMemory(), TestContext.Current.CancellationToken);
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new Outcome(process.ExitCode, await output, await error);
    }

    private ProcessStartInfo Describe(string program, IReadOnlyDictionary<string, string> environment, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder("elsewhere"),
        };

        // What is not about the model is not to depend on it.
        start.Environment["REDFLAG__Inference__Model"] = "lexical";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    /// <summary>What a run ended with.</summary>
    internal sealed record Outcome(int Exit, string Output, string Error);
}
