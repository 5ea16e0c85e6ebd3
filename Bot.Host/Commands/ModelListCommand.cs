using System.CommandLine;
using System.Globalization;
using Bot.Inference.Models;

namespace Bot.Host.Commands;

/// <summary><c>model list</c>: shows the models that are installed, and which is set. Loads none of them and opens no database.</summary>
internal static class ModelListCommand
{
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Write the models as JSON." };
        var command = new Command("list", "Show the models that are installed.") { json };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.InvocationConfiguration.Output, parsed.GetValue(json), cancellationToken));
        return command;
    }

    /// <summary>Says what a model is, on one line.</summary>
    public static string Describe(InstalledModel model) =>
        model.Fault ?? string.Create(CultureInfo.InvariantCulture, $"{model.Id}, {model.Kind}, {model.Size / 1e6:N1} MB, {model.Licence}, {model.Folder}");

    private static async Task<int> RunAsync(TextWriter output, bool json, CancellationToken cancellationToken)
    {
        await using var services = GraderServices.BuildChecked();
        var models = services.GetRequiredService<InstalledModels>().List();
        if (json)
        {
            await output.WriteLineAsync(JsonLine.Write(new { models }).AsMemory(), cancellationToken);
            return 0;
        }

        foreach (var model in models)
        {
            await output.WriteLineAsync($"{(model.IsChosen ? "* " : "  ")}{Describe(model)}".AsMemory(), cancellationToken);
        }

        var last = models.Any(model => model.IsChosen)
            ? "* is what Inference:Model names. \"redflag model verify\" tries it."
            : "No installed model is set: the baseline judges, which compares words.";
        await output.WriteLineAsync(last.AsMemory(), cancellationToken);
        return 0;
    }
}
