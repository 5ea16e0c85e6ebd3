using System.Globalization;
using Microsoft.Extensions.Options;

namespace Bot.Core.Grading;

/// <summary>Checks the pairs of <see cref="ScoringOptions"/> that only make sense together, and quotes both values.</summary>
public sealed class ScoringOptionsRules : IValidateOptions<ScoringOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, ScoringOptions options)
    {
        var failures = new List<string>();
        if (!(options.StrongFrom > options.MixedFrom))
            failures.Add(Quote($"StrongFrom ({options.StrongFrom}) has to lie above MixedFrom ({options.MixedFrom})."));
        if (!(options.MajorFlagCost >= options.MinorFlagCost))
            failures.Add(Quote($"MajorFlagCost ({options.MajorFlagCost}) must not be less than MinorFlagCost ({options.MinorFlagCost})."));
        if (!(options.FatalFlagCost >= options.MajorFlagCost))
            failures.Add(Quote($"FatalFlagCost ({options.FatalFlagCost}) must not be less than MajorFlagCost ({options.MajorFlagCost})."));
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static string Quote(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
