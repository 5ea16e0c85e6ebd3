using Microsoft.Extensions.Options;

namespace Bot.Core.Members;

/// <summary>Checks each of the <see cref="PrivacyOptions"/> by its attribute.</summary>
[OptionsValidator]
public sealed partial class PrivacyOptionsValidator : IValidateOptions<PrivacyOptions>;
