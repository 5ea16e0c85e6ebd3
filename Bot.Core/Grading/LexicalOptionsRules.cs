using System.Globalization;
using Microsoft.Extensions.Options;

namespace Bot.Core.Grading;

/// <summary>Checks the pairs of <see cref="LexicalOptions"/> that only make sense together, and quotes both values.</summary>
public sealed class LexicalOptionsRules : IValidateOptions<LexicalOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, LexicalOptions options)
    {
        var failures = new List<string>();
        if (!(options.CoveredFrom > options.PartlyFrom))
            failures.Add(Quote($"CoveredFrom ({options.CoveredFrom}) has to lie above PartlyFrom ({options.PartlyFrom})."));
        if (!(options.DoubtTo >= options.DoubtFrom))
            failures.Add(Quote($"DoubtTo ({options.DoubtTo}) must not be less than DoubtFrom ({options.DoubtFrom})."));
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static string Quote(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
