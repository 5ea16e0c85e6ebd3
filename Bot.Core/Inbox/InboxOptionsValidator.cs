using Microsoft.Extensions.Options;

namespace Bot.Core.Inbox;

/// <summary>Checks each of the <see cref="InboxOptions"/> by its attribute.</summary>
[OptionsValidator]
public sealed partial class InboxOptionsValidator : IValidateOptions<InboxOptions>;
