using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Bot.Host.Telemetry;
using Bot.Inference.Devices;
using Bot.Inference.Models;

namespace Bot.Host.Commands;

/// <summary><c>model verify</c>: looks at every byte of the models, loads them and has each judge a sample. Opens no database.</summary>
internal sealed class ModelVerifyCommand(TimeProvider time)
{
    private readonly Option<bool> _json = new("--json") { Description = "Write the findings as JSON." };

    private readonly Argument<string?> _model = new("MODEL")
    {
        Description = "The name of a model's folder or, with a slash, its path; without it, all that \"model list\" shows.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public Command Create()
    {
        var command = new Command("verify", "Check that models are whole, and have each judge a sample.") { _model, _json };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        await using var services = GraderServices.BuildChecked();
        var installed = services.GetRequiredService<InstalledModels>();
        List<Trial> trials = [];
        foreach (var model in parsed.GetValue(_model) is { } named ? [installed.Find(named)] : installed.List())
        {
            trials.Add(await TryAsync(installed, model, cancellationToken));
        }

        var isRight = trials.All(trial => trial.Ok);
        if (parsed.GetValue(_json))
        {
            await output.WriteLineAsync(JsonLine.Write(new { ok = isRight, models = trials }));
            return isRight ? 0 : 1;
        }

        foreach (var trial in trials)
        {
            await (trial.Ok ? output.WriteLineAsync(trial.Detail) : error.WriteLineAsync($"Wrong: {trial.Detail}"));
        }

        if (trials.Count == 0)
        {
            await output.WriteLineAsync($"No model is installed in {Installation.Models}: the baseline judges, which compares words.");
        }

        return isRight ? 0 : 1;
    }

    [SuppressMessage("Design", "CA1031", Justification = "An edge: whatever a model does with a sample is what this command is to say.")]
    private async Task<Trial> TryAsync(InstalledModels installed, InstalledModel model, CancellationToken cancellationToken)
    {
        try
        {
            await using var open = installed.Open(model);
            var begun = time.GetTimestamp();
            await open.Grader.AssessAsync(GraderWarmUp.Sample, cancellationToken);
            var took = time.GetElapsedTime(begun).TotalMilliseconds;
            var device = open.Device is InferenceDevice.Cuda ? "CUDA" : "the CPU";
            return new Trial(model.Folder, model.Id, true, string.Create(CultureInfo.InvariantCulture, $"{ModelListCommand.Describe(model)}: its files are whole, and it judged a sample on {device} in {took:N0} ms"));
        }
        catch (ModelException exception)
        {
            return new Trial(model.Folder, model.Id, false, exception.Message);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return new Trial(model.Folder, model.Id, false, $"{ModelListCommand.Describe(model)}: its files are whole, but it could not judge a sample: {exception.Message} Install another version of it");
        }
    }

    /// <summary>What came of trying a model.</summary>
    private sealed record Trial(string Folder, string? Id, bool Ok, string Detail);
}
