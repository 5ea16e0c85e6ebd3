using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using Bot.Core.Grading;
using Bot.Core.Questions;
using Bot.Core.Storage;
using Bot.Inference;

namespace Bot.Host.Commands;

/// <summary>The command line: exit code 0 when done, 1 for bad input or configuration, 2 for a fault of ours.</summary>
internal static class RedflagCommandLine
{
    private const int Done = 0;
    private const int BadInput = 1;
    private const int InternalFault = 2;

    [SuppressMessage("Design", "CA1031", Justification = "An edge: whatever happens ends in an exit code and a message.")]
    public static async Task<int> RunAsync(string[] args, TimeProvider time, TextReader input, TextWriter output, TextWriter error)
    {
        try
        {
            var parsed = Create(time, input).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
            var invocation = new InvocationConfiguration
            {
                Output = parsed.Errors.Count > 0 ? error : output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await parsed.InvokeAsync(invocation);
        }
        catch (Exception exception) when (exception is StorageException or SettingsException or PackConflictException)
        {
            await error.WriteLineAsync(exception.Message);
            return BadInput;
        }
        catch (OperationCanceledException)
        {
            return Done;
        }
        catch (Exception exception)
        {
            await error.WriteLineAsync($"Redflag failed, and it is not your fault: {exception}");
            return InternalFault;
        }
    }

    private static RootCommand Create(TimeProvider time, TextReader input)
    {
        var data = new Option<string?>("--data") { Description = "The directory that holds the database.", Recursive = true, HelpName = "DIR" };
        var serve = new ServeCommand(data, time);
        var root = new RootCommand("Redflag runs interview drills where your study group talks.")
        {
            data,
            serve.Create(),
            new CheckCommand(data, time).Create(),
            new MigrateCommand(data).Create(),
            new ImportCommand(data, time).Create(),
            new ExportCommand(data, time).Create(),
            new BankCommand(data, time).Create(),
            new BackupCommand(data, time).Create(),
            new SlackManifestCommand(time).Create(),
            new RestoreCommand(data, time).Create(),
            new GradeCommand(
                () => GraderServices.BuildChecked().GetRequiredService<GraderInUse>(),
                () => new ScoringPolicy(new ScoringOptions()),
                () => input).Create(),
            new Command("model", "Look at the models that judge answers.") { ModelListCommand.Create(), new ModelVerifyCommand(time).Create() },
            new Command("privacy", "What is kept of members.") { new MemberExportCommand(data, time).Create() },
            new Command("schedule", "Look at schedules.") { SchedulePreviewCommand.Create() },
        };
        root.SetAction(serve.RunAsync);
        return root;
    }
}
