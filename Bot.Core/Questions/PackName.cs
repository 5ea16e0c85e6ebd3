using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Bot.Core.Questions;

/// <summary>The name of a pack: lower-case letters, digits and hyphens, at most 64, beginning with a letter or digit.</summary>
public sealed partial record PackName
{
    private PackName(string value) => Value = value;

    /// <summary>Gets the name.</summary>
    public string Value { get; }

    /// <summary>Reads a name.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">The name, when the text is one.</param>
    /// <returns><see langword="false"/> when the text has another form.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out PackName? name)
    {
        name = text is not null && Slug.IsMatch(text) ? new PackName(text) : null;
        return name is not null;
    }

    /// <summary>Reads a name that is known to be one.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The name.</returns>
    /// <exception cref="FormatException">The text has another form.</exception>
    public static PackName Parse(string text) =>
        TryParse(text, out var name) ? name : throw new FormatException($"\"{text}\" is not a pack name: use a-z, 0-9 and hyphens.");

    /// <inheritdoc/>
    public override string ToString() => Value;

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,63}\z", RegexOptions.CultureInvariant)]
    internal static partial Regex Slug { get; }
}
