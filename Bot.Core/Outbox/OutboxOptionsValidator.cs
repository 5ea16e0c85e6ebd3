using Microsoft.Extensions.Options;

namespace Bot.Core.Outbox;

/// <summary>Checks each of the <see cref="OutboxOptions"/> by its attribute.</summary>
[OptionsValidator]
public sealed partial class OutboxOptionsValidator : IValidateOptions<OutboxOptions>;
