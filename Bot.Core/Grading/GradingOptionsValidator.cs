using Microsoft.Extensions.Options;

namespace Bot.Core.Grading;

/// <summary>Checks each of the <see cref="GradingOptions"/> by its attribute.</summary>
[OptionsValidator]
public sealed partial class GradingOptionsValidator : IValidateOptions<GradingOptions>;
