using Bot.Inference.Devices;
using Microsoft.Extensions.Options;

namespace Bot.Inference;

/// <summary>What judges answers.</summary>
public sealed class InferenceOptions
{
    /// <summary>The name of the grader that needs no model.</summary>
    public const string Lexical = "lexical";

    /// <summary>The name of the model that comes with the program.</summary>
    public const string Default = "redflag-small";

    /// <summary>Gets or sets the model.</summary>
    /// <value>
    /// The name of a folder under <c>models/</c>, the path of one (with a slash), or "lexical" for the baseline that compares words.
    /// The default is "redflag-small". A model that cannot be loaded is replaced by the baseline, and the log says why.
    /// </value>
    public string Model { get; set; } = Default;

    /// <summary>Gets or sets the device on which the model runs.</summary>
    /// <value>The default is <see cref="InferenceDevice.Auto"/>.</value>
    public InferenceDevice Device { get; set; }
}

/// <summary>Refuses settings that can name no model and no device.</summary>
public sealed class InferenceOptionsRules : IValidateOptions<InferenceOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, InferenceOptions options)
    {
        var failures = new List<string>();
        if (string.IsNullOrWhiteSpace(options.Model))
            failures.Add("Inference:Model is blank. Name a model that \"redflag model list\" shows, or leave the setting out.");
        if (!Enum.IsDefined(options.Device))
            failures.Add($"Inference:Device is {(int)options.Device}; it has to be auto, cpu or cuda.");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
