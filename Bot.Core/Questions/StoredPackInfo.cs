namespace Bot.Core.Questions;

/// <summary>A pack's description as its column holds it.</summary>
internal sealed record StoredPackInfo(
    string Title, string? Description, string Language, string? Licence, DateOnly? AsOf, IReadOnlyList<string> Audience, IReadOnlyList<PackSource> Sources)
{
    public static StoredPackInfo From(PackInfo info) =>
        new(info.Title, info.Description, info.Language, info.Licence, info.AsOf, info.Audience, info.Sources);

    public PackInfo ToInfo(PackName name) => new()
    {
        Name = name,
        Title = Title,
        Description = Description,
        Language = Language,
        Licence = Licence,
        AsOf = AsOf,
        Audience = [.. Audience],
        Sources = [.. Sources],
    };
}
