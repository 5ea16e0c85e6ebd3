using Microsoft.Extensions.Options;

namespace Bot.Core.Grading;

/// <summary>Checks each of the <see cref="LexicalOptions"/> on its own.</summary>
[OptionsValidator]
public sealed partial class LexicalOptionsValidator : IValidateOptions<LexicalOptions>;
