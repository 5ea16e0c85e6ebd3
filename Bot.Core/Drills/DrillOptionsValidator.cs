using Microsoft.Extensions.Options;

namespace Bot.Core.Drills;

/// <summary>Checks each of the <see cref="DrillOptions"/> by its attribute.</summary>
[OptionsValidator]
public sealed partial class DrillOptionsValidator : IValidateOptions<DrillOptions>;
