using Microsoft.Extensions.Options;

namespace Bot.Inference;

/// <summary>What judges answers.</summary>
public sealed class InferenceOptions
{
    /// <summary>The name of the grader that needs no model.</summary>
    public const string Lexical = "lexical";

    /// <summary>Gets or sets the name of the model.</summary>
    /// <value>"lexical", the only one so far.</value>
    public string Model { get; set; } = Lexical;
}

/// <summary>Refuses a model that there is not.</summary>
public sealed class InferenceOptionsRules : IValidateOptions<InferenceOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, InferenceOptions options) =>
        string.Equals(options.Model, InferenceOptions.Lexical, StringComparison.OrdinalIgnoreCase)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"Inference:Model is \"{options.Model}\"; there is only \"{InferenceOptions.Lexical}\". Leave the setting out.");
}
