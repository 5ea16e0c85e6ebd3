using Microsoft.Extensions.Options;

namespace Bot.Core.Grading;

/// <summary>Checks each of the <see cref="ScoringOptions"/> on its own.</summary>
[OptionsValidator]
public sealed partial class ScoringOptionsValidator : IValidateOptions<ScoringOptions>;
