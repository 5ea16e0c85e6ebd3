using Microsoft.Extensions.Options;

namespace Bot.Core.Drills.Rounds;

/// <summary>Checks each of the <see cref="RoundOptions"/> by its attribute.</summary>
[OptionsValidator]
public sealed partial class RoundOptionsValidator : IValidateOptions<RoundOptions>;
