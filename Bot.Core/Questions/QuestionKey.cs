using System.Diagnostics.CodeAnalysis;

namespace Bot.Core.Questions;

/// <summary>The lasting name of a question, <c>pack/slug</c>; unique, and never reused for another question.</summary>
public sealed record QuestionKey
{
    private QuestionKey(PackName pack, string slug) => (Pack, SlugText) = (pack, slug);

    /// <summary>Gets the pack that the question came with.</summary>
    public PackName Pack { get; }

    /// <summary>Gets the part behind the pack's name: lower-case letters, digits and hyphens, at most 64.</summary>
    public string SlugText { get; }

    /// <summary>Reads a key: <c>pack/slug</c>, or a bare <c>slug</c> inside a known pack.</summary>
    /// <param name="text">The text.</param>
    /// <param name="pack">The pack to which a bare slug belongs; a full key may name another pack.</param>
    /// <param name="key">The key, when the text is one.</param>
    /// <returns><see langword="false"/> when the text has another form.</returns>
    public static bool TryParse(string? text, PackName? pack, [NotNullWhen(true)] out QuestionKey? key)
    {
        key = null;
        if (text is null)
        {
            return false;
        }

        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var slug = text[(slash + 1)..];
        if (slash >= 0 && !PackName.TryParse(text[..slash], out pack))
        {
            return false;
        }

        if (pack is not null && PackName.Slug.IsMatch(slug))
        {
            key = new QuestionKey(pack, slug);
        }

        return key is not null;
    }

    /// <summary>Reads a full key that is known to be one.</summary>
    /// <param name="text">The text, <c>pack/slug</c>.</param>
    /// <returns>The key.</returns>
    /// <exception cref="FormatException">The text has another form.</exception>
    public static QuestionKey Parse(string text) =>
        TryParse(text, null, out var key) ? key : throw new FormatException($"\"{text}\" is not a question's key: write pack/slug with a-z, 0-9 and hyphens.");

    /// <inheritdoc/>
    public override string ToString() => $"{Pack}/{SlugText}";
}
