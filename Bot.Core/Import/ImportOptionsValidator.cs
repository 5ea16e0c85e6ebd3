using Microsoft.Extensions.Options;

namespace Bot.Core.Import;

/// <summary>Checks each of the <see cref="ImportOptions"/> by its attribute.</summary>
[OptionsValidator]
public sealed partial class ImportOptionsValidator : IValidateOptions<ImportOptions>;
