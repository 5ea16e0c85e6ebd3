using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using F23.StringSimilarity;
using NodaTime;
using NodaTime.TimeZones;

namespace Bot.Core.Drills;

/// <summary>The names of the time zones, found by what people type for them.</summary>
public static class ZoneNames
{
    /// <summary>The most suggestions there are for one text: what a chat platform shows in a list.</summary>
    public const int MostSuggestions = 25;

    // Below this, names have little more in common than their letters.
    private const double LeastSimilarity = 0.87;

    private static readonly ImmutableArray<string> Popular =
    [
        "UTC", "Europe/London", "Europe/Berlin", "Europe/Paris", "Europe/Madrid", "Europe/Warsaw", "Europe/Kyiv", "Europe/Istanbul", "Europe/Moscow",
        "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Toronto", "America/Sao_Paulo", "America/Mexico_City",
        "Asia/Kolkata", "Asia/Dubai", "Asia/Shanghai", "Asia/Singapore", "Asia/Tokyo", "Asia/Seoul", "Australia/Sydney", "Africa/Lagos", "Africa/Nairobi",
    ];

    private static readonly FrozenDictionary<string, string> Ids =
        DateTimeZoneProviders.Tzdb.Ids.ToFrozenDictionary(id => id, StringComparer.OrdinalIgnoreCase);

    private static readonly ImmutableArray<Entry> Entries = [.. Ids.Values.Order(StringComparer.Ordinal).Select(Entry.Of)];

    private static readonly JaroWinkler Similarity = new();

    /// <summary>Finds a zone by its whole name.</summary>
    /// <param name="typed">An IANA name, in letters of any case.</param>
    /// <param name="id">The name in the letters of the time zone database. An older name of a zone (<c>Asia/Calcutta</c>) stays the one that was typed.</param>
    /// <returns><see langword="false"/> when there is no such zone.</returns>
    public static bool TryFind(string? typed, [NotNullWhen(true)] out string? id) => Ids.TryGetValue(typed?.Trim() ?? "", out id);

    /// <summary>Suggests zones for a text that somebody is still typing: part of a name, a city, a country, an abbreviation, or one of these misspelt.</summary>
    /// <param name="typed">The text so far; when it is empty, zones where many people live are suggested.</param>
    /// <param name="most">How many suggestions to give, at most <see cref="MostSuggestions"/>.</param>
    /// <returns>IANA names, the likeliest first.</returns>
    public static IReadOnlyList<string> Suggest(string? typed, int most = MostSuggestions)
    {
        var limit = Math.Clamp(most, 0, MostSuggestions);
        var text = Plain(typed ?? "");
        if (text.Length == 0) return [.. Popular.Take(limit)];

        string[] matches =
        [
            .. Entries.Select(entry => (entry.Id, Rank: entry.Rank(text), entry.IsCurrent))
                .Where(match => match.Rank is not null)
                .OrderBy(match => match.Rank).ThenByDescending(match => Popular.Contains(match.Id)).ThenByDescending(match => match.IsCurrent)
                .Select(match => match.Id),
        ];
        var nicknamed = ZoneNicknames.Cities.Where(city => city.Key.StartsWith(text, StringComparison.Ordinal))
            .OrderBy(city => city.Key, StringComparer.Ordinal)
            .Concat(ZoneNicknames.Abbreviations.Where(name => name.Key.Equals(text, StringComparison.OrdinalIgnoreCase)))
            .Select(pair => pair.Value);
        var whole = matches.Where(id => Plain(id) == text);
        string[] found = [.. whole.Concat(nicknamed).Concat(matches).Distinct().Take(limit)];
        return found.Length > 0 ? found : Misspelt(text, limit);
    }

    private static List<string> Misspelt(string text, int limit) =>
        [.. Entries.Select(entry => (entry.Id, Likeness: entry.Likeness(text), entry.IsCurrent))
            .Where(match => match.Likeness >= LeastSimilarity)
            .OrderByDescending(match => match.Likeness).ThenByDescending(match => match.IsCurrent)
            .Select(match => match.Id)
            .Take(limit)];

    private static string Plain(string name) => name.Trim().ToLowerInvariant().Replace('_', ' ').Replace('\\', '/');

    private sealed record Entry(string Id, string Name, string City, string Country, bool IsCurrent)
    {
        private static readonly FrozenDictionary<string, string> Countries =
            (TzdbDateTimeZoneSource.Default.ZoneLocations ?? []).GroupBy(location => location.ZoneId)
                .ToFrozenDictionary(places => places.Key, places => Plain(places.First().CountryName));

        public static Entry Of(string id)
        {
            var name = Plain(id);
            var country = Countries.GetValueOrDefault(id);
            return new Entry(id, name, name[(name.LastIndexOf('/') + 1)..], country ?? "", country is not null || id == "UTC");
        }

        // Smaller is nearer; null is no match.
        public int? Rank(string text) =>
            Name == text || City == text ? 0
            : City.StartsWith(text, StringComparison.Ordinal) ? 1
            : Name.StartsWith(text, StringComparison.Ordinal) ? 2
            : Country.StartsWith(text, StringComparison.Ordinal) ? 3
            : text.Length > 2 && Name.Contains(text, StringComparison.Ordinal) ? 4
            : text.Length > 2 && Country.Contains(text, StringComparison.Ordinal) ? 5
            : null;

        public double Likeness(string text) =>
            Math.Max(Similarity.Similarity(Name, text), Similarity.Similarity(City, text[(text.LastIndexOf('/') + 1)..]));
    }
}
